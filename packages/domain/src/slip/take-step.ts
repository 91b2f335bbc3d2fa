/** What each step does to a slip. Rules [Y1]–[Y3] and [Y10] of SPEC.md. */
import type { Actor } from "../access/named.ts";
import { daysBetween } from "../plain-date.ts";
import type { Person } from "../person.ts";
import type { PlainDate } from "../plain-date.ts";
import { mayStepSlip } from "./slip-access.ts";
import { SLIP_EVENTS, slipStep } from "./slip-life.ts";
import type { SlipEvent, SlipState } from "./slip-life.ts";
import type { Slip } from "./slip.ts";

/** A step as somebody takes it. */
export interface SlipDeed {
  readonly event: Exclude<SlipEvent, "issue">;
  readonly words: string | null;
  /** Of an answer after its day. */
  readonly lateReason: string | null;
  /** Ids of attachments; of an answer. */
  readonly evidence: readonly string[];
}

/** Who takes the step, and when. */
export interface SlipHand {
  readonly by: Person;
  readonly today: PlainDate;
  /** Instant. */
  readonly at: string;
}

export type SlipOutcome =
  | { readonly state: SlipState; readonly slip: Slip }
  /** A Chinese sentence why the step is not taken. */
  | { readonly refused: string };

/** The slip after a step, or why it is not taken. What a step replaces stands in the versions before. */
export function takeSlipStep(
  slip: Slip,
  from: SlipState,
  deed: SlipDeed,
  { by, today, at }: SlipHand,
): SlipOutcome {
  if (deed.event !== "answer" && (deed.lateReason !== null || deed.evidence.length > 0)) {
    return { refused: "只有答复可以附件或说明逾期原因" };
  }
  const { answerBy } = slip;
  const outcome = slipStep({
    event: deed.event,
    from,
    by: by.accountId,
    answeredBy: slip.answer?.by.accountId ?? null,
    today,
    answerBy,
    words: deed.words,
    lateReason: deed.lateReason,
  });
  if ("refused" in outcome) return outcome;
  const state = outcome.to;
  const delivered = { deliveredAt: slip.deliveredAt ?? at };
  const read = { ...delivered, readAt: slip.readAt ?? at, readBy: slip.readBy ?? by };
  switch (deed.event) {
    case "deliver":
      return { state, slip: { ...slip, ...delivered } };
    case "read":
      return { state, slip: { ...slip, ...read } };
    case "answer": {
      const lateReason = today > answerBy ? (deed.lateReason?.trim() ?? null) : null;
      const words = deed.words?.trim() ?? "";
      const answer = { words, lateReason, evidence: deed.evidence, by, at };
      return { state, slip: { ...slip, ...read, answer } };
    }
    case "send_back":
      return { state, slip: { ...slip, answer: null } };
    case "settle":
    case "withdraw":
      return { state, slip };
  }
}

/** The steps that this actor could take today, were everything filled in that they ask for. [Y10] */
export function offeredSlipSteps(
  actor: Actor,
  slip: Slip,
  state: SlipState,
  today: PlainDate,
): SlipEvent[] {
  return SLIP_EVENTS.filter((event) => {
    // Issued when it is made, delivered by the channels: nobody presses a button for either.
    if (event === "issue" || event === "deliver" || !mayStepSlip(actor, event, slip)) return false;
    const lateReason = event === "answer" ? event : null;
    const deed = { event, words: event, lateReason, evidence: [] };
    const by = { accountId: actor.accountId, name: "" };
    return !("refused" in takeSlipStep(slip, state, deed, { by, today, at: "" }));
  });
}

const AWAITS_ANSWER: readonly SlipState[] = ["issued", "delivered", "read"];

/** Whether the unit still owes an answer. */
export function awaitsAnswer(state: SlipState): boolean {
  return AWAITS_ANSWER.includes(state);
}

/** Days past the day of answer while none was given; 0 otherwise. */
export function slipOverdueDays(
  { state, answerBy }: { readonly state: SlipState; readonly answerBy: PlainDate },
  today: PlainDate,
): number {
  return awaitsAnswer(state) ? Math.max(0, daysBetween(answerBy, today)) : 0;
}
