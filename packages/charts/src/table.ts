import { airCalendarDays } from "./air-calendar-option.ts";
import type { AirCalendarInput } from "./air-calendar-option.ts";
import { numberText, signedText } from "./number-text.ts";
import type { PathInput } from "./path-option.ts";
import { rankingLines } from "./ranking-option.ts";
import type { RankingInput } from "./ranking-option.ts";
import { trendText, trendValue } from "./trend-option.ts";
import type { TrendInput } from "./trend-option.ts";
import { ZH_CN } from "./words.ts";
import type { ChartWords } from "./words.ts";

/** The same figures as a chart, for readers who cannot see it, and for print. */
export interface ChartTable {
  caption: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

/** Figures of the path chart by period; plan and last year stand where they name the same moment. */
export function pathTable(input: PathInput, words: ChartWords = ZH_CN): ChartTable {
  const at = (line: PathInput["plan"], t: number) => {
    const point = line.find((one) => Math.abs(one.t - t) < 0.001);
    return point === undefined ? "" : numberText(point.value, null);
  };
  return {
    caption: `${input.name}（${input.unit}）`,
    columns: [words.period, words.actual, words.growth, words.plan, words.lastYear],
    rows: [
      ...input.points.map((point) => [
        point.label,
        point.level === null ? words.missing : numberText(point.level, input.decimals),
        point.growth === null ? "" : signedText(point.growth, 1),
        at(input.plan, point.t),
        at(input.lastYear, point.t),
      ]),
      ...outlookRows(input, words, at),
    ],
  };
}

/** What December is likely to bring, if someone made an outlook. */
function outlookRows(
  { outlook, decimals, plan, lastYear }: PathInput,
  words: ChartWords,
  at: (line: PathInput["plan"], t: number) => string,
): string[][] {
  const end = outlook?.at(-1);
  if (end === undefined) return [];
  const band = `${numberText(end.low, decimals)}—${numberText(end.high, decimals)}`;
  return [[`${words.month(12)} ${words.outlook}`, band, "", at(plan, 1), at(lastYear, 1)]];
}

/** Figures of the trend chart, oldest first. */
export function trendTable(input: TrendInput, words: ChartWords = ZH_CN): ChartTable {
  return {
    caption: `${input.name}（${input.unit}）`,
    columns: [words.period, input.of === "growth" ? words.growth : words.actual],
    rows: input.points.map((point) => {
      const value = trendValue(input, point);
      return [point.label, value === null ? words.missing : trendText(input, value)];
    }),
  };
}

/** Lines of the ranking, best first, 未报 last. */
export function rankingTable(input: RankingInput, words: ChartWords = ZH_CN): ChartTable {
  return {
    caption: `${input.name} ${input.periodLabel}`,
    columns: [
      words.position,
      words.region,
      input.by === "growth" ? `${words.growth}（%）` : `${words.level}（${input.unit}）`,
    ],
    rows: rankingLines(input, words).map((line) => [line.position, line.name, line.text]),
  };
}

/** Every day of the calendar with its AQI and class. */
export function airCalendarTable(input: AirCalendarInput, words: ChartWords = ZH_CN): ChartTable {
  return {
    caption: input.name,
    columns: [words.date, "AQI", words.airClass],
    rows: airCalendarDays(input).map((day) => [
      day.date,
      day.aqi === null ? words.invalidDay : String(day.aqi),
      day.level === null ? words.invalidDay : words.airClasses[day.level],
    ]),
  };
}
