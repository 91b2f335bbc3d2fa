/** The life of a slip. Rules [Y1]–[Y3] and [Y13] of SPEC.md. */
import type { PlainDate } from "../plain-date.ts";

export const SLIP_STATES = [
  "new",
  "issued",
  "delivered",
  "read",
  "answered",
  "settled",
  "withdrawn",
] as const;
export type SlipState = (typeof SLIP_STATES)[number];

export const SLIP_EVENTS = [
  "issue",
  "deliver",
  "read",
  "answer",
  "send_back",
  "settle",
  "withdraw",
] as const;
export type SlipEvent = (typeof SLIP_EVENTS)[number];

export const SLIP_STATE_NAMES: Readonly<Record<SlipState, string>> = {
  new: "未签发",
  issued: "已签发",
  delivered: "已送达",
  read: "已阅",
  answered: "已答复",
  settled: "已办结",
  withdrawn: "已撤回",
};

export const SLIP_EVENT_NAMES: Readonly<Record<SlipEvent, string>> = {
  issue: "签发",
  deliver: "送达",
  read: "阅知",
  answer: "答复",
  send_back: "退回重新答复",
  settle: "办结",
  withdraw: "撤回",
};

/** Whether the step tells who has the slip and leaves what it says: no other step rests on it. [Y13] */
export function isOnlySeen(event: SlipEvent): boolean {
  return event === "deliver" || event === "read";
}

type Outcome = { readonly to: SlipState } | { readonly refused: string };

const to = (state: SlipState): Outcome => ({ to: state });
const refused = (words: string): Outcome => ({ refused: words });

const NOT_ISSUED = refused("尚未签发");
const ISSUED = refused("已经签发");
const SETTLED = refused("已经办结");
const WITHDRAWN = refused("已经撤回");
const NO_ANSWER = refused("尚未答复");

/**
 * Complete: every event in every state. Reading delivers what no channel has reported as delivered,
 * and answering reads it. [Y1]
 */
export const SLIP_TRANSITIONS: Readonly<Record<SlipState, Readonly<Record<SlipEvent, Outcome>>>> = {
  new: {
    issue: to("issued"),
    deliver: NOT_ISSUED,
    read: NOT_ISSUED,
    answer: NOT_ISSUED,
    send_back: NOT_ISSUED,
    settle: NOT_ISSUED,
    withdraw: NOT_ISSUED,
  },
  issued: {
    issue: ISSUED,
    deliver: to("delivered"),
    read: to("read"),
    answer: to("answered"),
    send_back: NO_ANSWER,
    settle: to("settled"),
    withdraw: to("withdrawn"),
  },
  delivered: {
    issue: ISSUED,
    deliver: refused("已经送达"),
    read: to("read"),
    answer: to("answered"),
    send_back: NO_ANSWER,
    settle: to("settled"),
    withdraw: to("withdrawn"),
  },
  read: {
    issue: ISSUED,
    deliver: refused("已经送达"),
    read: refused("已经阅知"),
    answer: to("answered"),
    send_back: NO_ANSWER,
    settle: to("settled"),
    withdraw: to("withdrawn"),
  },
  answered: {
    issue: ISSUED,
    deliver: refused("已经送达"),
    read: refused("已经阅知"),
    answer: refused("已经答复，等待督办部门处理"),
    send_back: to("read"),
    settle: to("settled"),
    withdraw: refused("已经答复，不能撤回"),
  },
  settled: {
    issue: ISSUED,
    deliver: SETTLED,
    read: SETTLED,
    answer: SETTLED,
    send_back: SETTLED,
    settle: SETTLED,
    withdraw: SETTLED,
  },
  withdrawn: {
    issue: ISSUED,
    deliver: WITHDRAWN,
    read: WITHDRAWN,
    answer: WITHDRAWN,
    send_back: WITHDRAWN,
    settle: WITHDRAWN,
    withdraw: WITHDRAWN,
  },
};

export interface SlipStep {
  readonly event: SlipEvent;
  readonly from: SlipState;
  /** Account of whoever does it; null for the system. */
  readonly by: string | null;
  /** Account of whoever answered. */
  readonly answeredBy: string | null;
  readonly today: PlainDate;
  readonly answerBy: PlainDate;
  readonly words: string | null;
  readonly lateReason: string | null;
}

/**
 * Where the step leads, or why it is refused: the table [Y1]; a late answer says why it is late [Y2];
 * whoever answered does not settle it, and sending back and withdrawing say why [Y3].
 */
export function slipStep(step: SlipStep): Outcome {
  const outcome = SLIP_TRANSITIONS[step.from][step.event];
  if ("refused" in outcome) return outcome;
  const silent = isSilent(step.words);
  if (step.event === "answer") {
    if (silent) return refused("请填写答复内容");
    const late = step.today > step.answerBy;
    return late && isSilent(step.lateReason) ? refused("已过答复时限，须说明逾期原因") : outcome;
  }
  if (step.event === "settle" && step.by !== null && step.by === step.answeredBy) {
    return refused("本人的答复须由他人办结");
  }
  const explained = step.event === "send_back" || step.event === "withdraw";
  return explained && silent ? refused("须说明原因") : outcome;
}

function isSilent(words: string | null): boolean {
  return words === null || words.trim() === "";
}
