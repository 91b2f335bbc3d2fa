import { randomInt, randomUUID } from "node:crypto";
import type { Attendance, Meeting, MeetingDeed, MeetingHand } from "@diaodu/domain";
import { meetingCode, takeMeetingStep } from "@diaodu/domain";
import type { AnyRecordStep, Doer, Storage } from "@diaodu/storage";
import type { Auditor } from "../../access/audit.ts";
import { doerOf } from "../../access/caller.ts";
import type { Caller } from "../../access/caller.ts";
import type { BoardStore } from "../../board/board-store.ts";
import type { BusinessTime } from "../../board/business-time.ts";
import type { Calendars } from "../../dispatch/calendar.ts";
import { itemMessages } from "../../dispatch/item-notices.ts";
import { readSettings } from "../../dispatch/stored-settings.ts";
import { Refusal } from "../../http/problems.ts";
import { todayOf } from "../reports/desk.ts";
import { agendaFrom } from "./agenda-source.ts";
import type { MeetingRecord } from "./context.ts";
import type { HostPresence } from "./presence.ts";

/** Somebody else was faster this often in a row: they are asked to look again. */
const ATTEMPTS = 12;
/** Meetings that are looked through for the last one that ended. */
const LOOK_BACK = 50;
const UNENDED = ["planned", "running"] as const;

/** What the routes and sockets of meetings work with. */
export interface MeetingDesk {
  readonly storage: Storage;
  readonly boards: Pick<BoardStore, "head">;
  readonly time: BusinessTime;
  readonly calendars: Calendars;
  readonly audit: Auditor;
  readonly presence: HostPresence;
  /** Brings the board to the log's head. Never rejects. */
  readonly publish: () => Promise<void>;
  /** Whether everything that is typed here is invented: a demonstration. */
  readonly simulated: boolean;
}

/** A step as it is to be taken on the version that stands, with what is written beside it. */
export interface PlannedDeed {
  readonly deed: MeetingDeed;
  readonly words?: string | null;
  /** Steps of other records in the same transaction. */
  readonly beside?: readonly AnyRecordStep[];
}

/** The meeting that has this code and has not ended; null for none. */
export async function meetingByCode(
  storage: Pick<Storage, "records">,
  code: string,
): Promise<MeetingRecord | null> {
  const found = await storage.records("meeting", { states: UNENDED });
  return found.find(({ body }) => body.code === code) ?? null;
}

/** The meeting that ended last; null before the first. */
export async function lastMeeting(
  storage: Pick<Storage, "records">,
): Promise<MeetingRecord | null> {
  const ended = await storage.records("meeting", { states: ["ended"], limit: LOOK_BACK });
  const at = ({ body }: MeetingRecord) => body.endedAt ?? "";
  return ended.toSorted((a, b) => (at(a) < at(b) ? 1 : -1))[0] ?? null;
}

/** Plans a meeting: whoever plans it is its host. */
export async function planMeeting(
  desk: MeetingDesk,
  caller: Caller,
  given: { readonly title: string; readonly plannedFor: string | null },
): Promise<MeetingRecord> {
  const { storage, boards } = desk;
  const { today, round } = todayOf(desk);
  const previous = await lastMeeting(storage);
  const agenda = await agendaFrom({
    storage,
    board: boards.head(),
    previous,
    today,
    id: randomUUID,
  });
  const body: Meeting = {
    title: given.title,
    code: meetingCode(randomInt),
    round: round.code,
    plannedFor: given.plannedFor,
    host: personOf(caller),
    agenda,
    cursor: { point: null, spotlight: null, turn: 0 },
    frozen: null,
    walls: false,
    attendance: [],
    decisions: [],
    minutes: "",
    previous: previous?.id ?? null,
    startedAt: null,
    endedAt: null,
  };
  const id = randomUUID();
  const made = await write(desk, caller, { id, basedOn: 0, state: "planned", event: "plan", body });
  if (made === null) throw new Error("two meetings were given one id");
  return withCodeOfItsOwn(desk, caller, made);
}

/**
 * Two meetings planned at the same moment may have drawn one code, which neither host has seen yet:
 * the later one takes another. Commits are in order, so the later one sees the earlier. [Z4]
 */
async function withCodeOfItsOwn(
  desk: MeetingDesk,
  caller: Caller,
  made: MeetingRecord,
): Promise<MeetingRecord> {
  let record = made;
  for (;;) {
    const others = await desk.storage.records("meeting", { states: UNENDED });
    const { code } = record.body;
    const taken = others.some(
      (other) => other.id !== record.id && other.body.code === code && other.seq < record.seq,
    );
    if (!taken) return record;
    const body = { ...record.body, code: meetingCode(randomInt) };
    const { id, version, state } = record;
    const next = await write(desk, caller, { id, basedOn: version, state, event: "arrange", body });
    if (next === null) throw new Refusal("changed_meanwhile");
    record = next;
  }
}

