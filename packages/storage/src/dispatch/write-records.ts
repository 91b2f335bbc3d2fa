import { appendAudit } from "../audit/append.ts";
import type { Engine, Writer } from "../engine/engine.ts";
import { commit, type Ground } from "../ground.ts";
import { drawNumbers } from "./document-numbers.ts";
import { insertMessages } from "./message-rows.ts";
import type { NewMessage } from "./outbox.ts";
import { markOf } from "./record-names.ts";
import { readRecord } from "./record-reads.ts";
import { insertVersions, lockVersions, recordKey } from "./record-rows.ts";
import type {
  AnyRecord,
  AnyRecordStep,
  DispatchRecords,
  RecordKind,
  RecordsResult,
} from "./records.ts";
import { insertStandings } from "./standings.ts";

type Write = Parameters<DispatchRecords["writeRecords"]>[0];
type Conflicts = Extract<RecordsResult, { kind: "changed_meanwhile" }>["records"];

/** Kinds whose body has a 文号. */
const NUMBERED: ReadonlySet<RecordKind> = new Set(["slip", "bulletin"]);

/**
 * See {@link DispatchRecords.writeRecords}. Locks are taken in one order by all writers: records by
 * name, series by name, the turn of the log, the turn of the audit log. Two who make the same record
 * at once have no row to lock: the key of the version lets one through, the other runs again.
 */
export function writeRecords(ground: Ground, o: Write): Promise<RecordsResult> {
  checkSteps(o);
  const { engine } = ground;
  return commit(ground, async (tx, append): Promise<RecordsResult> => {
    const conflicts = await conflictsOf(engine, tx, o.steps);
    if (conflicts.length > 0) return { kind: "changed_meanwhile", records: conflicts };
    const numbers = await numbersOf(tx, o.steps);
    const made = o.steps.map((step) => madeRecord(step, numbers.get(recordKey(step)), o));
    const seq = await append({ kind: "dispatch", payload: { records: made.map(markOf) } }, o.at);
    const records = made.map((record) => ({ ...record, seq }));
    await insertVersions(engine, tx, records);
    await insertStandings(engine, tx, o.standings ?? [], seq);
    const messages = (o.messages ?? []).map((message) => withNumber(message, numbers));
    await insertMessages(engine, tx, messages, { at: o.at, seq });
    await appendAudit(engine, tx, [o.audit]);
    return { kind: "committed", seq, records };
  });
}

function checkSteps({ steps, messages = [] }: Write): void {
  if (steps.length === 0 && messages.length === 0) {
    throw new RangeError("at least one step or message");
  }
  const seen = new Set<string>();
  for (const step of steps) {
    const key = recordKey(step);
    if (seen.has(key)) throw new RangeError(`two steps of ${key} in one write`);
    if (step.number !== undefined && !NUMBERED.has(step.kind)) {
      throw new RangeError(`a ${step.kind} has no number`);
    }
    seen.add(key);
  }
}

/** Locks the records and gives those that stand at another version than the writer saw. */
async function conflictsOf(
  engine: Engine,
  tx: Writer,
  steps: readonly AnyRecordStep[],
): Promise<Conflicts> {
  const versions = await lockVersions(engine, tx, steps);
  const conflicts: Conflicts[number][] = [];
  for (const step of steps) {
    if ((versions.get(recordKey(step)) ?? 0) === step.basedOn) continue;
    const { kind, id } = step;
    conflicts.push({ kind, id, record: (await readRecord(tx, kind, id)) as AnyRecord | null });
  }
  return conflicts;
}

/** The numbers that the steps draw, in the order of the steps, by record key. */
async function numbersOf(
  tx: Writer,
  steps: readonly AnyRecordStep[],
): Promise<Map<string, string>> {
  const bySeries = new Map<string, (readonly [string, NonNullable<AnyRecordStep["number"]>])[]>();
  for (const step of steps) {
    if (step.number === undefined) continue;
    const { series } = step.number;
    bySeries.set(series, [...(bySeries.get(series) ?? []), [recordKey(step), step.number]]);
  }
  const numbers = new Map<string, string>();
  for (const [series, drawing] of [...bySeries].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const first = await drawNumbers(tx, series, drawing.length);
    for (const [index, [key, { prefix, suffix }]] of drawing.entries()) {
      numbers.set(key, `${prefix}${first + index}${suffix}`);
    }
  }
  return numbers;
}

/** The record after the step; its seq is known once the log has it. */
function madeRecord(step: AnyRecordStep, number: string | undefined, { by, at }: Write): AnyRecord {
  const { kind, id, state, event, words, evidence } = step;
  const body = number === undefined ? step.body : { ...step.body, number };
  const made = { kind, id, version: step.basedOn + 1, state, event, words, evidence, body };
  // The step's kind, state, event and body belong together, and so do the record's.
  return { ...made, by, at, seq: 0 } as AnyRecord;
}

/** A message cannot know the number that is drawn with it: it gets that of the record it tells of. */
function withNumber(message: NewMessage, numbers: ReadonlyMap<string, string>): NewMessage {
  const { kind, id } = message.about;
  const drawn = numbers.get(`${kind}:${id}`);
  return drawn === undefined || message.number !== null ? message : { ...message, number: drawn };
}
