import type { Item } from "@diaodu/contracts";
import type { Light } from "@diaodu/contracts";
import { ITEM_STATE_NAMES } from "@diaodu/domain/item/item-life";
import { itemWords as words } from "../../strings/zh-CN-items.ts";

/** Where an item came from. */
export function sourceWords({ source }: Pick<Item, "source">): string {
  return source.kind === "light" ? words.source.light(source.words) : words.source[source.kind];
}

/** Colour and word of how an item stands: late before everything, then what waits. */
export function standingOf(item: Pick<Item, "state" | "overdueDays">): {
  readonly light: Light;
  readonly words: string;
} {
  const name = ITEM_STATE_NAMES[item.state];
  if (item.overdueDays > 0) {
    return { light: "behind", words: `${name} · ${words.overdue(item.overdueDays)}` };
  }
  if (item.state === "closed") return { light: "on", words: name };
  return { light: item.state === "submitted" ? "slow" : "none", words: name };
}
