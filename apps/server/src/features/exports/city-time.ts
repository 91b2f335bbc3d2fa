/** China keeps one time all year. */
const CITY_OFFSET_MS = 8 * 60 * 60 * 1000;

/** An instant as a clock in the city shows it, `2026-11-22 18:05`; empty for none. */
export function cityTime(instant: string | null): string {
  if (instant === null) return "";
  const there = new Date(Date.parse(instant) + CITY_OFFSET_MS).toISOString();
  return there.slice(0, 16).replace("T", " ");
}
