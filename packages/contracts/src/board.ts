import { z } from "zod";
import { dispatchPart } from "./dispatch-part.ts";
import { tile } from "./tile.ts";
import { family, indicatorCode, instant, plainDate, regionCode, seq } from "./vocabulary.ts";

export { FEED_LENGTH } from "./protocol.ts";

/** The business clock: real time in an installation, replayed time in a demonstration. */
export const businessClock = z.object({
  now: instant,
  /** Business seconds per real second; 0 is paused, 1 is real time. */
  rate: z.number(),
  date: plainDate,
  year: z.int(),
  /** Year's 序时进度 by calendar day, per cent to one decimal. */
  yearProgress: z.string(),
  round: z.object({
    /** `2020-R090`. */
    code: z.string(),
    number: z.int().positive(),
    from: plainDate,
    to: plainDate,
    /** Instant of the cut-off: what comes later is late. */
    dueAt: instant,
  }),
});

/** Children of one region by one indicator, best first. */
export const ranking = z.object({
  /** `indicator:region-of-the-parent`. */
  key: z.string(),
  seq,
  indicator: indicatorCode,
  name: z.string(),
  unit: z.string(),
  parent: z.object({ code: regionCode, name: z.string() }),
  periodLabel: z.string(),
  /** What the order goes by: `同比` or the level. */
  by: z.enum(["growth", "level"]),
  rows: z.array(
    z.object({
      region: regionCode,
      name: z.string(),
      position: z.int().positive().nullable(),
      level: z.number().nullable(),
      levelText: z.string().nullable(),
      growth: z.number().nullable(),
      growthText: z.string().nullable(),
    }),
  ),
  /** Children without a figure for this period: shown as 未报, never as 0. */
  missing: z.array(z.string()),
});

/** One line of 最新: what was committed, in words. */
export const entry = z.object({
  seq,
  at: instant,
  key: z.string(),
  name: z.string(),
  periodLabel: z.string(),
  /** `564 万人`, `同比 −1.6%`. */
  figureText: z.string(),
  verb: z.enum(["发布", "修订", "核定", "调度", "监测", "更新"]),
  simulated: z.boolean(),
});

/** What the log adds up to at `seq`. Wall, phone and meeting draw this and nothing else. */
export const board = z.object({
  /** Which log this is: seqs of two databases do not compare. */
  database: z.string(),
  seq,
  /** When `seq` was committed. */
  at: instant,
  title: z.string(),
  /** Shown on every view while figures are replayed; null in a real installation. */
  demo: z.string().nullable(),
  clock: businessClock,
  /** Families in the order of the scenes, with the keys of their tiles in display order. */
  layout: z.array(z.object({ family, name: z.string(), tiles: z.array(z.string()) })),
  tiles: z.array(tile),
  rankings: z.array(ranking),
  feed: z.array(entry),
  /** Rounds, items, slips, the meeting; null where nothing of the cycle has been lived yet. */
  dispatch: dispatchPart.nullable(),
});

export type BusinessClock = z.infer<typeof businessClock>;
export type Ranking = z.infer<typeof ranking>;
export type Entry = z.infer<typeof entry>;
export type Board = z.infer<typeof board>;
