import { dateParts } from "@diaodu/domain";
import type { PlainDate } from "@diaodu/domain";

/** 成文日期 in Arabic numerals without leading zeros: `2020年7月5日` (7.3.5.4). */
export function documentDate(date: PlainDate): string {
  const { year, month, day } = dateParts(date);
  return `${year}年${month}月${day}日`;
}
