import type { Tile } from "@diaodu/contracts";
import type {
  BulletinRow,
  IndicatorFacts,
  MissingFigure,
  PlainDate,
  Region,
  YearOnYear,
} from "@diaodu/domain";
import { daysBetween, exact, FAMILY_NAMES, periodKind, periodYear } from "@diaodu/domain";
import type { PeriodFacts } from "./fact-index.ts";
import { growthFact, ofYear, tileKey } from "./fact-index.ts";
import type { Fold } from "./fold.ts";
import { judgeRow } from "./judge-row.ts";
import type { Judgement } from "./judge-row.ts";

/**
 * Every row of the board with the facts that a bulletin tells, unrounded: a tile prints, and so
 * rounds, what a sentence may want with more decimals.
 *
 * @param today the day by which figures are overdue
 * @param home the region that goes without saying
 */
export function bulletinRowsOf(fold: Fold, today: PlainDate, home: string): BulletinRow[] {
  return fold.rows.flatMap((row) => {
    const tile = fold.tiles.get(tileKey(row.indicator, row.region));
    const judgement = judgeRow(fold, row);
    if (tile === undefined || judgement === null) return [];
    return bulletinRow(tile, judgement, { fold, today, home });
  });
}

interface Around {
  readonly fold: Pick<Fold, "regions">;
  readonly today: PlainDate;
  readonly home: string;
}

function bulletinRow(tile: Tile, judgement: Judgement, around: Around): BulletinRow {
  const { indicator, region, headline, target, judgedOn, standing } = judgement;
  const own = region.code === around.home;
  const progress = standing?.kind === "progress" ? standing : null;
  // What is judged on an earlier period is not said of this one. [H15]
  const earlier = judgedOn !== null && judgedOn !== headline;
  const judged = target !== null && standing !== null && standing.kind !== "unjudged";
  const said = judged && !earlier;
  const facts: IndicatorFacts = {
    indicator,
    region: own ? (WHOLE[region.level] ?? region.name) : region.name,
    period: headline?.period ?? `${judgement.onYear}`,
    ...(tile.figure === null ? {} : { periodName: tile.figure.periodLabel }),
    level: headline?.byMeasure.get("level")?.value ?? null,
    yearOnYear: headline === null ? null : yearOnYearOf(tile, judgement, headline),
    share: headline?.byMeasure.get("share")?.value ?? null,
    // Last year's figure stands beside no target of this year.
    target: target?.year === judgement.year ? target.words : null,
    completion: said && progress !== null ? progress.completion : null,
    gap: said && progress !== null ? progress.gap : null,
    standing: said && (progress === null || indicator.kind === "days") ? tile.light.words : null,
    rank: headline === null ? null : rankOf(judgement, headline, around.fold.regions),
    month: headline === null ? null : monthOf(judgement, headline),
  };
  return {
    key: tile.key,
    familyName: FAMILY_NAMES[indicator.family],
    name: own ? indicator.shortName : `${region.shortName}${indicator.shortName}`,
    facts,
    scheduled: said && progress !== null ? progress.scheduled : null,
    light: tile.light.light,
    words: tile.light.words,
    short: tile.light.short,
    judgedOn: judged && earlier ? judgedOn.period : null,
    missing: missingOf(tile, around.today),
    simulated: {
      figure: [...(headline?.byMeasure.values() ?? [])].some(({ simulated }) => simulated),
      target: tile.target?.simulated === true,
    },
  };
}

const WHOLE: Partial<Record<Region["level"], string>> = {
  nation: "全国",
  province: "全省",
  city: "全市",
  county: "全县",
};

/** What this version needs and has not: no figure at all, or one past its day. [H14] */
function missingOf({ figure, freshness }: Tile, today: PlainDate): MissingFigure | null {
  const { nextPeriodLabel, dueOn } = freshness;
  const overdueDays = dueOn === null ? 0 : Math.max(0, daysBetween(dueOn, today));
  if (figure !== null && overdueDays === 0) return null;
  const kind = figure === null ? "unreported" : "overdue";
  return { kind, periodLabel: nextPeriodLabel, dueOn, overdueDays };
}

/** A growth that was published; of rates and days the difference to the same period. */
function yearOnYearOf(tile: Tile, judgement: Judgement, headline: PeriodFacts): YearOnYear | null {
  const { indicator, periods } = judgement;
  const growth = growthFact(indicator, headline);
  if (growth !== null) return { by: "percent", value: growth.value };
  const level = headline.byMeasure.get("level")?.value;
  if (level === undefined) return null;
  if (indicator.kind === "days") {
    const { days } = tile;
    if (days === null || days.lastYear === null || String(days.good) !== level) return null;
    return { by: "units", value: String(days.good - days.lastYear.good) };
  }
  if (indicator.kind !== "rate") return null;
  const year = periodYear(headline.period);
  const then = periods.find(
    ({ period, basis }) =>
      basis === headline.basis && period === headline.period.replaceAll(`${year}`, `${year - 1}`),
  );
  const before = then?.byMeasure.get("level")?.value;
  if (before === undefined) return null;
  return { by: "points", value: exact(level).minus(exact(before)).toFixed() };
}

/** The published place, and what was gained since the period before in the same year. */
function rankOf(
  { indicator, region, periods }: Judgement,
  headline: PeriodFacts,
  regions: ReadonlyMap<string, Region>,
): IndicatorFacts["rank"] {
  const place = placeOf(headline);
  if (place === null) return null;
  const parent = region.parent === null ? undefined : regions.get(region.parent);
  const before = ofYear(periods, indicator.headline.periodKind, periodYear(headline.period))
    .filter((facts) => facts.basis === headline.basis)
    .findLast(({ period }) => period < headline.period);
  const then = before === undefined ? null : placeOf(before);
  return {
    among: parent === undefined ? "" : (WHOLE[parent.level] ?? parent.name),
    place,
    gained: then === null ? null : then - place,
  };
}

function placeOf(facts: PeriodFacts): number | null {
  const value = facts.byMeasure.get("rank")?.value;
  return value === undefined ? null : Number(value);
}

/** The last month of a cumulative figure by itself, where it was published. */
function monthOf(
  { indicator, periods }: Judgement,
  headline: PeriodFacts,
): IndicatorFacts["month"] {
  if (periodKind(headline.period) !== "ytd") return null;
  const code = headline.period.split("/")[1];
  const month = periods.find(({ period, basis }) => period === code && basis === headline.basis);
  const level = month?.byMeasure.get("level")?.value;
  if (month === undefined || level === undefined) return null;
  const growth = growthFact(indicator, month);
  return {
    period: month.period,
    level,
    yearOnYear: growth === null ? null : { by: "percent", value: growth.value },
  };
}
