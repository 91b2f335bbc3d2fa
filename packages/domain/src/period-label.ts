/** Chinese names of periods, as bulletins print them. Rule [P7] of SPEC.md. */
import { toPeriod } from "./period.ts";
import type { Period, PeriodLike } from "./period.ts";

const QUARTERS = ["一季度", "二季度", "三季度", "四季度"];

/** The period without its year: `1—6月`, `1—2月`, `二季度`, `6月`, `6月30日`, `第 90 期`; a year is `2020年`. [P7] */
export function periodLabel(period: PeriodLike): string {
  const p = toPeriod(period);
  return p.kind === "year" ? `${p.year}年` : withinYear(p);
}

/** The period with its year: `2020年1—6月`, `2020年二季度`, `2020年第 90 期`. [P7] */
export function periodFullLabel(period: PeriodLike): string {
  const p = toPeriod(period);
  return `${p.year}年${withinYear(p)}`;
}

/**
 * The name that quarterly accounts use for a cumulative period: `一季度`, `上半年`, `前三季度`,
 * `全年`; other periods are named by periodLabel. [P7]
 */
export function quarterlyLabel(period: PeriodLike): string {
  const p = toPeriod(period);
  if (p.kind === "year") return "全年";
  if (p.kind !== "ytd") return periodLabel(p);
  switch (p.month) {
    case 3:
      return "一季度";
    case 6:
      return "上半年";
    case 9:
      return "前三季度";
    case 12:
      return "全年";
    default:
      return periodLabel(p);
  }
}

function withinYear(p: Period): string {
  switch (p.kind) {
    case "year":
      return "";
    case "quarter":
      return QUARTERS[p.quarter - 1] ?? "";
    case "month":
      return `${p.month}月`;
    case "day":
      return `${p.month}月${p.day}日`;
    case "ytd":
      return p.month === 1 ? "1月" : `1—${p.month}月`;
    case "round":
      return `第 ${p.round} 期`;
  }
}
