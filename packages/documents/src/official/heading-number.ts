import type { HeadingLevel } from "./document-model.ts";

const DIGITS = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/** 1–99 in Chinese numerals: `一`, `十`, `十二`, `二十`, `九十九`; beyond that, Arabic. */
export function chineseNumeral(count: number): string {
  if (count > 99) return String(count);
  const tens = Math.floor(count / 10);
  const ones = DIGITS[count % 10] ?? "";
  if (tens === 0) return ones;
  return `${tens === 1 ? "" : (DIGITS[tens] ?? "")}十${ones}`;
}

/** The number before a heading: `一、` · `（一）` · `1. ` · `（1）` (GB/T 9704-2012, 7.3.3). */
export function headingNumber(level: HeadingLevel, count: number): string {
  switch (level) {
    case 1:
      return `${chineseNumeral(count)}、`;
    case 2:
      return `（${chineseNumeral(count)}）`;
    case 3:
      return `${count}.`;
    case 4:
      return `（${count}）`;
  }
}

/** Counts headings as they come: a heading starts the levels below it again. */
export function headingCounter(): (level: HeadingLevel) => string {
  const counts = [0, 0, 0, 0];
  return (level) => {
    const count = (counts[level - 1] ?? 0) + 1;
    counts[level - 1] = count;
    counts.fill(0, level);
    return headingNumber(level, count);
  };
}
