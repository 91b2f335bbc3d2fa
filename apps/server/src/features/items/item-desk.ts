import type { ItemAnswer } from "@diaodu/contracts";
import type { ActionItem } from "@diaodu/domain";
import { ITEM_EVENT_ACTIONS, mayReadItem } from "@diaodu/domain";
import type { RecordStep } from "@diaodu/storage";
import type { Caller } from "../../access/caller.ts";
import { handOf } from "../../access/caller.ts";
import type { BoardStore } from "../../board/board-store.ts";
import { itemMessages } from "../../dispatch/item-notices.ts";
import { readSettings } from "../../dispatch/stored-settings.ts";
import { demandRecord, takeStep } from "../../dispatch/take-step.ts";
import type { Desk } from "../reports/desk.ts";
import { todayOf } from "../reports/desk.ts";
import { namesOf } from "../reports/names.ts";
import { readFiles } from "./item-files.ts";
import { presentItem } from "./presenter.ts";
import type { ItemAround, StoredItem } from "./presenter.ts";

/** What the routes of items work with. */
export interface ItemDesk extends Desk {
  readonly boards: Pick<BoardStore, "head">;
  readonly newId: () => string;
}

/**
 * Writes one step of an item, audited under its own id, with the messages to whom it concerns, and
 * tells every page.
 *
 * @returns the item as it stands now; null where somebody else was faster
 */
export async function writeItem(
  desk: ItemDesk,
  caller: Caller,
  step: Omit<RecordStep<"item">, "kind">,
): Promise<StoredItem | null> {
  const { channels } = await readSettings(desk.storage);
  const { id, basedOn, event, words, body } = step;
  const told = { id, version: basedOn + 1, event, words, item: body };
  return takeStep(
    desk,
    caller,
    { kind: "item", ...step },
    {
      action: ITEM_EVENT_ACTIONS[event],
      messages: itemMessages(told, channels, desk.time.now().toISOString()),
    },
  );
}

/** @throws Refusal `not_found` for what is not there and for what the caller may not read alike */
export function demandItem(
  desk: Pick<ItemDesk, "storage" | "audit">,
  caller: Caller,
  id: string | null,
): Promise<StoredItem> {
  const mayRead = (item: ActionItem): boolean => mayReadItem(handOf(caller), item);
  return demandRecord(desk, caller, "item", { id, mayRead });
}

/** What these items are printed with for this caller. */
export async function aroundItems(
  desk: Pick<ItemDesk, "storage" | "time" | "calendars">,
  caller: Caller,
  records: readonly StoredItem[],
): Promise<ItemAround> {
  const { storage } = desk;
  const evidence = records.flatMap((one) => [
    ...one.evidence,
    ...(one.body.closure?.evidence ?? []),
  ]);
  return {
    names: namesOf(await storage.catalogue()),
    files: await readFiles(storage, evidence),
    today: todayOf(desk).today,
    actor: handOf(caller),
  };
}

/** What whoever took a step is answered. */
export async function answerOf(
  desk: ItemDesk,
  caller: Caller,
  record: StoredItem,
): Promise<ItemAnswer> {
  const around = await aroundItems(desk, caller, [record]);
  return { seq: record.seq, item: presentItem(record, around) };
}
