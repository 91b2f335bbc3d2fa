import { businessDate } from "@diaodu/domain";
import type { PlainDate } from "@diaodu/domain";
import type { Storage, StoredRecord } from "@diaodu/storage";
import { namesOf } from "../reports/names.ts";
import type { Names } from "../reports/names.ts";

export type MeetingRecord = StoredRecord<"meeting">;
export type ItemRecord = StoredRecord<"item">;

/** What a meeting speaks of, read with it. */
export interface MeetingContext {
  readonly names: Names;
  /** Items of the agenda and of the last decisions, as they stood at the freeze, else as they stand. */
  readonly items: ReadonlyMap<string, ItemRecord>;
  /** Items that this meeting's own decisions became, as they stand. */
  readonly made: ReadonlyMap<string, ItemRecord>;
  readonly previous: MeetingRecord | null;
  /** The day by which items are overdue: that of the freeze, else today. */
  readonly on: PlainDate;
  readonly today: PlainDate;
}

/** Reads what is around this version of a meeting. */
export async function readContext(
  storage: Pick<Storage, "catalogue" | "record" | "records">,
  { body }: MeetingRecord,
  today: PlainDate,
): Promise<MeetingContext> {
  const atSeq = body.frozen?.seq;
  const [catalogue, previous] = await Promise.all([
    storage.catalogue(),
    body.previous === null ? null : storage.record("meeting", body.previous),
  ]);
  const shown = [
    ...body.agenda.flatMap(({ subject }) => (subject.kind === "item" ? [subject.item] : [])),
    ...(previous?.body.decisions ?? []).map(({ item }) => item),
  ];
  const [items, made] = await Promise.all([
    itemsOf(storage, shown, atSeq),
    itemsOf(
      storage,
      body.decisions.map(({ item }) => item),
    ),
  ]);
  const on = body.frozen === null ? today : businessDate(Date.parse(body.frozen.at));
  return { names: namesOf(catalogue), items, made, previous, on, today };
}

async function itemsOf(
  storage: Pick<Storage, "records">,
  ids: readonly string[],
  atSeq?: number,
): Promise<Map<string, ItemRecord>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const found = await storage.records("item", { ids: wanted, atSeq, limit: wanted.length });
  return new Map(found.map((record) => [record.id, record]));
}
