import { z } from "zod";
import { itemState } from "./dispatch-part.ts";
import { calendarDay, recordId } from "./record.ts";
import { unitCode } from "./session.ts";
import {
  indicatorCode,
  instant,
  nameText,
  plainDate,
  regionCode,
  seq,
  words,
} from "./vocabulary.ts";

/** Namespace of meetings: whoever may join one; a socket follows one meeting at a time. */
export const MEETING_NAMESPACE = "/meeting";

export const meetingState = z.enum(["planned", "running", "ended", "cancelled"]);
export const agendaSubject = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("tile"), indicator: indicatorCode, region: regionCode }),
  z.strictObject({ kind: z.literal("item"), item: recordId }),
  z.strictObject({ kind: z.literal("decisions"), meeting: recordId }),
  z.strictObject({ kind: z.literal("words") }),
]);

/** An item as a meeting speaks of it. */
export const meetingItem = z.object({
  id: z.string(),
  title: z.string(),
  problem: z.string(),
  unitName: z.string(),
  /** Null for readers who may not see persons. */
  person: z.string().nullable(),
  leader: z.string().nullable(),
  dueOn: plainDate,
  state: itemState,
  /** 已交办, 办理中 … */
  stateName: z.string(),
  overdueDays: z.int().nonnegative(),
  simulated: z.boolean(),
});

export const meetingDecision = z.object({
  id: z.string(),
  point: z.string().nullable(),
  words: z.string(),
  unitName: z.string(),
  person: z.string().nullable(),
  dueOn: plainDate,
  /** The item that it became, as it stands; null where it is not known any more. */
  item: meetingItem.nullable(),
});

/** A meeting as whoever follows it sees it. */
export const meeting = z.object({
  id: z.string(),
  /** Grows with every step: a newer one replaces an older one. */
  version: z.int().positive(),
  state: meetingState,
  title: z.string(),
  code: z.string(),
  round: z.string(),
  roundNumber: z.int().positive(),
  plannedFor: instant.nullable(),
  host: z.object({
    name: z.string(),
    /** Whether the host was connected within the last minute. */
    there: z.boolean(),
  }),
  /** What the reader may do here: the host drives, whoever may host can take over. */
  you: z.object({
    host: z.boolean(),
    mayHost: z.boolean(),
    mayRead: z.boolean(),
    /** By account or as a display: noted without saying a name. */
    known: z.boolean(),
  }),
  agenda: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      why: z.string().nullable(),
      subject: agendaSubject,
    }),
  ),
  cursor: z.object({
    point: z.string().nullable(),
    spotlight: z.string().nullable(),
    turn: z.int().nonnegative(),
  }),
  frozen: z.object({ seq, at: instant, round: z.string() }).nullable(),
  walls: z.boolean(),
  /** People and displays that were noted. */
  attending: z.object({ people: z.int().nonnegative(), screens: z.int().nonnegative() }),
  /** Null for readers who may not read meetings. */
  attendance: z
    .array(
      z.object({
        name: z.string(),
        unit: z.string(),
        at: instant,
        as: z.enum(["person", "screen"]),
      }),
    )
    .nullable(),
  decisions: z.array(meetingDecision),
  /** Items that the agenda speaks of, as they stood at the freeze. */
  items: z.array(meetingItem),
  /** The last meeting's decisions and what had become of them at the freeze; null for the first. */
  previous: z
    .object({
      id: z.string(),
      title: z.string(),
      endedAt: instant.nullable(),
      decisions: z.array(meetingDecision),
    })
    .nullable(),
  /** Null for readers who may not read meetings. */
  minutes: z.string().nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
});

export const meetings = z.object({
  meetings: z.array(
    z.object({
      id: z.string(),
      state: meetingState,
      title: z.string(),
      code: z.string(),
      round: z.string(),
      roundNumber: z.int().positive(),
      plannedFor: instant.nullable(),
      hostName: z.string(),
      /** Whether the reader is the host. */
      yours: z.boolean(),
      startedAt: instant.nullable(),
      endedAt: instant.nullable(),
      frozenSeq: seq.nullable(),
      decisions: z.int().nonnegative(),
      /** Of those, closed. */
      closed: z.int().nonnegative(),
    }),
  ),
});

