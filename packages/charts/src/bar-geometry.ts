import { aqiClass } from "./aqi-class.ts";
import type { AqiClass } from "./aqi-class.ts";

/** What the bar draws: the same shape as a tile's `bar` on the wire. */
export type BarInput =
  | { kind: "progress"; done: number; schedule: number; base: number; stretch: number | null }
  | {
      kind: "control";
      value: number;
      low: number | null;
      high: number | null;
      wanted: "below" | "above" | "between";
      scale: readonly [number, number];
    }
  | {
      kind: "growths";
      items: readonly { label: string; value: number }[];
      target: number | null;
    }
  | { kind: "days"; aqi: readonly (number | null)[]; from: string };

export interface BarSize {
  width: number;
  height: number;
  /** Size of text inside the picture, in the same unit as width and height; 0 leaves no room for it. */
  text?: number;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A vertical mark across the bar. */
export interface Mark {
  x: number;
  y1: number;
  y2: number;
}

export type BarGeometry =
  | {
      kind: "progress";
      /** Per cent at the right edge: 110, or more when something lies beyond. */
      scale: number;
      track: Box;
      done: Box;
      schedule: Mark;
      base: Mark;
      stretch: Mark | null;
      /** Where `62.7%` goes: after the bar's end, or inside it when there is no room. */
      label: { x: number; y: number; anchor: "start" | "end" };
    }
  | {
      kind: "control";
      y: number;
      axis: { x1: number; x2: number };
      /** The side or band that is wanted. */
      wanted: Box;
      lines: readonly (Mark & { value: number; side: "low" | "high" })[];
      point: { x: number; y: number; radius: number };
      met: boolean;
    }
  | {
      kind: "growths";
      zero: number;
      columns: readonly (Box & {
        label: string;
        value: number;
        /** Centre of the column, and the baseline of its figure: above a rise, below a fall. */
        textX: number;
        textY: number;
        negative: boolean;
      })[];
      target: number | null;
    }
  | {
      kind: "days";
      cells: readonly (Box & { aqi: number | null; level: AqiClass | null })[];
    };

/** Per cent at the right edge of an ordinary progress bar: one scale, so that ticks align down a page. */
export const ORDINARY_SCALE = 110;

/** Geometry of a tile's bar for plain SVG, in the units of `size`; every coordinate lies inside it. */
export function barGeometry(bar: BarInput, size: BarSize): BarGeometry {
  switch (bar.kind) {
    case "progress":
      return progressGeometry(bar, size);
    case "control":
      return controlGeometry(bar, size);
    case "growths":
      return growthGeometry(bar, size);
    case "days":
      return dayGeometry(bar, size);
  }
}

type Of<K extends BarInput["kind"]> = Extract<BarInput, { kind: K }>;

/** Geometry of the progress bar against time alone. */
export function progressGeometry(
  bar: Of<"progress">,
  { width, height, text = 0 }: BarSize,
): Extract<BarGeometry, { kind: "progress" }> {
  const furthest = Math.max(bar.done, bar.schedule, bar.base, bar.stretch ?? 0);
  const scale =
    furthest <= ORDINARY_SCALE - 3 ? ORDINARY_SCALE : Math.ceil((furthest + 5) / 10) * 10;
  const x = (percent: number) => (Math.min(Math.max(percent, 0), scale) / scale) * width;
  const thickness = height * 0.42;
  const y = (height - thickness) / 2;
  const mark = (percent: number, reach: number): Mark => ({
    x: x(percent),
    y1: (height - reach) / 2,
    y2: (height + reach) / 2,
  });
  const end = x(bar.done);
  // The label steps over the schedule tick when that stands just beyond the bar's end.
  const tick = x(bar.schedule);
  const start = (tick >= end && tick < end + text * 0.6 ? tick : end) + text * 0.45;
  const fits = start + text * 3.2 <= width;
  return {
    kind: "progress",
    scale,
    track: { x: 0, y, width, height: thickness },
    done: { x: 0, y, width: end, height: thickness },
    schedule: mark(bar.schedule, height * 0.92),
    base: mark(bar.base, height * 0.62),
    stretch: bar.stretch === null ? null : mark(bar.stretch, height * 0.62),
    label: fits
      ? { x: start, y: height / 2, anchor: "start" }
      : { x: end - text * 0.45, y: height / 2, anchor: "end" },
  };
}

function controlGeometry(bar: Of<"control">, { width, height }: BarSize): BarGeometry {
  const radius = height * 0.21;
  const [from, to] = bar.scale;
  const span = to - from || 1;
  const x = (value: number) =>
    radius + Math.min(Math.max((value - from) / span, 0), 1) * (width - 2 * radius);
  const lines = [
    ...(bar.low === null ? [] : [{ value: bar.low, side: "low" as const }]),
    ...(bar.high === null ? [] : [{ value: bar.high, side: "high" as const }]),
  ].map((line) => ({ ...line, x: x(line.value), y1: height * 0.14, y2: height * 0.86 }));
  const left = bar.wanted === "below" || bar.low === null ? 0 : x(bar.low);
  const right = bar.wanted === "above" || bar.high === null ? width : x(bar.high);
  const met =
    (bar.wanted === "below" || bar.low === null || bar.value >= bar.low) &&
    (bar.wanted === "above" || bar.high === null || bar.value <= bar.high);
  return {
    kind: "control",
    y: height / 2,
    axis: { x1: 0, x2: width },
    wanted: { x: left, y: height * 0.42, width: Math.max(right - left, 0), height: height * 0.16 },
    lines,
    point: { x: x(bar.value), y: height / 2, radius },
    met,
  };
}

function growthGeometry(bar: Of<"growths">, { width, height, text = 0 }: BarSize): BarGeometry {
  const values = bar.items.map((item) => item.value);
  const high = Math.max(0, bar.target ?? 0, ...values);
  const low = Math.min(0, bar.target ?? 0, ...values);
  const top = high > 0 ? text * 1.15 : 0;
  const bottom = low < 0 ? text * 1.15 : 0;
  const room = Math.max(height - top - bottom, 1);
  const y = (value: number) => top + ((high - value) / (high - low || 1)) * room;
  const zero = y(0);
  const step = width / Math.max(bar.items.length, 1);
  const thickness = Math.min(step * 0.66, height * 0.9);
  return {
    kind: "growths",
    zero,
    target: bar.target === null ? null : y(bar.target),
    columns: bar.items.map((item, index) => {
      const centre = step * (index + 0.5);
      const edge = y(item.value);
      const negative = item.value < 0;
      return {
        x: centre - thickness / 2,
        y: Math.min(edge, zero),
        width: thickness,
        height: Math.max(Math.abs(edge - zero), height * 0.02),
        label: item.label,
        value: item.value,
        negative,
        textX: centre,
        textY: negative ? edge + text * 0.98 : edge - text * 0.25,
      };
    }),
  };
}

function dayGeometry(bar: Of<"days">, { width, height }: BarSize): BarGeometry {
  const step = width / Math.max(bar.aqi.length, 1);
  const gap = Math.min(step * 0.18, height * 0.08);
  return {
    kind: "days",
    cells: bar.aqi.map((aqi, index) => ({
      x: step * index + gap / 2,
      y: height * 0.12,
      width: step - gap,
      height: height * 0.76,
      aqi,
      level: aqi === null ? null : aqiClass(aqi),
    })),
  };
}
