import type { Change, RecordKind, Storage, StoredRecord } from "@diaodu/storage";

/** Records that the board's part is made of. */
export interface PartRecords {
  /** The newest few, newest first. */
  readonly rounds: readonly StoredRecord<"round">[];
  readonly items: readonly StoredRecord<"item">[];
  /** Those that wait for something. */
  readonly slips: readonly StoredRecord<"slip">[];
  /** Those that run. */
  readonly meetings: readonly StoredRecord<"meeting">[];
}

const ROUNDS = 8;
const MEETINGS = 20;
const MOST = 10_000;
const OPEN_SLIPS: readonly string[] = ["issued", "delivered", "read", "answered"];
const RUNNING: readonly string[] = ["running"];

/** Reads them as they stood after a change. */
export async function readPartRecords(storage: Storage, atSeq: number): Promise<PartRecords> {
  const at = { atSeq };
  const [rounds, items, slips, meetings] = await Promise.all([
    storage.records("round", { ...at, limit: ROUNDS }),
    storage.records("item", { ...at, limit: MOST }),
    storage.records("slip", { ...at, states: OPEN_SLIPS, limit: MOST }),
    storage.records("meeting", { ...at, states: RUNNING, limit: MEETINGS }),
  ]);
  return kept({ rounds, items, slips, meetings });
}

/** The same after further rows: reads only what they name. */
export async function followPartRecords(
  storage: Storage,
  known: PartRecords,
  rows: readonly Change[],
  atSeq: number,
): Promise<PartRecords> {
  const marks = rows.flatMap((row) => (row.kind === "dispatch" ? row.payload.records : []));
  async function renew<K extends RecordKind>(
    kind: K,
    list: readonly StoredRecord<K>[],
  ): Promise<readonly StoredRecord<K>[]> {
    const ids = new Set(marks.filter((mark) => mark.kind === kind).map(({ id }) => id));
    if (ids.size === 0) return list;
    const fresh = await storage.records(kind, { ids: [...ids], atSeq, limit: MOST });
    return [...fresh, ...list.filter(({ id }) => !ids.has(id))];
  }
  return kept({
    rounds: await renew("round", known.rounds),
    items: await renew("item", known.items),
    slips: await renew("slip", known.slips),
    meetings: await renew("meeting", known.meetings),
  });
}

/** However they were read: the same records in the same order. */
function kept({ rounds, items, slips, meetings }: PartRecords): PartRecords {
  return {
    rounds: rounds.toSorted((a, b) => (a.id < b.id ? 1 : -1)).slice(0, ROUNDS),
    items: items.toSorted(newestFirst),
    slips: slips.filter(({ state }) => OPEN_SLIPS.includes(state)).toSorted(newestFirst),
    meetings: meetings.filter(({ state }) => RUNNING.includes(state)).toSorted(newestFirst),
  };
}

function newestFirst(a: StoredRecord, b: StoredRecord): number {
  return b.seq - a.seq || (a.id < b.id ? -1 : 1);
}
