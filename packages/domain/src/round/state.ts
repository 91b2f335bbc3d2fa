/** The life of a round. Rules [C6], [C8] of SPEC.md. */
import { businessDate, dateParts } from "../plain-date.ts";
import type { Instant } from "../plain-date.ts";
import type { RoundCalendar } from "./calendar.ts";
import { roundAt, roundOf, roundsOfYear } from "./rounds.ts";
import type { Round } from "./rounds.ts";
import { roundTimes } from "./times.ts";

/** What a round's record can say, in the order in which a round passes through. */
export const ROUND_STATES = ["open", "due", "late", "closed", "frozen"] as const;
export type RoundState = (typeof ROUND_STATES)[number];
/** A round without a record is still to begin. */
export type RoundStage = "planned" | RoundState;

/** In the order of a round's life: `remind` makes it 今日截止, `cut_off` 逾期. */
export const ROUND_EVENTS = ["open", "remind", "cut_off", "close", "freeze"] as const;
export type RoundEvent = (typeof ROUND_EVENTS)[number];

export const ROUND_STAGE_NAMES: Readonly<Record<RoundStage, string>> = {
  planned: "未开始",
  open: "进行中",
  due: "今日截止",
  late: "逾期",
  closed: "已结束",
  frozen: "已冻结",
};

export const ROUND_EVENT_NAMES: Readonly<Record<RoundEvent, string>> = {
  open: "开始",
  remind: "催报",
  cut_off: "截止",
  close: "结束",
  freeze: "冻结",
};

/** Where an event leads, or a Chinese sentence why it cannot happen. [C8] */
export type RoundOutcome = { readonly to: RoundState } | { readonly refused: string };

const to = (state: RoundState): RoundOutcome => ({ to: state });
const refused = (words: string): RoundOutcome => ({ refused: words });

/** Complete: every event at every stage. No step is skipped and none is taken back. [C8] */
export const ROUND_TRANSITIONS: Readonly<
  Record<RoundStage, Readonly<Record<RoundEvent, RoundOutcome>>>
> = {
  planned: {
    open: to("open"),
    remind: refused("本期尚未开始，不能催报"),
    cut_off: refused("本期尚未开始，不能截止"),
    close: refused("本期尚未开始，不能结束"),
    freeze: refused("本期尚未开始，不能冻结"),
  },
  open: {
    open: refused("本期已经开始"),
    remind: to("due"),
    cut_off: refused("尚未催报，不能截止"),
    close: refused("尚未截止，不能结束"),
    freeze: refused("尚未结束，不能冻结"),
  },
  due: {
    open: refused("本期已经开始"),
    remind: refused("本期已经催报"),
    cut_off: to("late"),
    close: refused("尚未截止，不能结束"),
    freeze: refused("尚未结束，不能冻结"),
  },
  late: {
    open: refused("本期已经开始"),
    remind: refused("本期已经截止，不再催报"),
    cut_off: refused("本期已经截止"),
    close: to("closed"),
    freeze: refused("尚未结束，不能冻结"),
  },
  closed: {
    open: refused("本期已经结束，不能重新开始"),
    remind: refused("本期已经结束，不再催报"),
    cut_off: refused("本期已经截止"),
    close: refused("本期已经结束"),
    freeze: to("frozen"),
  },
  frozen: {
    open: refused("本期已经冻结，不能重新开始"),
    remind: refused("本期已经冻结，不再催报"),
    cut_off: refused("本期已经截止"),
    close: refused("本期已经结束"),
    freeze: refused("本期已经冻结"),
  },
};

/** A round that has begun, and how far it has come: what a stored record says at least. */
export interface BegunRound {
  readonly code: string;
  readonly state: RoundState;
}

/** A step that time asks for. */
export interface RoundStep {
  readonly code: string;
  readonly event: RoundEvent;
  /** When it should have happened, however late the server is. */
  readonly at: Instant;
}

/**
 * Every step that must still happen by `now`, in order of time; where two fall on one instant, the
 * earlier round's first. Taken one by one, each makes the next call shorter, so that a server that
 * breaks off goes on where it stood. [C8]
 *
 * @param known every round whose record is not frozen, and the newest record whatever its state, in
 *   any order. With none, dispatch starts in the round that `now` lies in, without history.
 * @throws RangeError for a record of a round that the calendar does not have
 */
export function stepsDue(
  known: readonly BegunRound[],
  now: Instant,
  calendar: RoundCalendar,
): RoundStep[] {
  const begun = known.map(({ code, state }) => ({ round: roundAt(code, calendar), state }));
  const newest = begun
    .map(({ round }) => round)
    .toSorted(byStart)
    .at(-1);
  const lives: { round: Round; state: RoundStage }[] = [
    ...begun,
    ...roundsUpTo(now, newest, calendar).map((round) => ({ round, state: "planned" as const })),
  ];
  return lives
    .toSorted((a, b) => byStart(a.round, b.round))
    .flatMap(({ round, state }) => stepsOf(round, state, calendar))
    .filter(({ at }) => Date.parse(at) <= Date.parse(now))
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** The steps that a round still has before it, in order, whenever they are due. [C6] [C8] */
export function stepsOf(round: Round, stage: RoundStage, calendar: RoundCalendar): RoundStep[] {
  const times = roundTimes(round, calendar);
  const at: Readonly<Record<RoundEvent, Instant>> = {
    open: times.opensAt,
    remind: times.remindsAt,
    cut_off: times.dueAt,
    close: times.closesAt,
    freeze: times.freezesAt,
  };
  const passed = stage === "planned" ? 0 : ROUND_STATES.indexOf(stage) + 1;
  return ROUND_EVENTS.slice(passed).map((event) => ({ code: round.code, event, at: at[event] }));
}

/** Rounds after `newest` that have begun by now; without one, only that which now lies in. */
function roundsUpTo(now: Instant, newest: Round | undefined, calendar: RoundCalendar): Round[] {
  const today = businessDate(now);
  if (newest === undefined) {
    const running = roundOf(today, calendar);
    return running === null ? [] : [running];
  }
  const rounds: Round[] = [];
  for (let year = dateParts(newest.start).year; year <= dateParts(today).year; year += 1) {
    rounds.push(
      ...roundsOfYear(year, calendar).filter(({ start }) => start > newest.start && start <= today),
    );
  }
  return rounds;
}

function byStart(a: Round, b: Round): number {
  return a.start < b.start ? -1 : a.start > b.start ? 1 : 0;
}
