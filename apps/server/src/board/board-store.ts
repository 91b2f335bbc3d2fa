import type { Board, BusinessClock, Changes, ResetReason } from "@diaodu/contracts";
import { CATCH_UP_LIMIT } from "@diaodu/contracts";
import type { BulletinRow } from "@diaodu/domain";
import type { Change, LogPosition, Storage } from "@diaodu/storage";
import type { Calendars } from "../dispatch/calendar.ts";
import type { DispatchPartSource } from "../dispatch/part-source.ts";
import type { Reporting } from "../dispatch/reporting.ts";
import { clockAt } from "./business-time.ts";
import type { BusinessTime } from "./business-time.ts";
import { bulletinRowsOf } from "./bulletin-rows.ts";
import { combine } from "./catch-up.ts";
import type { FoldedChange } from "./fold.ts";
import { boardOf, foldRow, loadFold } from "./fold.ts";
import { homeRegion } from "./home-region.ts";
import { openDueRound } from "./round-keeper.ts";
import { compressSnapshot } from "./snapshot-bytes.ts";
import type { SnapshotBytes } from "./snapshot-bytes.ts";
import { standingsOf } from "./standings.ts";
import type { BoardStanding } from "./standings.ts";

const ROWS_AT_ONCE = 200;
/** Folded changes kept for readers that come back; a reader older than these takes the snapshot. */
const KEPT_CHANGES = CATCH_UP_LIMIT;
/** Frozen boards kept open: a meeting, its paper, and a few that somebody looks back at. */
const FROZEN_BOARDS = 16;

/** The board in memory at the head of the log, and the way to any earlier one. */
export interface BoardStore {
  /** The board at the head; `region` gives the board of one region at the same seq. */
  head(): Board;
  /** Which row of the log that is. */
  position(): LogPosition;
  clock(): BusinessClock;
  /** The head's bytes. Compressed once a seq, however many ask. */
  snapshot(): Promise<SnapshotBytes>;
  /** The board as it was after `seq`; null where the log has no such change. */
  at(seq: number): Promise<Board | null>;
  /** What a bulletin tells of every row, at the head, overdue by the clock's day. */
  bulletinRows(): readonly BulletinRow[];
  /** The same as after `seq` with the board then, overdue by its day; null where `at` is null. */
  bulletinRowsAt(seq: number): Promise<{ board: Board; rows: readonly BulletinRow[] } | null>;
  /** The indicators of one region, at the head or as after `seq`. Null for an unknown region or seq. */
  ofRegion(region: string, seq?: number): Promise<Board | null>;
  /** Who is asked for what and how far they have come, as of the head. */
  readonly reporting: Reporting;
  /** How every row stands at the head, for the round that is frozen on it. */
  standings(): { readonly seq: number; readonly standings: readonly BoardStanding[] };
  /** What a reader at `since` lacks, synchronously: no change can slip between this and joining. */
  changes(since: number): Changes | { reset: ResetReason };
  /**
   * Folds what the log holds beyond the head; null when there is nothing. Where the log no longer
   * holds what was folded, everything is read anew under another database id: no page that was told
   * of it can go on from there. Calls are serialised.
   */
  advance(): Promise<Changes | { reset: ResetReason } | null>;
}

/** Whether the office has set another calendar. */
function setsCalendar(row: Change): boolean {
  if (row.kind !== "dispatch") return false;
  return row.payload.records.some(({ kind, id }) => kind === "settings" && id === "calendar");
}

export interface BoardStoreOptions {
  storage: Storage;
  time: BusinessTime;
  calendars: Calendars;
  title: string;
  demo: string | null;
  dispatch: DispatchPartSource;
}

