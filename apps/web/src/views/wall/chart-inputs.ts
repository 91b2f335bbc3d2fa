import type { Ranking, Tile } from "@diaodu/contracts";
import type {
  AirCalendarInput,
  PathInput,
  RankingInput,
  SeriesPoint,
  TargetMark,
  TrendInput,
} from "@diaodu/charts";
import { zhWall } from "../../strings/zh-CN-wall.ts";

/**
 * The path chart of a tile: a year that adds up, against its plan or last year. Null for a rate,
 * which is read against its line, and where there is nothing to compare with.
 */
export const pathInput = oncePerTile((tile): PathInput | null => {
  const { points, plan, lastYear } = tile.series;
  const levels = points.filter((point) => point.level !== null).length;
  if (tile.kind === "rate" || plan.length + lastYear.length === 0) return null;
  if (levels === 0) return null;
  return {
    name: tile.name,
    unit: tile.unit,
    decimals: tile.decimals,
    light: tile.light.light,
    points: points.filter((point) => point.t >= 0 && point.t <= 1),
    plan,
    lastYear,
    marks: [],
    outlook: outlookOf(tile),
  };
});

/** From the latest figure to the band of December. */
function outlookOf({ series, outlook }: Tile): NonNullable<PathInput["outlook"]> | null {
  const latest = series.points.findLast((point) => point.level !== null);
  if (!outlook || latest === undefined || latest.level === null) return null;
  return [
    { t: latest.t, low: latest.level, high: latest.level },
    { t: 1, low: outlook.low, high: outlook.high },
  ];
}

/**
 * Growth by period where the tile publishes growth, else its level by period: columns while each
 * has room for its figure, a line beyond that.
 */
export const trendInput = oncePerTile((tile): TrendInput | null => {
  const points = sincePublished(tile.series.points);
  const growths = points.filter((point) => point.growth !== null).length;
  const levels = points.filter((point) => point.level !== null).length;
  const bar = tile.bar;
  if (growths >= 2) {
    const target = bar?.kind === "growths" ? bar.target : null;
    return {
      name: tile.name,
      unit: "%",
      decimals: 1,
      of: "growth",
      shape: points.length <= 12 ? "columns" : "line",
      points,
      marks: target === null ? [] : [{ kind: "base", value: target }],
    };
  }
  // The path chart already draws these levels.
  if (levels < 2 || pathInput(tile) !== null) return null;
  return {
    name: tile.name,
    unit: tile.unit,
    decimals: tile.decimals,
    of: "level",
    shape: "line",
    points,
    marks: bar?.kind === "control" ? controlMarks(bar) : [],
  };
});

/** A tile that changed is another object, so what was worked out of one holds for its life. */
function oncePerTile<Input>(compute: (tile: Tile) => Input): (tile: Tile) => Input {
  const known = new WeakMap<Tile, Input>();
  return (tile) => {
    const found = known.get(tile);
    if (found !== undefined) return found;
    const input = compute(tile);
    known.set(tile, input);
    return input;
  };
}

function controlMarks(bar: { low: number | null; high: number | null }): TargetMark[] {
  return [bar.low, bar.high].flatMap((value) =>
    value === null ? [] : [{ kind: "control" as const, value }],
  );
}

/** From the first period that has a figure: a series does not begin with 未报. */
function sincePublished(points: readonly SeriesPoint[]): readonly SeriesPoint[] {
  const first = points.findIndex((point) => point.level !== null || point.growth !== null);
  return first < 0 ? [] : points.slice(first);
}

/** The calendar of a tile with days, or null. */
export function calendarInput(tile: Tile): AirCalendarInput | null {
  if (tile.days === null || tile.days.aqi.length === 0) return null;
  return {
    name: zhWall.calendar(Number(tile.days.from.slice(0, 4)), `${tile.region.name} AQI`),
    from: tile.days.from,
    aqi: tile.days.aqi,
    primary: tile.days.primary,
  };
}

export function rankingInput(ranking: Ranking): RankingInput {
  return {
    name: ranking.name,
    unit: ranking.unit,
    periodLabel: ranking.periodLabel,
    by: ranking.by,
    rows: ranking.rows,
    missing: ranking.missing,
  };
}
