import type {
  AnyRecord,
  AnyRecordStep,
  NewMessage,
  RecordKind,
  Storage,
  StoredRecord,
} from "@diaodu/storage";
import type { Auditor, Deed } from "../access/audit.ts";
import type { Caller } from "../access/caller.ts";
import { doerOf } from "../access/caller.ts";
import type { BusinessTime } from "../board/business-time.ts";
import { Refusal } from "../http/problems.ts";

/** What a step is taken with. */
export interface StepDesk {
  readonly storage: Pick<Storage, "writeRecords" | "record">;
  readonly time: Pick<BusinessTime, "now">;
  readonly audit: Auditor;
  readonly publish: () => Promise<void>;
}

type StepOf<K extends RecordKind> = Extract<AnyRecordStep, { kind: K }>;
type RecordOf<K extends RecordKind> = Extract<AnyRecord, { kind: K }>;

/**
 * Writes one step that `caller` takes on one record, with the messages that tell of it, audited
 * under the record's own id, and tells every page.
 *
 * @returns the record as it stands now; null where somebody else was faster
 */
export async function takeStep<K extends RecordKind>(
  desk: StepDesk,
  caller: Caller,
  step: StepOf<K>,
  o: {
    /** The permission that it rests on. */
    readonly action: string;
    readonly messages?: readonly NewMessage[];
    readonly detail?: NonNullable<Deed["detail"]>;
  },
): Promise<RecordOf<K> | null> {
  const written = await desk.storage.writeRecords({
    steps: [step],
    messages: o.messages ?? [],
    by: doerOf(caller),
    at: desk.time.now().toISOString(),
    audit: desk.audit.entry(caller, {
      action: o.action,
      object: `${step.kind}:${step.id}`,
      detail: { event: step.event, version: step.basedOn + 1, ...o.detail },
    }),
  });
  if (written.kind === "changed_meanwhile") return null;
  await desk.publish();
  const record = written.records.find((one): one is RecordOf<K> => one.kind === step.kind);
  if (record === undefined) throw new Error(`a step of a ${step.kind} was written without it`);
  return record;
}

/**
 * The record that `caller` asks for by its id.
 *
 * @throws Refusal `not_found` for what is not there and for what the caller may not read alike
 */
export async function demandRecord<K extends RecordKind>(
  { storage, audit }: Pick<StepDesk, "storage" | "audit">,
  caller: Caller,
  kind: K,
  o: {
    readonly id: string | null;
    readonly mayRead: (body: StoredRecord<K>["body"]) => boolean;
  },
): Promise<StoredRecord<K>> {
  const record = o.id === null ? null : await storage.record(kind, o.id);
  if (record === null) throw new Refusal("not_found");
  if (o.mayRead(record.body)) return record;
  await audit.note(caller, {
    action: "cycle.read",
    object: `${kind}:${record.id}`,
    result: "refused",
  });
  throw new Refusal("not_found");
}
