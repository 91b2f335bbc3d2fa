/** The table under a bulletin. Rules [H5] and [H15] of SPEC.md. */
import { exact } from "../decimal.ts";
import { roundingOf } from "../figure-format.ts";
import { periodLabel, quarterlyLabel } from "../period-label.ts";
import { LIGHT_NAMES } from "../status-rule.ts";
import type { BulletinAnnex } from "./bulletin.ts";
import type { BulletinRow } from "./bulletin-row.ts";
import type { YearOnYear } from "./indicator-fields.ts";
import { paperNumber, paperUnit, paperWords } from "./paper-words.ts";

export const ANNEX_HEADER = [
  "指标",
  "时期",
  "数值",
  "同比",
  "年度目标",
  "完成率%",
  "序时进度%",
  "差距",
  "状态",
] as const;

const NOTHING = "—";

/** Every row of the board as the figures of the text have it; what is not known is a dash. */
export function bulletinAnnex(title: string, rows: readonly BulletinRow[]): BulletinAnnex {
  return { title, header: ANNEX_HEADER, rows: rows.map(cellsOf) };
}

function cellsOf(row: BulletinRow): string[] {
  const { facts, scheduled, missing, simulated, judgedOn } = row;
  const { indicator, level, yearOnYear, target, completion } = facts;
  const percent = (value: typeof completion) => (value === null ? NOTHING : paperNumber(value, 1));
  const unit = paperUnit(indicator.unit);
  const name = `${row.name}${unit === "%" || unit === "" ? "" : `（${unit}）`}`;
  const unreported = level === null && yearOnYear === null;
  return [
    `${name}${simulated.figure ? "（模拟）" : ""}`,
    unreported ? NOTHING : periodOf(row),
    level === null
      ? NOTHING
      : `${paperNumber(level, indicator.decimals, roundingOf(indicator))}${unit === "%" ? "%" : ""}`,
    yearOnYear === null ? NOTHING : changeOf(yearOnYear, row),
    target === null ? NOTHING : paperWords(target),
    percent(completion),
    percent(scheduled),
    row.short === null || judgedOn !== null ? NOTHING : paperWords(row.short),
    missing === null
      ? `${LIGHT_NAMES[row.light]}${judgedOn === null ? "" : `（${periodLabel(judgedOn)}）`}`
      : "未报",
  ];
}

function periodOf({ facts }: BulletinRow): string {
  const { indicator, period, periodName } = facts;
  return (
    periodName ?? (indicator.frequency === "quarter" ? quarterlyLabel(period) : periodLabel(period))
  );
}

/** `+1.2`, `−0.3`, `0.0`: of percent with its sign and `%`, of days in days. */
function changeOf({ by, value }: YearOnYear, { facts }: BulletinRow): string {
  switch (by) {
    case "percent":
      return `${signed(value)}%`;
    case "points":
      return `${signed(value)}个百分点`;
    case "units":
      return `${signed(value, facts.indicator.decimals)}${paperUnit(facts.indicator.unit)}`;
  }
}

function signed(value: Parameters<typeof paperNumber>[0], decimals = 1): string {
  const text = paperNumber(value, decimals);
  return exact(value).gt(0) && /[1-9]/u.test(text) ? `+${text}` : text;
}