/** Loads the head from the database's current values; the log itself is not replayed. */
export async function openBoardStore(options: BoardStoreOptions): Promise<BoardStore> {
  const { storage, time, calendars, title, demo, dispatch } = options;
  const clock = () => clockAt(time.now(), time.rate(), calendars.current());
  await openDueRound(storage, time, calendars);
  /** The row of the log that the fold ends with. */
  let position = await storage.head();
  const faceOf = () => ({ database: position.database, title, demo });
  const fold = await loadFold(storage, { atSeq: position.seq, calendar: calendars.current() });
  let part = await dispatch.follow([], fold.seq);
  let head = boardOf(fold, faceOf(), clock(), part);
  let kept: FoldedChange[] = [];
  /** Seq before the oldest kept change. */
  let keptSince = fold.seq;
  let bytes: { of: Board; made: Promise<SnapshotBytes> } | null = null;
  const frozen = new Map<number, Board>();
  let queue: Promise<unknown> = Promise.resolve();
  /** Rows folded in by a step that has not come to its end: when it fails, the next one tells them. */
  const folded: FoldedChange[] = [];
  /** Those of them that the dispatch part has not been given. */
  const unfollowed: Change[] = [];

  /** What was folded is void, and so is what any page holds of it: nothing of it is kept. */
  async function startAnew(): Promise<{ reset: ResetReason }> {
    await storage.renewDatabaseId(position.database);
    const next = await storage.head();
    await calendars.refresh();
    dispatch.forget();
    const calendar = calendars.current();
    const loaded = await loadFold(storage, { atSeq: next.seq, calendar });
    part = await dispatch.follow([], next.seq);
    Object.assign(fold, loaded);
    position = next;
    folded.length = 0;
    unfollowed.length = 0;
    kept = [];
    keptSince = fold.seq;
    bytes = null;
    frozen.clear();
    head = boardOf(fold, faceOf(), clock(), part);
    return { reset: "other_database" };
  }

  async function advanceOnce(): Promise<Changes | { reset: ResetReason } | null> {
    for (;;) {
      const reading = await storage.changesAfter(position, ROWS_AT_ONCE);
      if (reading.kind === "rewritten") return startAnew();
      const rows = reading.rows.filter((row) => row.seq > fold.seq);
      if (rows.some(setsCalendar)) await calendars.refresh();
      for (const row of rows) {
        folded.push(await foldRow(fold, row, storage, calendars.current()));
        unfollowed.push(row);
      }
      position = reading.at;
      if (reading.rows.length < ROWS_AT_ONCE) break;
    }
    const newest = folded.at(-1);
    if (newest === undefined) return null;
    // Once for all rows of this step: it stands in the last of them, as in any catch-up.
    const before = part;
    // Kept by the part from here on, also when it fails.
    part = await dispatch.follow(unfollowed.splice(0), fold.seq);
    if (part !== before && JSON.stringify(part) !== JSON.stringify(before)) {
      newest.puts.push({ type: "dispatch", dispatch: part });
    }
    const from = head.seq;
    const told = folded.splice(0);
    kept = [...kept, ...told];
    if (kept.length > KEPT_CHANGES) {
      kept = kept.slice(-KEPT_CHANGES);
      keptSince = (kept[0]?.seq ?? fold.seq + 1) - 1;
    }
    head = boardOf(fold, faceOf(), clock(), part);
    return combine(told, from, clock());
  }

  async function at(seq: number): Promise<Board | null> {
    if (seq < 0 || seq > head.seq) return null;
    const known = frozen.get(seq);
    if (known) {
      frozen.delete(seq);
      frozen.set(seq, known);
      return known;
    }
    const calendar = calendars.current();
    const past = await loadFold(storage, { atSeq: seq, calendar });
    const lived = await dispatch.at(seq);
    const board = boardOf(past, faceOf(), clockAt(new Date(past.at), 0, calendar), lived);
    frozen.set(seq, board);
    const oldest = frozen.keys().next().value;
    if (frozen.size > FROZEN_BOARDS && oldest !== undefined) frozen.delete(oldest);
    return board;
  }

  return {
    reporting: dispatch.reporting,
    standings: () => ({ seq: fold.seq, standings: standingsOf(fold) }),
    head: () => ({ ...head, clock: clock() }),
    position: () => position,
    clock,
    snapshot() {
      if (bytes?.of !== head) {
        const board = { ...head, clock: clock() };
        bytes = {
          of: head,
          made: compressSnapshot(`"${board.database}.${board.seq}"`, board),
        };
      }
      return bytes.made;
    },
    at,
    bulletinRows: () => bulletinRowsOf(fold, clock().date, homeRegion(head.tiles)),
    async bulletinRowsAt(seq) {
      const board = await at(seq);
      if (board === null) return null;
      const past = await loadFold(storage, { atSeq: seq, calendar: calendars.current() });
      const home = homeRegion(board.tiles);
      return { board, rows: bulletinRowsOf(past, board.clock.date, home) };
    },
    async ofRegion(region, seq) {
      if (seq !== undefined && (seq < 0 || seq > head.seq)) return null;
      const calendar = calendars.current();
      const regional = await loadFold(storage, { atSeq: seq ?? fold.seq, region, calendar });
      if (!regional.regions.has(region)) return null;
      const at = seq === undefined ? clock() : clockAt(new Date(regional.at), 0, calendar);
      return boardOf(regional, faceOf(), at, null);
    },
    changes(since) {
      if (since > head.seq) return { reset: "from_the_future" };
      if (since < keptSince) return { reset: "too_far_behind" };
      return combine(
        kept.filter((change) => change.seq > since),
        since,
        clock(),
      );
    },
    advance() {
      const next = queue.then(advanceOnce);
      queue = next.catch(() => undefined);
      return next;
    },
  };
}
