import { zh } from "../strings/zh-CN.ts";

const CITY_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** The instant on the city's wall clock (UTC+8), to be read through the UTC getters. */
function onWallClock(instant: string | number): Date {
  return new Date(new Date(instant).getTime() + CITY_OFFSET_MS);
}

const two = (n: number) => String(n).padStart(2, "0");

/** `12:32`. */
export function cityTime(instant: string | number): string {
  const at = onWallClock(instant);
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

/** `12:32:07`. */
export function cityTimeWithSeconds(instant: string | number): string {
  return `${cityTime(instant)}:${two(onWallClock(instant).getUTCSeconds())}`;
}

/** The plain date of an instant: `2020-07-17`. */
export function cityDate(instant: string | number): string {
  return onWallClock(instant).toISOString().slice(0, 10);
}

/** `7月17日` of a plain date. */
export function dayLabel(date: string): string {
  return zh.date(Number(date.slice(5, 7)), Number(date.slice(8, 10)));
}

/** `2020年7月17日` of a plain date. */
export function fullDayLabel(date: string): string {
  const [year, month, day] = date.split("-").map(Number);
  return zh.dateWithYear(year ?? 0, month ?? 0, day ?? 0);
}

/** `7月17日 12:32` of an instant. */
export function momentLabel(instant: string | number): string {
  return `${dayLabel(cityDate(instant))} ${cityTime(instant)}`;
}

/** `星期五`. */
export function weekdayLabel(date: string): string {
  return zh.weekday[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? "";
}

/** Whole days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: string, b: string): number {
  return Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / DAY_MS);
}

/** Year's progress by calendar day, the day itself included: `49.7` on 30 June of a leap year. */
export function yearProgressOn(date: string): string {
  const year = date.slice(0, 4);
  const passed = daysBetween(`${year}-01-01`, date) + 1;
  return ((passed / (daysBetween(`${year}-01-01`, `${year}-12-31`) + 1)) * 100).toFixed(1);
}

/** `3 分钟`: how long ago, in the largest unit that fits. */
export function ageLabel(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return zh.age.seconds(seconds);
  if (seconds < 3600) return zh.age.minutes(Math.floor(seconds / 60));
  if (seconds < 86_400) return zh.age.hours(Math.floor(seconds / 3600));
  return zh.age.days(Math.floor(seconds / 86_400));
}
