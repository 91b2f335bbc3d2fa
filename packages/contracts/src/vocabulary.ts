import { z } from "zod";

/** The closed vocabularies of the wire; the same words stand in the database and behind the screen. */
export const family = z.enum(["gdp", "investment", "fiscal", "employment", "air"]);
export const basis = z.enum(["official", "dispatch", "monitoring"]);
export const measure = z.enum([
  "level",
  "yoy_nominal",
  "yoy_real",
  "yoy_comparable",
  "rank",
  "share",
]);
export const status = z.enum(["forecast", "dispatch", "flash", "preliminary", "final"]);
export const light = z.enum(["behind", "slow", "on", "none"]);

/** No database keeps half of a character or a NUL, and no log should show a terminal's commands. */
const UNWRITABLE = /\p{Surrogate}|[^\P{Cc}\t\n\r]/u;
/** Line breaks, and signs that turn the reading direction: what is a name must not look like another. */
const NOT_ONE_LINE = /[\p{Cc}\u2028-\u202E\u2066-\u2069]/u;
const INVALID = "含有无效字符";

/** What a person writes: trimmed, not empty, at most so many characters. */
export const words = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, "不能为空")
    .max(longest, `最多 ${longest} 字`)
    .refine((text) => !UNWRITABLE.test(text), INVALID);

/** The name of something: {@link words} on one line. */
export const nameText = (longest: number) =>
  words(longest).refine((text) => !NOT_ONE_LINE.test(text), INVALID);

/** `YYYY-MM-DD`, a date on the wall calendar of the city (UTC+8), never an instant. */
export const plainDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u);
/** ISO 8601 in UTC, milliseconds included. */
export const instant = z.iso.datetime();
/** A plain decimal: no exponent, no separators. Exact; never a JavaScript number. */
export const decimalText = z
  .string()
  .regex(/^-?\d{1,20}(\.\d{1,12})?$/u, "须为十进制数，如 206504.3 或 -6.8");
/** GB/T 2260, six digits; a monitoring station by its code in the national network, `1001A`. */
export const regionCode = z
  .string()
  .regex(/^(\d{6}|\d{4}[A-Z])$/u, "须为六位行政区划代码或监测点编码");
export const indicatorCode = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/u, "须为指标代码");
/** 期号 of a 调度期: the year of its first day and its number in it. */
export const roundCode = z.string().regex(/^\d{4}-R\d{3}$/u, "须为期号，如 2026-R163");
/** Position in the change log: 0 is the empty log. */
export const seq = z.int().nonnegative();

export type Family = z.infer<typeof family>;
export type Basis = z.infer<typeof basis>;
export type Measure = z.infer<typeof measure>;
export type Status = z.infer<typeof status>;
export type Light = z.infer<typeof light>;
