/** Which steps to offer whom. Rule [X8] of SPEC.md. */
import type { Actor } from "../access/named.ts";
import type { PlainDate } from "../plain-date.ts";
import { addDays } from "../plain-date.ts";
import { mayStepItem } from "./item-access.ts";
import { ITEM_EVENTS } from "./item-life.ts";
import type { ItemEvent, ItemState } from "./item-life.ts";
import type { ActionItem } from "./item.ts";
import { takeItemStep } from "./take-step.ts";

/** The steps that this actor could take today, were everything filled in that they ask for. */
export function offeredSteps(
  actor: Actor,
  item: ActionItem,
  state: ItemState,
  today: PlainDate,
): ItemEvent[] {
  return ITEM_EVENTS.filter((event) => {
    if (event === "raise" || !mayStepItem(actor, event, item)) return false;
    const filled = {
      event,
      words: event,
      evidence: [event],
      until: event === "ask_extension" ? addDays(item.dueOn, 1) : null,
      done: [],
      changes: event === "amend" ? { title: `${item.title}…` } : null,
    };
    const by = { accountId: actor.accountId, name: "" };
    const outcome = takeItemStep(item, state, filled, { by, today, at: "", round: "" });
    return !("refused" in outcome);
  });
}