export const newMeeting = z.strictObject({
  title: nameText(60),
  plannedFor: instant.nullable().default(null),
});

/** What the host chooses from: who could host, who can be charged, what can be put on the agenda. */
export const meetingDesk = z.object({
  hosts: z.array(z.object({ id: z.string(), name: z.string() })),
  units: z.array(z.object({ code: unitCode, name: z.string() })),
  items: z.array(z.object({ id: z.string(), title: z.string(), overdueDays: z.int() })),
});

/** One step. Each says what it changes; the server takes it on the version that stands. */
export const meetingStepBody = z.discriminatedUnion("event", [
  z.strictObject({
    event: z.literal("arrange"),
    change: z.discriminatedUnion("kind", [
      z.strictObject({
        kind: z.literal("add"),
        title: nameText(60),
        subject: agendaSubject,
        /** Point that it follows; null puts it first. */
        after: recordId.nullable(),
      }),
      z.strictObject({ kind: z.literal("drop"), point: recordId }),
      z.strictObject({
        kind: z.literal("move"),
        point: recordId,
        by: z.union([z.literal(1), z.literal(-1)]),
      }),
      /** Makes the agenda anew from how things stand. */
      z.strictObject({ kind: z.literal("renew") }),
    ]),
  }),
  z.strictObject({ event: z.literal("freeze") }),
  z.strictObject({
    event: z.literal("turn"),
    point: recordId.nullable(),
    spotlight: nameText(60).nullable().default(null),
  }),
  /** Without an account the sender takes over. */
  z.strictObject({ event: z.literal("hand_over"), to: recordId.nullable().default(null) }),
  z.strictObject({ event: z.literal("attend"), name: nameText(40), unit: nameText(60) }),
  z.strictObject({
    event: z.literal("decide"),
    /** Made by the page: sent again, it is the same decision. */
    id: recordId,
    point: recordId.nullable(),
    words: words(500),
    unit: unitCode,
    person: nameText(40),
    dueOn: calendarDay,
  }),
  z.strictObject({
    event: z.literal("write"),
    minutes: z.union([z.literal(""), words(20_000)]),
    /** The text that the writer began with. */
    seen: z.string().max(20_000),
  }),
  z.strictObject({ event: z.literal("walls"), on: z.boolean() }),
  z.strictObject({ event: z.literal("end") }),
  z.strictObject({ event: z.literal("cancel") }),
]);

/** Which meeting a page follows: by its code, or by its id where it may be known. */
export const joinMeeting = z.strictObject({
  code: z.string().max(20).optional(),
  meeting: recordId.optional(),
  /** Of whoever has no account: noted as attending where given. */
  name: nameText(40).optional(),
  unit: nameText(60).optional(),
  as: z.enum(["person", "screen"]).default("person"),
});

export type MeetingSnapshot = z.infer<typeof meeting>;
export type MeetingItem = z.infer<typeof meetingItem>;
export type MeetingDecisionView = z.infer<typeof meetingDecision>;
export type Meetings = z.infer<typeof meetings>;
export type NewMeeting = z.input<typeof newMeeting>;
export type MeetingDesk = z.infer<typeof meetingDesk>;
export type MeetingStepBody = z.infer<typeof meetingStepBody>;
/** As a page writes it: what has a default may be left out. */
export type MeetingStepInput = z.input<typeof meetingStepBody>;
export type JoinMeeting = z.input<typeof joinMeeting>;

export type JoinRefusal =
  /** No meeting has this code, or it has ended. */
  | "unknown"
  /** Too many wrong codes from here. */
  | "too_many"
  /** This page may not follow that meeting. */
  | "forbidden"
  | "invalid"
  | "not_ready";
export type JoinAnswer =
  | { kind: "joined"; meeting: MeetingSnapshot }
  | { kind: "refused"; reason: JoinRefusal };

export interface MeetingServerEvents {
  /** How the meeting stands now. A page keeps the newest version it was told. */
  meeting: (meeting: MeetingSnapshot) => void;
}
export interface MeetingClientEvents {
  join: (request: JoinMeeting, answer: (answer: JoinAnswer) => void) => void;
}
