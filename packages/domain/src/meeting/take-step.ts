/** What each step does to a meeting. Rules [Z1]–[Z3] and [Z6]–[Z8] of SPEC.md. */
import type { Person } from "../person.ts";
import { meetingStep } from "./meeting-life.ts";
import type { MeetingState } from "./meeting-life.ts";
import type { AgendaPoint, Attendance, Meeting, MeetingDecision } from "./meeting.ts";

/** More would be a list, not an agenda; the whole document is kept with every step. */
export const MOST_POINTS = 60;
const MOST_ATTENDING = 500;
const MOST_DECISIONS = 200;

export type AgendaChange =
  /** After the point `after`; null puts it first. */
  | { readonly kind: "add"; readonly point: AgendaPoint; readonly after: string | null }
  | { readonly kind: "drop"; readonly point: string }
  | { readonly kind: "move"; readonly point: string; readonly by: 1 | -1 }
  | { readonly kind: "replace"; readonly agenda: readonly AgendaPoint[] };

export type MeetingDeed =
  | { readonly event: "arrange"; readonly change: AgendaChange }
  | { readonly event: "freeze"; readonly seq: number; readonly at: string; readonly round: string }
  | { readonly event: "turn"; readonly point: string | null; readonly spotlight: string | null }
  | { readonly event: "hand_over"; readonly to: Person }
  | { readonly event: "attend"; readonly attendance: Attendance }
  | { readonly event: "decide"; readonly decision: MeetingDecision }
  /** `seen`: the text that the writer began with. */
  | { readonly event: "write"; readonly minutes: string; readonly seen: string }
  | { readonly event: "walls"; readonly on: boolean }
  | { readonly event: "end"; readonly at: string }
  | { readonly event: "cancel" };

export type MeetingOutcome =
  | { readonly kind: "taken"; readonly state: MeetingState; readonly meeting: Meeting }
  /** It stands as it was asked for: nothing to write. */
  | { readonly kind: "unchanged" }
  /** Somebody else wrote meanwhile what this step would overwrite. */
  | { readonly kind: "overtaken" }
  | { readonly kind: "refused"; readonly words: string };

/** Who takes a step, and whether the host has been there within the last minute. */
export interface MeetingHand {
  /** Account; null for whoever joined without one. */
  readonly by: string | null;
  readonly hostThere: boolean;
}

/**
 * The meeting after a step, or why it is not taken. A step says what it changes and not how the whole
 * should stand, so it may be taken again on a newer version when somebody else was faster. [Z6]
 */
export function takeMeetingStep(
  meeting: Meeting,
  state: MeetingState,
  deed: MeetingDeed,
  hand: MeetingHand,
): MeetingOutcome {
  const host = meeting.host.accountId;
  const outcome = meetingStep({ event: deed.event, from: state, host, ...hand });
  if ("refused" in outcome) return { kind: "refused", words: outcome.refused };
  const changed = changedBy(meeting, deed, hand);
  if (typeof changed === "string") return { kind: "refused", words: changed };
  if ("kind" in changed) return changed;
  return { kind: "taken", state: outcome.to, meeting: { ...meeting, ...changed } };
}

type Changed =
  | Partial<Meeting>
  | Extract<MeetingOutcome, { kind: "unchanged" | "overtaken" }>
  /** Why it is refused. */
  | string;

const UNCHANGED = { kind: "unchanged" } as const;

