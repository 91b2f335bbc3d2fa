import { parsePeriod, periodCode, periodFault } from "@diaodu/domain";
import type { Indicator, Period, PeriodCode, PeriodKind } from "@diaodu/domain";

/**
 * A period as people write it, before it is known of which indicator: 一季度 is a quarter of one and
 * a cumulative figure of another.
 */
export interface PeriodWords {
  /** null where no year is written. */
  readonly year: number | null;
  readonly span:
    | { readonly kind: "ytd"; readonly month: number }
    | { readonly kind: "month"; readonly month: number; readonly cumulative: boolean }
    | { readonly kind: "quarter"; readonly quarter: number }
    | { readonly kind: "day"; readonly month: number; readonly day: number }
    | { readonly kind: "round"; readonly round: number }
    | { readonly kind: "whole_year" }
    /** A year and nothing else: of a title, or a yearly figure. */
    | { readonly kind: "year_only" };
}

const NUMERALS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4 };
const numeral = (text: string): number => NUMERALS[text] ?? Number(text);

type Reader = readonly [RegExp, (parts: readonly string[]) => PeriodWords["span"] | null];

/** Tried in order; the first that matches is what the words say. */
const READERS: readonly Reader[] = [
  [/第?(\d{1,3})期/u, ([round]) => ({ kind: "round", round: Number(round) })],
  [/(?<!\d)1月?-(\d{1,2})月/u, ([month]) => ({ kind: "ytd", month: Number(month) })],
  [
    /(\d{1,2})月(\d{1,2})日/u,
    ([month, day]) => ({ kind: "day", month: Number(month), day: Number(day) }),
  ],
  [
    /(?:前|1-|一-)([二三四234])季度|([二三四234])个季度/u,
    ([one, other]) => ({ kind: "ytd", month: numeral(one ?? other ?? "") * 3 }),
  ],
  [/上半年/u, () => ({ kind: "ytd", month: 6 })],
  [
    /第?([一二三四1234])季度?/u,
    ([quarter]) => ({ kind: "quarter", quarter: numeral(quarter ?? "") }),
  ],
  [
    /(?<![-\d])(\d{1,2})月份?(累计|止)?/u,
    ([month, cumulative]) => ({
      kind: "month",
      month: Number(month),
      cumulative: cumulative !== undefined,
    }),
  ],
  [/全年/u, () => ({ kind: "whole_year" })],
];

/** What the words say of a period, and the words without it; null where they say nothing. */
export function periodWords(words: string): { period: PeriodWords; rest: string } | null {
  const code = parsePeriod(words.toUpperCase());
  if (code.ok && code.period.kind !== "year") {
    return { period: fromPeriod(code.period), rest: "" };
  }
  const year = /(?<!\d)((?:19|20|21)\d{2})年度?/u.exec(words);
  for (const [pattern, read] of READERS) {
    const match = pattern.exec(words);
    const span = match === null ? null : read(match.slice(1));
    if (match === null || span === null) continue;
    const rest = without(words.replace(match[0], ""));
    return { period: { year: year === null ? null : Number(year[1]), span }, rest };
  }
  if (year === null) return null;
  return { period: { year: Number(year[1]), span: { kind: "year_only" } }, rest: without(words) };
}

function without(words: string): string {
  return words.replace(/(?:19|20|21)\d{2}年度?/u, "").replace(/^累计|累计$/u, "");
}

function fromPeriod(period: Period): PeriodWords {
  const { year } = period;
  switch (period.kind) {
    case "month":
      return { year, span: { kind: "month", month: period.month, cumulative: false } };
    case "year":
      return { year, span: { kind: "year_only" } };
    case "quarter":
    case "day":
    case "ytd":
    case "round":
      return { year, span: period };
  }
}

export type PeriodReading =
  | { readonly ok: true; readonly period: PeriodCode }
  | { readonly ok: false; readonly fault: string };

/**
 * The period of this indicator that the words mean: the first of their readings that it has.
 * Without a year there is none: the caller knows what is asked for, we do not guess.
 */
export function periodOfIndicator(
  indicator: Indicator,
  words: PeriodWords,
  year: number | null,
): PeriodReading {
  const inYear = words.year ?? year;
  if (inYear === null) return { ok: false, fault: "没有写明年份" };
  const readings = readingsOf(indicator, words.span, inYear);
  let fault = "无法识别的时期";
  for (const reading of readings) {
    const period = periodCode(reading);
    const broken = periodFault(indicator, period);
    if (broken === null) return { ok: true, period };
    fault = broken;
  }
  return { ok: false, fault };
}

function readingsOf(indicator: Indicator, span: PeriodWords["span"], year: number): Period[] {
  const ytd = (month: number): Period => ({ kind: "ytd", year, month });
  switch (span.kind) {
    case "ytd":
      return span.month === 12 ? [ytd(12), { kind: "year", year }] : [ytd(span.month)];
    case "month":
      return span.cumulative ? [ytd(span.month)] : [{ kind: "month", year, month: span.month }];
    case "quarter": {
      const alone: Period = { kind: "quarter", year, quarter: span.quarter };
      // [P7]: quarterly accounts call January to March 一季度.
      if (span.quarter > 1) return [alone];
      return headlineFirst(indicator, [ytd(3), alone]);
    }
    case "whole_year":
    case "year_only":
      return [{ kind: "year", year }, ytd(12)];
    case "day":
      return [{ kind: "day", year, month: span.month, day: span.day }];
    case "round":
      return [{ kind: "round", year, round: span.round }];
  }
}

function headlineFirst(indicator: Indicator, readings: Period[]): Period[] {
  const first: PeriodKind = indicator.headline.periodKind;
  return readings.toSorted(
    (one, other) => Number(other.kind === first) - Number(one.kind === first),
  );
}
