import { describe, expect, test } from "vitest";
import { barGeometry, ORDINARY_SCALE } from "./bar-geometry.ts";
import type { BarInput } from "./bar-geometry.ts";

const size = { width: 460, height: 60, text: 20 };
const progress = (done: number, stretch: number | null = null) =>
  barGeometry({ kind: "progress", done, schedule: 50, base: 100, stretch }, size);

describe("the progress bar against time", () => {
  test("ordinary bars share one scale, so that schedule ticks align down a page", () => {
    const one = progress(50.2, 105);
    const other = progress(62.7);
    if (one.kind !== "progress" || other.kind !== "progress") throw new Error("kind");
    expect(one.scale).toBe(ORDINARY_SCALE);
    expect(other.scale).toBe(ORDINARY_SCALE);
    expect(one.schedule.x).toBe(other.schedule.x);
    expect(one.schedule.x).toBeCloseTo((50 / ORDINARY_SCALE) * 460);
    expect(one.done.width).toBeCloseTo((50.2 / ORDINARY_SCALE) * 460);
    expect(one.stretch?.x).toBeCloseTo((105 / ORDINARY_SCALE) * 460);
  });

  test("completion above 100 % widens the scale and stays inside the picture", () => {
    const bar = progress(122.1);
    if (bar.kind !== "progress") throw new Error("kind");
    expect(bar.scale).toBeGreaterThan(122.1);
    expect(bar.done.width).toBeLessThan(size.width);
    expect(bar.done.width).toBeGreaterThan(bar.base.x);
    expect(bar.label.anchor).toBe("end");
  });

  test("the figure steps over a schedule tick that stands just beyond the bar's end", () => {
    const bar = progress(49);
    if (bar.kind !== "progress") throw new Error("kind");
    expect(bar.label.x).toBeGreaterThan(bar.schedule.x);
  });

  test("a negative completion draws no bar to the left", () => {
    const bar = progress(-3);
    if (bar.kind !== "progress") throw new Error("kind");
    expect(bar.done.width).toBe(0);
  });
});

describe("the other bars", () => {
  test("a ceiling is inclusive: 6 against ≤6 is met, 6.1 is not", () => {
    const control = (value: number) =>
      barGeometry(
        { kind: "control", value, low: null, high: 6, wanted: "below", scale: [4, 7] },
        size,
      );
    expect(control(6)).toMatchObject({ met: true });
    expect(control(6.1)).toMatchObject({ met: false });
  });

  test("falls hang below the zero line and rises stand on it", () => {
    const bar = barGeometry(
      {
        kind: "growths",
        items: [
          { label: "一季度", value: -6.8 },
          { label: "二季度", value: 3.2 },
        ],
        target: null,
      },
      size,
    );
    if (bar.kind !== "growths") throw new Error("kind");
    const [fall, rise] = bar.columns;
    expect(fall?.y).toBeCloseTo(bar.zero);
    expect((rise?.y ?? 0) + (rise?.height ?? 0)).toBeCloseTo(bar.zero);
    expect((fall?.height ?? 0) / (rise?.height ?? 1)).toBeCloseTo(6.8 / 3.2);
  });

  test("a day without a valid AQI keeps its place and has no class", () => {
    const bar = barGeometry({ kind: "days", aqi: [50, null, 151], from: "2020-06-01" }, size);
    if (bar.kind !== "days") throw new Error("kind");
    expect(bar.cells.map((cell) => cell.level)).toEqual([1, null, 4]);
  });

  test("every coordinate lies inside the picture", () => {
    const bars: BarInput[] = [
      { kind: "progress", done: 300, schedule: 50, base: 100, stretch: 110 },
      { kind: "control", value: 99, low: 1, high: 6, wanted: "between", scale: [0, 8] },
      {
        kind: "growths",
        items: [-40, 0, 12].map((value) => ({ label: "", value })),
        target: 6,
      },
      { kind: "days", aqi: Array.from({ length: 30 }, (_, i) => i * 20), from: "2020-06-01" },
    ];
    const numbers = (value: unknown, key: string): number[] =>
      typeof value === "number" && /^(x|x1|x2|textX|zero)$/.test(key)
        ? [value]
        : typeof value === "object" && value !== null
          ? Object.entries(value).flatMap(([name, inner]) => numbers(inner, name))
          : [];
    for (const bar of bars) {
      for (const x of numbers(barGeometry(bar, size), "")) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(size.width);
      }
    }
  });
});