/**
 * Takes a step on the version that stands; again on a newer one when somebody was faster. [Z6]
 *
 * @param plan makes the step for a version, so that what it depends on is looked at anew
 * @returns the meeting as it stands afterwards, whether or not anything was written
 * @throws Refusal `not_found`, `step_refused` with the reason, `changed_meanwhile`
 */
export function stepMeeting(
  desk: MeetingDesk,
  caller: Caller,
  id: string,
  plan: (record: MeetingRecord) => PlannedDeed | Promise<PlannedDeed>,
): Promise<MeetingRecord> {
  // A hall that signs in at once waits here in a row, instead of overtaking itself in the database.
  const last = lanes.get(id) ?? Promise.resolve();
  const taken = last.then(() => takeStep(desk, caller, id, plan));
  const settled = taken.then(
    () => undefined,
    () => undefined,
  );
  lanes.set(id, settled);
  void settled.then(() => {
    if (lanes.get(id) === settled) lanes.delete(id);
    return undefined;
  });
  return taken;
}

/** Of each meeting, the step under way in this process. */
const lanes = new Map<string, Promise<void>>();

async function takeStep(
  desk: MeetingDesk,
  caller: Caller,
  id: string,
  plan: (record: MeetingRecord) => PlannedDeed | Promise<PlannedDeed>,
): Promise<MeetingRecord> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const record = await desk.storage.record("meeting", id);
    if (record === null) throw new Refusal("not_found");
    const { deed, words, beside } = await plan(record);
    const hand = await handOf(desk, caller, record);
    const outcome = takeMeetingStep(record.body, record.state, deed, hand);
    if (outcome.kind === "unchanged") return record;
    if (outcome.kind === "overtaken") throw new Refusal("changed_meanwhile");
    if (outcome.kind === "refused") throw new Refusal("step_refused", { detail: outcome.words });
    const { state, meeting: body } = outcome;
    const basedOn = record.version;
    const step = { id, basedOn, state, event: deed.event, body, words: words ?? null };
    const written = await write(desk, caller, step, beside);
    if (written !== null) return written;
  }
  throw new Refusal("changed_meanwhile");
}

/** Notes somebody as attending; a meeting that takes nobody any more stays as it is. */
export async function attendMeeting(
  desk: MeetingDesk,
  caller: Caller,
  id: string,
  who: Pick<Attendance, "name" | "unit" | "as">,
): Promise<void> {
  const at = desk.time.now().toISOString();
  const attendance = { ...who, accountId: caller.accountId, at };
  try {
    await stepMeeting(desk, caller, id, () => ({ deed: { event: "attend", attendance } }));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

async function handOf(
  { presence }: MeetingDesk,
  caller: Caller,
  record: MeetingRecord,
): Promise<MeetingHand> {
  const by = caller.accountId;
  const host = record.body.host.accountId;
  const hostThere = host !== null && (by === host || (await presence.there(record.id, host)));
  return { by, hostThere };
}

/** One step of the meeting and what belongs to it; null when it stands at another version. */
async function write(
  desk: MeetingDesk,
  caller: Caller,
  step: Pick<MeetingRecord, "id" | "state" | "event" | "body"> & {
    readonly basedOn: number;
    readonly words?: string | null;
  },
  beside: readonly AnyRecordStep[] = [],
): Promise<MeetingRecord | null> {
  const { storage, audit, time } = desk;
  const at = time.now().toISOString();
  const channels = beside.length === 0 ? [] : (await readSettings(storage)).channels;
  const result = await storage.writeRecords({
    steps: [{ words: null, ...step, kind: "meeting", evidence: [] }, ...beside],
    // Whoever is named in a decision learns of it as of any other item.
    messages: beside.flatMap((one) =>
      one.kind === "item"
        ? itemMessages({ ...one, version: one.basedOn + 1, item: one.body }, channels, at)
        : [],
    ),
    by: doerOf(caller),
    at,
    audit: audit.entry(caller, {
      action: step.event === "attend" ? "meeting.join" : "meeting.host",
      object: `meeting:${step.id}`,
      detail: { event: step.event },
    }),
  });
  if (result.kind !== "committed") return null;
  await desk.publish();
  const [made] = result.records;
  if (made?.kind !== "meeting") throw new Error("a meeting's step was answered without it");
  return made;
}

/** The caller as a person of the record. */
export function personOf(caller: Caller): Doer {
  return doerOf(caller);
}
