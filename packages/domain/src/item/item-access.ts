/** Whom an item names, and which right each of its steps takes. Rules [U10] and [X8] of SPEC.md. */
import type { Action } from "../access/permission.ts";
import { mayToNamed } from "../access/named.ts";
import type { Actor, Named } from "../access/named.ts";
import type { ItemEvent } from "./item-life.ts";
import type { ActionItem } from "./item.ts";

/** Giving and taking back is the raiser's, the work the unit's, judging it somebody else's. [X8] */
export const ITEM_EVENT_ACTIONS: Readonly<Record<ItemEvent, Action>> = {
  raise: "item.raise",
  amend: "item.raise",
  cancel: "item.raise",
  feedback: "item.work",
  ask_extension: "item.work",
  request_closure: "item.work",
  grant_extension: "item.check",
  refuse_extension: "item.check",
  refuse_closure: "item.check",
  close: "item.check",
  reopen: "item.check",
};

/** Units of the problem and of its measures, the owing one first; person, leader and raiser. */
export function namedByItem(
  item: Pick<
    ActionItem,
    "unit" | "coUnits" | "remedies" | "region" | "person" | "leader" | "raisedBy"
  >,
): Named {
  const units = [item.unit, ...item.coUnits, ...item.remedies.map(({ unit }) => unit)];
  const accounts = [item.person, item.leader, item.raisedBy].flatMap(
    (person) => person?.accountId ?? [],
  );
  return { units: [...new Set(units)], region: item.region, accounts: [...new Set(accounts)] };
}

/** Whether the actor may read this item at all. [U10] */
export function mayReadItem(actor: Actor, item: Parameters<typeof namedByItem>[0]): boolean {
  return mayToNamed(actor, "cycle.read", namedByItem(item));
}

/** Whether the actor has the right to this step of this item, whatever its state. [U10] [X8] */
export function mayStepItem(
  actor: Actor,
  event: ItemEvent,
  item: Parameters<typeof namedByItem>[0],
): boolean {
  return mayToNamed(actor, ITEM_EVENT_ACTIONS[event], namedByItem(item));
}
