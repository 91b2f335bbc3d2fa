import { numberText, axisScale } from "./number-text.ts";
import { baseOption, quietAxis } from "./option.ts";
import type { ChartOption } from "./option.ts";
import type { PlanPoint, SeriesPoint, TargetMark } from "./series.ts";
import type { ChartLight, ChartTheme } from "./theme.ts";
import { ZH_CN } from "./words.ts";
import type { ChartWords } from "./words.ts";

/** One indicator's year: what was planned, what came, what last year brought. */
export interface PathInput {
  name: string;
  unit: string;
  decimals: number;
  light: ChartLight;
  points: readonly SeriesPoint[];
  plan: readonly PlanPoint[];
  lastYear: readonly PlanPoint[];
  marks: readonly TargetMark[];
  /** Low and high of the outlook to December, if someone made one. */
  outlook?: readonly { t: number; low: number; high: number }[] | null;
}

/** Unit of the value axis, which may be 万亿元 where the figures are in 亿元. */
export function pathAxis(input: PathInput): { divisor: number; unit: string } {
  return axisScale(largest(input), input.unit);
}

/**
 * The path chart. Values enter unscaled and unrounded; only labels are shortened.
 * Figures that are 未报 leave a gap in the line, never a zero.
 */
export function pathOption(
  input: PathInput,
  theme: ChartTheme,
  words: ChartWords = ZH_CN,
): ChartOption {
  const stroke = theme.text / 20;
  const axis = pathAxis(input);
  const colour = theme.light[input.light];
  const outlook = input.outlook ?? [];
  const lastFigure = input.points.findLastIndex((point) => point.level !== null);
  return {
    ...baseOption(theme),
    grid: {
      left: theme.text * 0.3,
      right: theme.text * 1.1,
      top: theme.text * 1.4,
      bottom: theme.text * 0.3,
      outerBoundsMode: "same",
    },
    xAxis: {
      type: "value",
      min: 0,
      max: 1,
      interval: 0.25,
      ...quietAxis(theme),
      splitLine: { show: false },
      axisLabel: {
        ...quietAxis(theme).axisLabel,
        formatter: (t: number) => (t === 0 ? "" : words.month(Math.round(t * 12))),
      },
    },
    yAxis: {
      type: "value",
      scale: !startsAtZero(input),
      splitNumber: 3,
      ...quietAxis(theme),
      axisLabel: {
        ...quietAxis(theme).axisLabel,
        formatter: (value: number) => numberText(value / axis.divisor, null),
      },
    },
    series: [
      {
        id: "lastYear",
        type: "line",
        silent: true,
        // A single figure makes no line, and the key names it all the same.
        symbol: input.lastYear.length === 1 ? "circle" : "none",
        symbolSize: 8 * stroke,
        itemStyle: { color: theme.dim },
        data: input.lastYear.map((point) => [point.t, point.value]),
        lineStyle: { color: theme.dim, width: 2 * stroke, type: [4 * stroke, 5 * stroke] },
      },
      {
        id: "plan",
        type: "line",
        silent: true,
        symbol: "none",
        data: input.plan.map((point) => [point.t, point.value]),
        lineStyle: { color: theme.ink, width: 2 * stroke },
        markLine: {
          silent: true,
          symbol: "none",
          animation: false,
          data: input.marks.map((mark) => ({
            yAxis: mark.value,
            lineStyle: {
              color: mark.kind === "stretch" ? theme.accent : theme.dim,
              width: 1.5 * stroke,
              type: [2 * stroke, 4 * stroke],
            },
            label: {
              formatter: `${words[mark.kind]} ${numberText(mark.value / axis.divisor, null)}`,
              position: "insideStartTop" as const,
              color: mark.kind === "stretch" ? theme.accent : theme.dim,
              fontSize: theme.text,
            },
          })),
        },
      },
      {
        id: "outlookLow",
        type: "line",
        silent: true,
        symbol: "none",
        stack: "outlook",
        data: outlook.map((point) => [point.t, point.low]),
        lineStyle: { opacity: 0 },
      },
      {
        id: "outlookBand",
        type: "line",
        silent: true,
        symbol: "none",
        stack: "outlook",
        data: outlook.map((point) => [point.t, point.high - point.low]),
        lineStyle: { opacity: 0 },
        areaStyle: { color: colour, opacity: 0.2 },
      },
      {
        id: "actual",
        type: "line",
        silent: true,
        z: 5,
        connectNulls: false,
        showAllSymbol: true,
        symbol: "circle",
        symbolSize: 6 * stroke,
        itemStyle: { color: colour },
        lineStyle: { color: colour, width: 5 * stroke, cap: "round", join: "round" },
        data: input.points.map((point, index) =>
          index === lastFigure
            ? {
                value: [point.t, point.level ?? "-"],
                symbolSize: 15 * stroke,
                label: {
                  show: true,
                  ...labelPlace(input, point.t),
                  distance: theme.text * 0.5,
                  formatter: numberText(
                    (point.level ?? 0) / axis.divisor,
                    axis.divisor === 1 ? input.decimals : 2,
                  ),
                  color: theme.ink,
                  fontSize: theme.text * 1.25,
                  fontWeight: 600,
                },
              }
            : {
                value: [point.t, point.level ?? "-"],
                ...(standsAlone(input.points, index) ? { symbolSize: 10 * stroke } : {}),
              },
        ),
      },
    ],
  };
}

/**
 * Where the newest figure stands clear of the plan, above it when ahead and below when behind, and
 * of its own line, which comes from the left: past its end when below a rise or above a fall.
 */
function labelPlace(input: PathInput, t: number) {
  if (t > 0.8) return { position: "left" as const };
  const levels = input.points.flatMap((point) => (point.level === null ? [] : [point.level]));
  const rises = (levels.at(-1) ?? 0) >= (levels.at(-2) ?? 0);
  const above = input.light === "on";
  return {
    position: above ? ("top" as const) : ("bottom" as const),
    align: above === rises ? ("right" as const) : ("left" as const),
  };
}

/** Whether neither neighbour has a figure, so that no line leads to the point. */
function standsAlone(points: PathInput["points"], index: number): boolean {
  return [points[index - 1], points[index + 1]].every((next) => (next?.level ?? null) === null);
}

/** A rate is read against its line, a flow against zero. */
function startsAtZero(input: PathInput): boolean {
  return input.plan.length > 0 || input.unit !== "%";
}

function largest(input: PathInput): number {
  return Math.max(
    0,
    ...input.points.map((point) => point.level ?? 0),
    ...input.plan.map((point) => point.value),
    ...input.lastYear.map((point) => point.value),
    ...input.marks.map((mark) => mark.value),
    ...(input.outlook ?? []).map((point) => point.high),
  );
}
