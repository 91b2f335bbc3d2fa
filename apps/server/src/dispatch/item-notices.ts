import type { ActionItem, ItemEvent } from "@diaodu/domain";
import { ITEM_EVENT_NAMES } from "@diaodu/domain";
import type { ChannelSettings, NewMessage } from "@diaodu/storage";
import { messagesOf, PRODUCT } from "./notices.ts";

/** Steps by which somebody asks the leader to decide. */
const ASKS: ReadonlySet<ItemEvent> = new Set(["ask_extension", "request_closure"]);
/** Steps that the units that owe the item must know of. */
const TELLS: ReadonlySet<ItemEvent> = new Set([
  "raise",
  "amend",
  "grant_extension",
  "refuse_extension",
  "refuse_closure",
  "reopen",
  "close",
  "cancel",
]);

export interface ItemTold {
  readonly id: string;
  /** Version that the step makes: a step is told once, however often it is tried. */
  readonly version: number;
  readonly event: ItemEvent;
  readonly words: string | null;
  readonly item: ActionItem;
}

/** Who is told of a step of an item: the units that owe it, or the leader who is asked. */
export function itemMessages(
  told: ItemTold,
  channels: readonly ChannelSettings[],
  at: string,
): NewMessage[] {
  const { id, version, event, words, item } = told;
  const about = { kind: "item", id };
  const title = `${ITEM_EVENT_NAMES[event]}：${item.title}`;
  const lines = [
    ...(event === "raise" ? [item.problem] : []),
    ...(words === null ? [] : [words]),
    `责任人：${item.person.name}，时限：${item.dueOn}`,
  ];
  const path = `/office/items?item=${encodeURIComponent(id)}`;
  if (ASKS.has(event)) {
    const account = item.leader?.accountId ?? null;
    if (account === null) return [];
    const message = { channel: PRODUCT, unit: null, account, about, title, lines, path };
    return [{ ...message, id: `item-${id}-${version}:${account}`, number: null, notBefore: at }];
  }
  if (!TELLS.has(event)) return [];
  return [item.unit, ...item.coUnits].flatMap((unit) =>
    messagesOf(
      { id: `item-${id}-${version}-${unit}`, unit, about, title, lines, path },
      channels,
      at,
    ),
  );
}
