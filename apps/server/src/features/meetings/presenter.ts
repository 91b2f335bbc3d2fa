import type {
  MeetingDecisionView,
  MeetingItem,
  Meetings,
  MeetingSnapshot,
} from "@diaodu/contracts";
import { ITEM_STATE_NAMES, itemOverdueDays, may } from "@diaodu/domain";
import type { Action, MeetingDecision, PlainDate } from "@diaodu/domain";
import type { Caller } from "../../access/caller.ts";
import { passes } from "../../access/guard.ts";
import { unitName } from "../reports/names.ts";
import type { ItemRecord, MeetingContext, MeetingRecord } from "./context.ts";

/** How a reader stands to a meeting: readers who stand alike are sent the same. */
export interface Reader {
  readonly host: boolean;
  readonly mayHost: boolean;
  readonly mayRead: boolean;
  /** By account or as a display. */
  readonly known: boolean;
  /** Whether persons are named to them. */
  readonly persons: boolean;
}

export function readerOf(caller: Caller, { body }: MeetingRecord): Reader {
  const { accountId } = caller;
  const able = (action: Action) => passes(caller, action);
  return {
    host: accountId !== null && accountId === body.host.accountId && able("meeting.host"),
    mayHost: able("meeting.host"),
    mayRead: able("meeting.read"),
    known: caller.actor.kind !== "anonymous",
    persons: may(caller.subject, "origin.persons"),
  };
}

/** The meeting as this reader may see it. */
export function presentMeeting(
  record: MeetingRecord,
  context: MeetingContext,
  reader: Reader,
  hostThere: boolean,
): MeetingSnapshot {
  const { body } = record;
  const { previous, items, made, names, on, today } = context;
  const around = { names, persons: reader.persons };
  const item = (one: ItemRecord, day: PlainDate) => presentItem(one, day, around);
  const decisions = (
    list: readonly MeetingDecision[],
    of: ReadonlyMap<string, ItemRecord>,
    day: PlainDate,
  ) => list.map((one) => presentDecision(one, of.get(one.item), day, around));
  const spoken = body.agenda.flatMap(({ subject }) =>
    subject.kind === "item" ? (items.get(subject.item) ?? []) : [],
  );
  return {
    id: record.id,
    version: record.version,
    state: record.state === "new" ? "planned" : record.state,
    title: body.title,
    code: body.code,
    round: body.round,
    roundNumber: numberOf(body.round),
    plannedFor: body.plannedFor,
    host: { name: body.host.name, there: hostThere },
    you: {
      host: reader.host,
      mayHost: reader.mayHost,
      mayRead: reader.mayRead,
      known: reader.known,
    },
    agenda: body.agenda.map(({ id, title, why, subject }) => ({ id, title, why, subject })),
    cursor: { ...body.cursor },
    frozen: body.frozen === null ? null : { ...body.frozen },
    walls: body.walls,
    attending: {
      people: body.attendance.filter(({ as }) => as === "person").length,
      screens: body.attendance.filter(({ as }) => as === "screen").length,
    },
    attendance: reader.mayRead
      ? body.attendance.map(({ name, unit, at, as }) => ({ name, unit, at, as }))
      : null,
    decisions: decisions(body.decisions, made, today),
    items: spoken.map((one) => item(one, on)),
    previous:
      previous === null
        ? null
        : {
            id: previous.id,
            title: previous.body.title,
            endedAt: previous.body.endedAt,
            decisions: decisions(previous.body.decisions, items, on),
          },
    minutes: reader.mayRead ? body.minutes : null,
    startedAt: body.startedAt,
    endedAt: body.endedAt,
  };
}

/** A meeting as a list shows it. @param made items of its decisions, by id */
export function presentRow(
  { id, state, body }: MeetingRecord,
  made: ReadonlyMap<string, ItemRecord>,
  account: string | null,
): Meetings["meetings"][number] {
  const closed = body.decisions.filter(({ item }) => made.get(item)?.state === "closed");
  return {
    id,
    state: state === "new" ? "planned" : state,
    title: body.title,
    code: body.code,
    round: body.round,
    roundNumber: numberOf(body.round),
    plannedFor: body.plannedFor,
    hostName: body.host.name,
    yours: account !== null && account === body.host.accountId,
    startedAt: body.startedAt,
    endedAt: body.endedAt,
    frozenSeq: body.frozen?.seq ?? null,
    decisions: body.decisions.length,
    closed: closed.length,
  };
}

type Around = Pick<MeetingContext, "names"> & { readonly persons: boolean };

function presentDecision(
  decision: MeetingDecision,
  item: ItemRecord | undefined,
  day: PlainDate,
  around: Around,
): MeetingDecisionView {
  const { id, point, words, unit, person, dueOn } = decision;
  return {
    id,
    point,
    words,
    unitName: unitName(around.names, unit),
    person: around.persons ? person : null,
    dueOn,
    item: item === undefined ? null : presentItem(item, day, around),
  };
}

function presentItem(
  { id, state, body }: ItemRecord,
  day: PlainDate,
  { names, persons }: Around,
): MeetingItem {
  return {
    id,
    title: body.title,
    problem: body.problem,
    unitName: unitName(names, body.unit),
    person: persons ? body.person.name : null,
    leader: persons ? (body.leader?.name ?? null) : null,
    dueOn: body.dueOn,
    state,
    stateName: ITEM_STATE_NAMES[state],
    overdueDays: itemOverdueDays({ state, dueOn: body.dueOn }, day),
    simulated: body.simulated,
  };
}

/** 第 N 期 of `2020-R101`. */
function numberOf(round: string): number {
  return Number(round.slice(-3));
}
