/** Whom a slip names, and which right each of its steps takes. Rules [U10] and [Y10] of SPEC.md. */
import { mayToNamed } from "../access/named.ts";
import type { Actor, Named } from "../access/named.ts";
import type { Action } from "../access/permission.ts";
import type { SlipEvent } from "./slip-life.ts";
import type { Slip } from "./slip.ts";

/** Answering is the unit's, everything else the dispatch office's. [Y10] */
export const SLIP_EVENT_ACTIONS: Readonly<Record<SlipEvent, Action>> = {
  issue: "slip.manage",
  deliver: "slip.manage",
  read: "slip.answer",
  answer: "slip.answer",
  send_back: "slip.manage",
  settle: "slip.manage",
  withdraw: "slip.manage",
};

/** The owing unit, in the region that the slip is about. */
export function namedBySlip({ case: { unit, region } }: Pick<Slip, "case">): Named {
  return { units: [unit], region, accounts: [] };
}

/** Whether the actor may read this slip at all. [U10] */
export function mayReadSlip(actor: Actor, slip: Pick<Slip, "case">): boolean {
  return mayToNamed(actor, "cycle.read", namedBySlip(slip));
}

/** Whether the actor has the right to this step of this slip, whatever its state. [U10] [Y10] */
export function mayStepSlip(actor: Actor, event: SlipEvent, slip: Pick<Slip, "case">): boolean {
  return mayToNamed(actor, SLIP_EVENT_ACTIONS[event], namedBySlip(slip));
}
