/** The life of a meeting. Rules [Z1]–[Z3] of SPEC.md. */

export const MEETING_STATES = ["new", "planned", "running", "ended", "cancelled"] as const;
export type MeetingState = (typeof MEETING_STATES)[number];

export const MEETING_EVENTS = [
  "plan",
  "arrange",
  "freeze",
  "turn",
  "hand_over",
  "attend",
  "decide",
  "write",
  "walls",
  "end",
  "cancel",
] as const;
export type MeetingEvent = (typeof MEETING_EVENTS)[number];

export const MEETING_STATE_NAMES: Readonly<Record<MeetingState, string>> = {
  new: "未建立",
  planned: "待召开",
  running: "进行中",
  ended: "已结束",
  cancelled: "已取消",
};

export const MEETING_EVENT_NAMES: Readonly<Record<MeetingEvent, string>> = {
  plan: "建立会议",
  arrange: "调整议程",
  freeze: "冻结数据并开会",
  turn: "翻页",
  hand_over: "移交主持",
  attend: "签到",
  decide: "形成决定",
  write: "记录纪要",
  walls: "大屏跟随",
  end: "结束会议",
  cancel: "取消会议",
};

type Outcome = { readonly to: MeetingState } | { readonly refused: string };

const to = (state: MeetingState): Outcome => ({ to: state });
const refused = (words: string): Outcome => ({ refused: words });

const NOT_PLANNED = refused("会议尚未建立");
const NOT_RUNNING = refused("会议尚未开始，请先冻结数据");
const ENDED = refused("会议已结束");
const CANCELLED = refused("会议已取消");

/** Complete: every event in every state. A meeting is frozen once: another freeze is another meeting. [Z1] */
export const MEETING_TRANSITIONS: Readonly<
  Record<MeetingState, Readonly<Record<MeetingEvent, Outcome>>>
> = {
  new: {
    plan: to("planned"),
    arrange: NOT_PLANNED,
    freeze: NOT_PLANNED,
    turn: NOT_PLANNED,
    hand_over: NOT_PLANNED,
    attend: NOT_PLANNED,
    decide: NOT_PLANNED,
    write: NOT_PLANNED,
    walls: NOT_PLANNED,
    end: NOT_PLANNED,
    cancel: NOT_PLANNED,
  },
  planned: {
    plan: refused("会议已经建立"),
    arrange: to("planned"),
    freeze: to("running"),
    turn: NOT_RUNNING,
    hand_over: to("planned"),
    attend: to("planned"),
    decide: NOT_RUNNING,
    write: to("planned"),
    walls: to("planned"),
    end: NOT_RUNNING,
    cancel: to("cancelled"),
  },
  running: {
    plan: refused("会议已经建立"),
    arrange: to("running"),
    freeze: refused("数据已经冻结"),
    turn: to("running"),
    hand_over: to("running"),
    attend: to("running"),
    decide: to("running"),
    write: to("running"),
    walls: to("running"),
    end: to("ended"),
    cancel: refused("会议正在进行，请结束会议"),
  },
  ended: {
    plan: refused("会议已经建立"),
    arrange: ENDED,
    freeze: ENDED,
    turn: ENDED,
    hand_over: ENDED,
    attend: ENDED,
    decide: ENDED,
    // 纪要 are put in order after the meeting.
    write: to("ended"),
    walls: ENDED,
    end: ENDED,
    cancel: ENDED,
  },
  cancelled: {
    plan: refused("会议已经建立"),
    arrange: CANCELLED,
    freeze: CANCELLED,
    turn: CANCELLED,
    hand_over: CANCELLED,
    attend: CANCELLED,
    decide: CANCELLED,
    write: CANCELLED,
    walls: CANCELLED,
    end: CANCELLED,
    cancel: CANCELLED,
  },
};

/** Steps that the host alone takes. [Z2] */
const HOST_STEPS: ReadonlySet<MeetingEvent> = new Set([
  "arrange",
  "freeze",
  "turn",
  "decide",
  "walls",
  "end",
  "cancel",
]);

/**
 * Where the step leads, or why it is refused: the table [Z1]; the host drives [Z2]; the host hands
 * over, or whoever may host takes over where the host is gone [Z3].
 */
export function meetingStep(step: {
  readonly event: MeetingEvent;
  readonly from: MeetingState;
  /** Account of whoever does it. */
  readonly by: string | null;
  /** Account of the host. */
  readonly host: string | null;
  /** Whether the host has been connected within the last minute. */
  readonly hostThere: boolean;
}): Outcome {
  const outcome = MEETING_TRANSITIONS[step.from][step.event];
  if ("refused" in outcome) return outcome;
  const isHost = step.by !== null && step.by === step.host;
  if (HOST_STEPS.has(step.event) && !isHost) return refused("只有主持人可以操作");
  if (step.event === "hand_over" && !isHost && step.hostThere) {
    return refused("主持人在线，须由主持人移交");
  }
  return outcome;
}
