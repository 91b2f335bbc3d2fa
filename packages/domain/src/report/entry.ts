/** The life of a reported figure. Rules [E1]–[E6] of SPEC.md. */
import { exact } from "../decimal.ts";

/** `published` may have been followed by a correction that is under way: see [E3]. */
export const ENTRY_STATES = ["new", "submitted", "returned", "published", "withdrawn"] as const;
export type EntryState = (typeof ENTRY_STATES)[number];

export const ENTRY_EVENTS = ["submit", "publish", "return", "withdraw"] as const;
export type EntryEvent = (typeof ENTRY_EVENTS)[number];

export const ENTRY_STATE_NAMES: Readonly<Record<EntryState, string>> = {
  new: "待填报",
  submitted: "待审核",
  returned: "已退回",
  published: "已发布",
  withdrawn: "已撤回",
};

export const ENTRY_EVENT_NAMES: Readonly<Record<EntryEvent, string>> = {
  submit: "报送",
  publish: "审核发布",
  return: "退回",
  withdraw: "撤回",
};

/** Where an event leads, or a Chinese sentence why it cannot happen. [E1] */
type Outcome = { readonly to: EntryState } | { readonly refused: string };

const to = (state: EntryState): Outcome => ({ to: state });
const refused = (words: string): Outcome => ({ refused: words });

/**
 * Complete: every event in every state. A published figure stays on the board while its correction
 * is submitted, returned or withdrawn, until a newer one is published. [E2] [E3]
 */
export const ENTRY_TRANSITIONS: Readonly<
  Record<EntryState, Readonly<Record<EntryEvent, Outcome>>>
> = {
  new: {
    submit: to("submitted"),
    publish: refused("尚未报送，不能发布"),
    return: refused("尚未报送，不能退回"),
    withdraw: refused("尚未报送，不能撤回"),
  },
  submitted: {
    submit: to("submitted"),
    publish: to("published"),
    return: to("returned"),
    withdraw: to("withdrawn"),
  },
  returned: {
    submit: to("submitted"),
    publish: refused("已退回，须重新报送后才能发布"),
    return: refused("已退回，正等待重新报送"),
    withdraw: to("withdrawn"),
  },
  published: {
    submit: to("submitted"),
    publish: refused("已经发布"),
    return: to("returned"),
    withdraw: refused("已发布的数据不能撤回，只能更正"),
  },
  withdrawn: {
    submit: to("submitted"),
    publish: refused("已撤回，不能发布"),
    return: refused("已撤回，不能退回"),
    withdraw: refused("已经撤回"),
  },
};

export interface EntryStep {
  readonly event: EntryEvent;
  readonly from: EntryState;
  /** Account of whoever does it; null for a machine. */
  readonly by: string | null;
  /** Account of whoever sent the version under decision; null for a machine. */
  readonly submittedBy: string | null;
  readonly reason: string | null;
  /** The published value that this version would replace; null for a first print. */
  readonly published: string | null;
  /** The value submitted. */
  readonly value: string;
}

/**
 * Where the step leads, or why it is refused: the table [E1], then two persons for one publication
 * [E4], then the reasons that must be given [E5] [E6].
 */
export function entryStep(step: EntryStep): Outcome {
  const outcome = ENTRY_TRANSITIONS[step.from][step.event];
  if ("refused" in outcome) return outcome;
  const silent = step.reason === null || step.reason.trim() === "";
  if (step.event === "publish" && step.by === null) return refused("须由审核员发布");
  if (step.event === "publish" && step.by === step.submittedBy) {
    return refused("本人报送的数据须由他人审核");
  }
  if (step.event === "return" && silent) return refused("退回须说明原因");
  const corrects = step.published !== null && !exact(step.published).eq(step.value);
  if (step.event === "submit" && corrects && silent) {
    return refused(`已发布的数据为 ${step.published}，更正须说明原因`);
  }
  return outcome;
}
