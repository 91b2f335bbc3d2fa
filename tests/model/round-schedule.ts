import { addDays, civilInstant } from "@diaodu/domain";
import type { Light, RoundCalendar, RoundSpell } from "@diaodu/domain";
import type { Dice } from "./dice.ts";

/** A light that is judged, of an indicator that a unit answers for. */
export const ROWS = [
  { indicator: "budget_revenue", region: "100000" },
  { indicator: "new_jobs", region: "100000" },
  { indicator: "gdp", region: "100000" },
] as const;

export type SlipAct = "read" | "answer" | "withdraw";

/** A moment at which somebody looks what is due, and what happened since the last. */
export interface Wake {
  readonly at: string;
  /** In the order of {@link ROWS}. */
  readonly lights: readonly Light[];
  /** Done to the n-th slip that waits, counted round; null for nothing. */
  readonly act: { readonly nth: number; readonly event: SlipAct } | null;
  /** The item with this place is closed. */
  readonly closes: number | null;
}

export interface Schedule {
  readonly calendar: RoundCalendar;
  /** Days on which items fall due. */
  readonly items: readonly string[];
  readonly wakes: readonly Wake[];
}

/** Days around which calendars are odd: leap day, ends of month, quarter and year, working weekends. */
const STARTS = [
  "2020-02-26",
  "2020-03-29",
  "2020-09-25",
  "2020-12-27",
  "2020-04-24",
  "2020-01-17",
  "2021-02-05",
  "2019-12-28",
] as const;
const CUT_OFFS = ["17:00", "00:00", "12:30", "23:59"] as const;
const FREEZES = ["09:00", "00:00", "16:30", "23:59"] as const;
const LIGHTS = ["behind", "behind", "slow", "on", "none"] as const;
/** Hours slept: mostly a little, sometimes over several rounds. */
const NAPS = [1, 2, 5, 9, 9, 14, 14, 24, 24, 24, 60, 150] as const;

/** One installation's few weeks. */
export function rollSchedule(dice: Dice): Schedule {
  const start = addDays(dice.pick(STARTS), dice.between(0, 2));
  const spell = (from: string): RoundSpell => ({
    from,
    interval: dice.between(1, 3),
    counting: dice.chance(0.5) ? "working" : "calendar",
    cutOff: dice.pick(CUT_OFFS),
    remindHours: dice.between(1, 24),
    freezeAt: dice.pick(FREEZES),
  });
  const calendar = {
    spells: [
      spell(`${start.slice(0, 4)}-01-01`),
      ...(dice.chance(0.4) ? [spell(addDays(start, dice.between(2, 6)))] : []),
    ],
    days: dice.chance(0.3)
      ? [{ date: addDays(start, 3), working: dice.chance(0.5), name: "本地调整" }]
      : [],
  };
  let at = Date.parse(civilInstant(start)) + dice.between(0, 30) * 3_600_000;
  let lights: Light[] = ROWS.map(() => dice.pick(LIGHTS));
  const wakes: Wake[] = [];
  for (let n = dice.between(10, 18); n > 0; n -= 1) {
    wakes.push({
      at: new Date(at).toISOString(),
      lights,
      act: dice.chance(0.35)
        ? { nth: dice.between(0, 9), event: dice.pick(["read", "answer", "withdraw"]) }
        : null,
      closes: dice.chance(0.08) ? dice.between(0, 1) : null,
    });
    at += dice.pick(NAPS) * 3_600_000 + dice.between(0, 59) * 60_000;
    lights = lights.map((light) => (dice.chance(0.25) ? dice.pick(LIGHTS) : light));
  }
  const items = [0, 1].map(() => addDays(start, dice.between(-1, 8)));
  return { calendar, items, wakes };
}
