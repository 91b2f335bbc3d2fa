import { z } from "zod";
import { roundState, rung, slipState } from "./dispatch-part.ts";
import { unitCode } from "./session.ts";
import {
  decimalText,
  indicatorCode,
  instant,
  light,
  plainDate,
  regionCode,
  roundCode,
  seq,
} from "./vocabulary.ts";

/** 调度期 as a row of the year's list. */
export const round = z.object({
  code: roundCode,
  number: z.int().positive(),
  /** `第 90 期（6月27日—6月28日）`. */
  label: z.string(),
  from: plainDate,
  to: plainDate,
  /** Cut-off. */
  dueAt: instant,
  state: roundState,
  /** Figures asked for and sent: of the running round now, later as at its end; null where nobody noted it. */
  asked: z.int().nonnegative().nullable(),
  reported: z.int().nonnegative().nullable(),
  /** Units that had not sent everything by the cut-off; null before. */
  lateUnits: z.int().nonnegative().nullable(),
  /** Indicators by light as frozen; null before. */
  lights: z.record(light, z.int().nonnegative()).nullable(),
  /** Slips issued by it. */
  slips: z.int().nonnegative(),
  /** Seq of the board that it stands on; null until it is frozen. */
  frozenSeq: seq.nullable(),
});

export const rounds = z.object({
  year: z.int(),
  today: plainDate,
  /** Code of the running round; null where its record is still to come. */
  running: roundCode.nullable(),
  /** Rounds of the year by its calendar, and those still to begin. */
  planned: z.int().nonnegative(),
  left: z.int().nonnegative(),
  /** Those that have begun, newest first. */
  rounds: z.array(round),
});

/** How one indicator of one region stood when a round was frozen. */
export const standing = z.object({
  round: roundCode,
  /** `indicator:region`, as of a tile. */
  key: z.string(),
  indicator: indicatorCode,
  indicatorName: z.string(),
  region: regionCode,
  regionName: z.string(),
  light,
  words: z.string(),
  /** Signed, positive is good; points, days or percent, as the words say. */
  gap: decimalText.nullable(),
  period: z.string().nullable(),
  overdueDays: z.int().nonnegative(),
  /** Rounds in a row with this light, and in a row yellow or red. */
  streak: z.int().positive(),
  trouble: z.int().nonnegative(),
  since: roundCode.nullable(),
  /** 曾落后，已补上: the run of trouble that ended green. */
  madeUp: z.object({ since: roundCode, until: roundCode, rounds: z.int().positive() }).nullable(),
});

export const roundUnit = z.object({
  unit: unitCode,
  unitName: z.string(),
  asked: z.int().nonnegative(),
  reported: z.int().nonnegative(),
  overdueDays: z.int().nonnegative(),
  /** Whether everything was there at the cut-off; null before. */
  inTime: z.boolean().nullable(),
  /** When somebody urged it by hand; null while nobody has. */
  urgedAt: instant.nullable(),
});

export const roundStep = z.object({
  event: z.string(),
  name: z.string(),
  /** By the calendar, and when it was done: later where the server slept. */
  due: instant,
  at: instant,
});

/** One round with all that it found. */
export const roundDetail = z.object({
  round,
  steps: z.array(roundStep),
  units: z.array(roundUnit),
  /** Against the round frozen before; null until it is frozen. */
  gaps: z
    .object({
      before: roundCode.nullable(),
      turnedBehind: z.array(standing),
      turnedSlow: z.array(standing),
      stayed: z.array(standing),
      recovered: z.array(standing),
      /** The largest moves of the gap, either way. */
      movers: z.array(z.object({ standing, moved: decimalText })),
      /** Whose next figure is late, latest first. */
      overdue: z.array(standing),
    })
    .nullable(),
  /** What the rest of the year must bring, of the board that was frozen. */
  remaining: z.array(
    z.object({
      key: z.string(),
      indicatorName: z.string(),
      regionName: z.string(),
      /** 确保 and 力争; null where nothing can be said. */
      base: z.string().nullable(),
      stretch: z.string().nullable(),
    }),
  ),
  /** Slips that the freezing issued. */
  slips: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      rung,
      unitName: z.string(),
      title: z.string(),
      state: slipState,
      simulated: z.boolean(),
    }),
  ),
});

/** 催报 by hand: once for each unit and round. */
export const urgeRequest = z.strictObject({ units: z.array(unitCode).min(1).max(200) });

export const urgeAnswer = z.object({
  seq,
  /** Units that were told now; the others had been urged before, or lack nothing. */
  urged: z.array(unitCode),
});

/** 填报负担 of the running round and those that begin within a month. */
export const burden = z.object({
  rounds: z.array(z.object({ code: roundCode, label: z.string() })),
  units: z.array(
    z.object({
      unit: unitCode,
      unitName: z.string(),
      /** Fields to fill in, in the order of `rounds`. */
      fields: z.array(z.int().nonnegative()),
      total: z.int().nonnegative(),
      /** What is asked too often or twice, in words. */
      warnings: z.array(z.string()),
    }),
  ),
});

export const standings = z.object({ year: z.int(), standings: z.array(standing) });

export type RoundOnWire = z.infer<typeof round>;
export type Rounds = z.infer<typeof rounds>;
export type StandingOnWire = z.infer<typeof standing>;
export type RoundUnit = z.infer<typeof roundUnit>;
export type RoundDetail = z.infer<typeof roundDetail>;
export type UrgeRequest = z.input<typeof urgeRequest>;
export type UrgeAnswer = z.infer<typeof urgeAnswer>;
export type BurdenOnWire = z.infer<typeof burden>;
export type StandingsOnWire = z.infer<typeof standings>;
