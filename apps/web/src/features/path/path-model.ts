import type { Series, Tile } from "@diaodu/contracts";
import { axisOf, largeUnit } from "./scale.ts";

interface PathPoint {
  t: number;
  value: number;
  label: string;
}

/** What a path chart draws: levels where there are any, else growth. */
export interface PathModel {
  of: "level" | "growth";
  actual: PathPoint[];
  plan: { t: number; value: number }[];
  lastYear: { t: number; value: number }[];
  /** The band from the latest point to the year's end. */
  outlook: { from: PathPoint; low: number; high: number } | null;
  axis: { from: number; to: number; ticks: number[] };
  divisor: number;
  unit: string;
}

/** Null when there is not one point to draw. */
export function pathModelOf(tile: Tile): PathModel | null {
  const { points, plan, lastYear } = tile.series;
  const of = points.some((point) => point.level !== null) ? "level" : "growth";
  const actual = points.flatMap((point) => {
    const value = of === "level" ? point.level : point.growth;
    return value === null ? [] : [{ t: point.t, value, label: point.label }];
  });
  if (actual.length === 0) return null;
  const flow = tile.kind === "cumulative" || tile.kind === "count" || tile.kind === "days";
  // A flow begins the year with nothing done.
  const fromNothing = flow && (plan[0]?.t ?? 0) > 0 ? [{ t: 0, value: 0 }, ...plan] : plan;
  const beside = of === "level" ? { plan: fromNothing, lastYear } : { plan: [], lastYear: [] };
  const latest = actual.at(-1);
  // A monthly rate is drawn month by month; its outlook is of the year's mean and is told in words.
  const outlook =
    of === "level" && tile.outlook && tile.kind !== "rate" && latest
      ? { from: latest, low: tile.outlook.low, high: tile.outlook.high }
      : null;
  const values = [...actual, ...beside.plan, ...beside.lastYear].map((point) => point.value);
  if (outlook) values.push(outlook.low, outlook.high);
  const large =
    of === "level" ? largeUnit(tile.unit, Math.max(...values)) : { divisor: 1, unit: "%" };
  return {
    of,
    actual,
    ...beside,
    outlook,
    axis: axisOf(
      values.map((value) => value / large.divisor),
      flow || of === "growth",
    ),
    ...large,
  };
}

/** One line of the table behind the chart; numbers as on the chart, null where none was published. */
export interface PathRow {
  label: string;
  level: number | null;
  growth: number | null;
  plan: number | null;
  lastYear: number | null;
}

const NEAR = 0.005;

/** The chart as rows, one for each published period. */
export function pathRows(series: Series): PathRow[] {
  const near = (points: { t: number; value: number }[], t: number) =>
    points.find((point) => Math.abs(point.t - t) < NEAR)?.value ?? null;
  return series.points.map((point) => ({
    label: point.label,
    level: point.level,
    growth: point.growth,
    plan: near(series.plan, point.t),
    lastYear: near(series.lastYear, point.t),
  }));
}
