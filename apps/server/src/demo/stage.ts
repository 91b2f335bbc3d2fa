import type { Act, Deed } from "@diaodu/demo";
import type { Storage } from "@diaodu/storage";
import type { Auditor } from "../access/audit.ts";
import type { Caller } from "../access/caller.ts";
import type { BoardStore } from "../board/board-store.ts";
import type { Calendars } from "../dispatch/calendar.ts";
import type { ItemDesk } from "../features/items/item-desk.ts";
import { todayAt } from "../features/reports/desk.ts";
import type { Today } from "../features/reports/desk.ts";
import type { Cast } from "./cast.ts";

/** What the invented people act with: what requests are answered with. */
export interface Stage {
  readonly storage: Storage;
  readonly boards: Pick<BoardStore, "head">;
  readonly calendars: Calendars;
  readonly audit: Auditor;
  readonly cast: Cast;
  /** Brings the board to the log's head. */
  readonly publish: () => Promise<void>;
}

/** Who acts, when and where. */
export interface Setting {
  readonly act: Act;
  readonly caller: Caller;
  readonly today: Today;
  /** The desk of the routes, at the act's own moment. */
  readonly desk: ItemDesk;
}

/** An act of one kind, about to be done. */
export interface Scene<K extends Deed["kind"]> extends Setting {
  readonly deed: Extract<Deed, { kind: K }>;
}

/** Why an act was not done, for the log; null where it was, now or before. */
export type Outcome = string | null;

export function settingOf(stage: Stage, act: Act): Setting {
  const { storage, boards, calendars, audit, cast } = stage;
  const at = new Date(act.at);
  return {
    act,
    caller: cast.caller(act.by),
    today: todayAt(act.at, calendars.current()),
    desk: {
      storage,
      boards,
      calendars,
      audit,
      time: { now: () => at, rate: () => 0 },
      // Every commit tells the pages by itself; an act waits for none of them.
      publish: async () => {},
      simulated: true,
      newId: () => act.id,
    },
  };
}

/** Somebody else was faster this often in a row: the act is passed over. */
const ATTEMPTS = 5;

/** Tries again while somebody is faster. `null` of `attempt`: they were. */
export async function persist(
  attempt: () => Promise<{ outcome: Outcome } | null>,
): Promise<Outcome> {
  for (let tried = 0; tried < ATTEMPTS; tried += 1) {
    const done = await attempt();
    if (done !== null) return done.outcome;
  }
  return "changed meanwhile, again and again";
}

/** Whether this act made a version of the record before: a replay that was killed does it once more. */
export async function wasDone(
  storage: Pick<Storage, "recordHistory">,
  record: {
    readonly kind: "item" | "liaison" | "meeting";
    readonly id: string;
    readonly at: string;
  },
  { at }: Pick<Act, "at">,
  event: string,
): Promise<boolean> {
  if (record.at < at) return false;
  const history = await storage.recordHistory(record.kind, record.id);
  return history.some((version) => version.at === at && version.event === event);
}
