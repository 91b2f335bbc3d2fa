import type { DispatchPart } from "@diaodu/contracts";
import { businessDate, roundOf } from "@diaodu/domain";
import type { RoundStanding } from "@diaodu/domain";
import type { Change, Storage } from "@diaodu/storage";
import { todayAt } from "../features/reports/desk.ts";
import type { Calendars } from "./calendar.ts";
import { dispatchPartOf } from "./part.ts";
import { followPartRecords, readPartRecords } from "./part-records.ts";
import type { PartRecords } from "./part-records.ts";
import { followReporting } from "./reporting.ts";
import type { Reporting } from "./reporting.ts";

/** The board's part, at the head and at any position of the log. */
export interface DispatchPartSource {
  /** Who has reported, as of the rows followed. */
  readonly reporting: Reporting;
  /** Everything that was followed is void: the next call of `follow` is the first again. */
  forget(): void;
  /** The part at `atSeq`, after these rows; the first call reads everything. */
  follow(rows: readonly Change[], atSeq: number): Promise<DispatchPart | null>;
  /**
   * As it was after a change; of who had reported it tells what the round's own record does.
   */
  at(seq: number): Promise<DispatchPart | null>;
}

/** How far back the business time of a position is looked for. */
const TIMED_ROWS = 400;

/** Reads the part from the records, and the progress of the running round from what units sent. */
export function dispatchPartSource(o: {
  readonly storage: Storage;
  readonly calendars: Calendars;
}): DispatchPartSource {
  const { storage, calendars } = o;
  const reporting = followReporting(storage);
  /** Rows that a failed reading left to the next. */
  let pending: Change[] = [];
  let known: { records: PartRecords; at: string; part: DispatchPart | null } | null = null;
  /** Frozen standings never change. */
  let frozen: { codes: string; standings: RoundStanding[] } | null = null;

  async function standingsOf(rounds: readonly string[]): Promise<RoundStanding[]> {
    const codes = rounds.join(" ");
    if (frozen?.codes !== codes) frozen = { codes, standings: await storage.standings({ rounds }) };
    return frozen.standings;
  }

  async function partAt(records: PartRecords, at: string): Promise<DispatchPart | null> {
    const today = businessDate(at);
    const calendar = calendars.current();
    const dispatching = records.rounds.length > 0 && roundOf(today, calendar) !== null;
    return dispatchPartOf({
      records,
      today,
      catalogue: await reporting.catalogue(),
      progress: dispatching ? await reporting.progress(todayAt(at, calendar)) : null,
      standingsOf,
    });
  }

  return {
    reporting,
    forget() {
      reporting.forget();
      pending = [];
      known = null;
      frozen = null;
    },
    async follow(rows, atSeq) {
      reporting.see(rows);
      pending = [...pending, ...rows];
      const before = known;
      if (before !== null && !pending.some(isTimed)) {
        // Names may have changed without anything else.
        if (!pending.some((row) => row.kind !== "access")) return before.part;
      }
      const records =
        before === null
          ? await readPartRecords(storage, atSeq)
          : await followPartRecords(storage, before.records, pending, atSeq);
      const at =
        pending.findLast(isTimed)?.committedAt ?? before?.at ?? (await timeAt(storage, atSeq));
      const part = await partAt(records, at);
      known = { records, at, part };
      pending = [];
      return part;
    },
    async at(seq) {
      const records = await readPartRecords(storage, seq);
      return dispatchPartOf({
        records,
        today: businessDate(await timeAt(storage, seq)),
        catalogue: await storage.catalogue({ atSeq: seq }),
        progress: null,
        standingsOf: (rounds) => storage.standings({ rounds }),
      });
    },
  };
}

/** Rows that are stamped by the business clock: a replay's people and rights are not. */
function isTimed({ kind }: Change): boolean {
  return kind === "round" || kind === "dispatch" || kind === "report" || kind === "observations";
}

/** The business time of a position: that of the last row which has it. */
async function timeAt(storage: Pick<Storage, "changesSince">, seq: number): Promise<string> {
  const from = Math.max(0, seq - TIMED_ROWS);
  const rows = await storage.changesSince(from, TIMED_ROWS);
  const last = rows.findLast((row) => row.seq <= seq && isTimed(row)) ?? rows.at(-1);
  return last?.committedAt ?? new Date(0).toISOString();
}
