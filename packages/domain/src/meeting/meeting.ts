/** 调度会议: a frozen board, an agenda, one host, and what was decided. Rules [Z1]–[Z9] of SPEC.md. */
import type { Person } from "../person.ts";
import type { PlainDate } from "../plain-date.ts";

/** What a point of the agenda shows. */
export type AgendaSubject =
  | { readonly kind: "tile"; readonly indicator: string; readonly region: string }
  | { readonly kind: "item"; readonly item: string }
  /** Decisions of the last meeting and what became of them. */
  | { readonly kind: "decisions"; readonly meeting: string }
  | { readonly kind: "words" };

export interface AgendaPoint {
  readonly id: string;
  readonly title: string;
  readonly subject: AgendaSubject;
  /** Why it is there: `落后序时进度 3.2 个百分点`, `超期 3 天`; null where somebody added it. */
  readonly why: string | null;
}

/** Where the host is: every following screen shows this. */
export interface Cursor {
  /** Id of a point; null: the board as a whole. */
  readonly point: string | null;
  /** A point of the chart or a row that the host lays a finger on: a period code or a region; null for none. */
  readonly spotlight: string | null;
  /** Counts the host's turns. */
  readonly turn: number;
}

export interface MeetingDecision {
  readonly id: string;
  readonly point: string | null;
  readonly words: string;
  readonly unit: string;
  readonly person: string;
  readonly dueOn: PlainDate;
  /** The item that it became. */
  readonly item: string;
}

export interface Attendance {
  readonly name: string;
  /** Unit or post. */
  readonly unit: string;
  readonly accountId: string | null;
  readonly at: string;
  /** `screen` for a display. */
  readonly as: "person" | "screen";
}

export interface Meeting {
  readonly title: string;
  /** Six letters by which wall and phones join. */
  readonly code: string;
  readonly round: string;
  readonly plannedFor: string | null;
  readonly host: Person;
  readonly agenda: readonly AgendaPoint[];
  readonly cursor: Cursor;
  /** The frozen version of the board; null before the freeze. */
  readonly frozen: { readonly seq: number; readonly at: string; readonly round: string } | null;
  /** Whether every wall of the installation follows without a code. */
  readonly walls: boolean;
  readonly attendance: readonly Attendance[];
  readonly decisions: readonly MeetingDecision[];
  /** 纪要, written by hand; what was shown and decided is added when it is printed. */
  readonly minutes: string;
  readonly previous: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}
