/** The life of an item. Rules [X1]–[X7] of SPEC.md. */
import { daysBetween } from "../plain-date.ts";
import type { PlainDate } from "../plain-date.ts";

export const ITEM_STATES = [
  "new",
  "assigned",
  "working",
  "submitted",
  "closed",
  "cancelled",
] as const;
export type ItemState = (typeof ITEM_STATES)[number];
/** Of an item that somebody has and nobody has ended: it stands on the three lists. */
export const OPEN_ITEM_STATES = [
  "assigned",
  "working",
  "submitted",
] as const satisfies readonly ItemState[];

export const ITEM_EVENTS = [
  "raise",
  "amend",
  "feedback",
  "ask_extension",
  "grant_extension",
  "refuse_extension",
  "request_closure",
  "refuse_closure",
  "close",
  "reopen",
  "cancel",
] as const;
export type ItemEvent = (typeof ITEM_EVENTS)[number];

export const ITEM_STATE_NAMES: Readonly<Record<ItemState, string>> = {
  new: "未交办",
  assigned: "已交办",
  working: "办理中",
  submitted: "待销号",
  closed: "已销号",
  cancelled: "已撤销",
};

export const ITEM_EVENT_NAMES: Readonly<Record<ItemEvent, string>> = {
  raise: "交办",
  amend: "调整",
  feedback: "反馈进展",
  ask_extension: "申请延期",
  grant_extension: "同意延期",
  refuse_extension: "不同意延期",
  request_closure: "申请销号",
  refuse_closure: "退回销号申请",
  close: "核实销号",
  reopen: "重新打开",
  cancel: "撤销",
};

/** Where an event leads, or a Chinese sentence why it cannot happen. [X1] */
type Outcome = { readonly to: ItemState } | { readonly refused: string };

const to = (state: ItemState): Outcome => ({ to: state });
const refused = (words: string): Outcome => ({ refused: words });

const NOT_RAISED = refused("事项尚未交办");
const RAISED = refused("事项已经交办");
const CLOSED = refused("已销号，须先重新打开");
const CANCELLED = refused("已撤销的事项不能再办理");
const WAITS = refused("正在申请销号，须先核实或退回");
const NO_REQUEST = refused("没有待核实的销号申请");

/** Complete: every event in every state. */
export const ITEM_TRANSITIONS: Readonly<Record<ItemState, Readonly<Record<ItemEvent, Outcome>>>> = {
  new: {
    raise: to("assigned"),
    amend: NOT_RAISED,
    feedback: NOT_RAISED,
    ask_extension: NOT_RAISED,
    grant_extension: NOT_RAISED,
    refuse_extension: NOT_RAISED,
    request_closure: NOT_RAISED,
    refuse_closure: NOT_RAISED,
    close: NOT_RAISED,
    reopen: NOT_RAISED,
    cancel: NOT_RAISED,
  },
  assigned: {
    raise: RAISED,
    amend: to("assigned"),
    feedback: to("working"),
    ask_extension: to("assigned"),
    grant_extension: to("assigned"),
    refuse_extension: to("assigned"),
    request_closure: to("submitted"),
    refuse_closure: NO_REQUEST,
    close: NO_REQUEST,
    reopen: refused("事项没有销号"),
    cancel: to("cancelled"),
  },
  working: {
    raise: RAISED,
    amend: to("working"),
    feedback: to("working"),
    ask_extension: to("working"),
    grant_extension: to("working"),
    refuse_extension: to("working"),
    request_closure: to("submitted"),
    refuse_closure: NO_REQUEST,
    close: NO_REQUEST,
    reopen: refused("事项没有销号"),
    cancel: to("cancelled"),
  },
  submitted: {
    raise: RAISED,
    amend: WAITS,
    feedback: to("submitted"),
    ask_extension: WAITS,
    grant_extension: WAITS,
    refuse_extension: WAITS,
    request_closure: to("submitted"),
    refuse_closure: to("working"),
    close: to("closed"),
    reopen: refused("事项没有销号"),
    cancel: WAITS,
  },
  closed: {
    raise: RAISED,
    amend: CLOSED,
    feedback: CLOSED,
    ask_extension: CLOSED,
    grant_extension: CLOSED,
    refuse_extension: CLOSED,
    request_closure: CLOSED,
    refuse_closure: CLOSED,
    close: refused("已经销号"),
    reopen: to("working"),
    cancel: CLOSED,
  },
  cancelled: {
    raise: RAISED,
    amend: CANCELLED,
    feedback: CANCELLED,
    ask_extension: CANCELLED,
    grant_extension: CANCELLED,
    refuse_extension: CANCELLED,
    request_closure: CANCELLED,
    refuse_closure: CANCELLED,
    close: CANCELLED,
    reopen: CANCELLED,
    cancel: refused("已经撤销"),
  },
};

export interface ItemStep {
  readonly event: ItemEvent;
  readonly from: ItemState;
  /** Account of whoever does it; null for the system. */
  readonly by: string | null;
  readonly today: PlainDate;
  /** The deadline that stands. */
  readonly dueOn: PlainDate;
  /** Whether an extension is asked for and undecided; until when. */
  readonly extension: { readonly until: PlainDate; readonly by: string | null } | null;
  /** The deadline that is asked for now; of `ask_extension` alone. */
  readonly until: PlainDate | null;
  /** Account of whoever asked for closure; null for nobody or the system. */
  readonly closureBy: string | null;
  /** What is said: the feedback, the reason, what was done. */
  readonly words: string | null;
  /** How many files show it. */
  readonly evidence: number;
}

/**
 * Where the step leads, or why it is refused: the table [X1]; words where a reason or a report is due
 * [X2]; an extension is asked before the deadline, for a later day, one at a time [X3]; closure needs
 * evidence [X4] and a second person [X5].
 */
export function itemStep(step: ItemStep): Outcome {
  const outcome = ITEM_TRANSITIONS[step.from][step.event];
  if ("refused" in outcome) return outcome;
  const silent = step.words === null || step.words.trim() === "";
  switch (step.event) {
    case "ask_extension":
      if (step.today > step.dueOn) return refused("已过时限，不能再申请延期");
      if (step.extension !== null) return refused("已有延期申请待审批");
      if (step.until === null || step.until <= step.dueOn) return refused("延期须晚于现定时限");
      return silent ? refused("申请延期须说明原因") : outcome;
    case "grant_extension":
    case "refuse_extension":
      if (step.extension === null) return refused("没有待审批的延期申请");
      if (step.by === step.extension.by) return refused("本人的延期申请须由他人审批");
      return step.event === "refuse_extension" && silent ? refused("不同意须说明原因") : outcome;
    case "request_closure":
      if (silent) return refused("申请销号须说明办理结果");
      return step.evidence === 0 ? refused("申请销号须附佐证材料") : outcome;
    case "close":
      if (step.by === null) return refused("须由人员核实销号");
      return step.by === step.closureBy ? refused("本人申请的销号须由他人核实") : outcome;
    case "feedback":
      return silent ? refused("请填写进展情况") : outcome;
    case "refuse_closure":
    case "reopen":
    case "cancel":
    case "amend":
      return silent ? refused("须说明原因") : outcome;
    case "raise":
      return outcome;
  }
}

/** Days past the deadline on `today`; 0 while it is not, or once the item is off the list. [X6] */
export function itemOverdueDays(
  item: { readonly state: ItemState; readonly dueOn: PlainDate },
  today: PlainDate,
): number {
  if (item.state === "closed" || item.state === "cancelled" || today <= item.dueOn) return 0;
  return daysBetween(item.dueOn, today);
}