function changedBy(meeting: Meeting, deed: MeetingDeed, hand: MeetingHand): Changed {
  switch (deed.event) {
    case "arrange":
      return rearranged(meeting, deed.change);
    case "freeze": {
      const { seq, at, round } = deed;
      const point = meeting.agenda[0]?.id ?? null;
      const cursor = { point, spotlight: null, turn: meeting.cursor.turn + 1 };
      return { frozen: { seq, at, round }, round, startedAt: at, cursor };
    }
    case "turn":
      return turned(meeting, deed);
    case "hand_over":
      return handedOver(meeting, deed.to, hand);
    case "attend":
      return attended(meeting, deed.attendance);
    case "decide":
      if (meeting.decisions.some(({ id }) => id === deed.decision.id)) return UNCHANGED;
      if (meeting.decisions.length >= MOST_DECISIONS) return `最多 ${MOST_DECISIONS} 项决定`;
      return { decisions: [...meeting.decisions, deed.decision] };
    case "write":
      if (meeting.minutes === deed.minutes) return UNCHANGED;
      return meeting.minutes === deed.seen ? { minutes: deed.minutes } : { kind: "overtaken" };
    case "walls":
      return meeting.walls === deed.on ? UNCHANGED : { walls: deed.on };
    case "end":
      return { endedAt: deed.at, walls: false };
    case "cancel":
      return { walls: false };
  }
}

/** A point that the host stands on and that is dropped leaves the host at the next one. */
function rearranged(meeting: Meeting, change: AgendaChange): Changed {
  const { agenda, cursor } = meeting;
  const place = (id: string | null) => agenda.findIndex((point) => point.id === id);
  if (change.kind === "replace") {
    const kept = change.agenda.some(({ id }) => id === cursor.point);
    const point = kept ? cursor.point : null;
    return bounded(change.agenda, { ...meeting, cursor: { ...cursor, point } });
  }
  if (change.kind === "add") {
    const at = change.after === null ? 0 : place(change.after) + 1;
    if (change.after !== null && at === 0) return NO_POINT;
    return bounded(agenda.toSpliced(at, 0, change.point), meeting);
  }
  const at = place(change.point);
  if (at < 0) return NO_POINT;
  if (change.kind === "drop") {
    const rest = agenda.toSpliced(at, 1);
    if (cursor.point !== change.point) return { agenda: rest };
    const point = (rest[at] ?? rest.at(-1))?.id ?? null;
    return { agenda: rest, cursor: { point, spotlight: null, turn: cursor.turn + 1 } };
  }
  const to = at + change.by;
  const [one, other] = [agenda[at], agenda[to]];
  if (one === undefined || other === undefined) return UNCHANGED;
  return { agenda: agenda.with(at, other).with(to, one) };
}

const NO_POINT = "议程中没有这一项";

function bounded(agenda: readonly AgendaPoint[], { cursor }: Pick<Meeting, "cursor">): Changed {
  return agenda.length > MOST_POINTS ? `议程最多 ${MOST_POINTS} 项` : { agenda, cursor };
}

/** Every turn counts one on, so that whoever follows can tell the newer of two. [Z7] */
function turned(
  { agenda, cursor }: Meeting,
  { point, spotlight }: Extract<MeetingDeed, { event: "turn" }>,
): Changed {
  if (point !== null && !agenda.some(({ id }) => id === point)) return NO_POINT;
  if (point === cursor.point && spotlight === cursor.spotlight) return UNCHANGED;
  return { cursor: { point, spotlight, turn: cursor.turn + 1 } };
}

/** The host names somebody; whoever takes over where the host is gone names nobody but themselves. [Z3] */
function handedOver({ host }: Meeting, to: Person, { by }: MeetingHand): Changed {
  if (to.accountId === null) return "须移交给有账号的人员";
  if (to.accountId === host.accountId) return UNCHANGED;
  if (by !== host.accountId && by !== to.accountId) return "只能由本人接管主持";
  return { host: to };
}

/** Who is there already is noted once. [Z8] */
function attended({ attendance }: Meeting, one: Attendance): Changed {
  const known = attendance.some((other) =>
    one.accountId === null
      ? other.accountId === null &&
        other.as === one.as &&
        other.name === one.name &&
        other.unit === one.unit
      : other.accountId === one.accountId,
  );
  if (known) return UNCHANGED;
  if (attendance.length >= MOST_ATTENDING) return `签到最多 ${MOST_ATTENDING} 人`;
  return { attendance: [...attendance, one] };
}
