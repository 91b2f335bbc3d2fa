import type { ItemList } from "@diaodu/contracts";
import { itemOverdueDays, mayReadItem, mayToNamed, namedByItem } from "@diaodu/domain";
import type { Actor, PlainDate } from "@diaodu/domain";
import type { RecordFilter, Storage } from "@diaodu/storage";
import type { StoredItem } from "./presenter.ts";

/** More than a city has open; the oldest that are off the list fall out first. */
const MOST_ITEMS = 10_000;

export interface ItemFilter {
  readonly unit?: string | undefined;
  readonly indicator?: string | undefined;
  readonly region?: string | undefined;
  /** Only what the reader, or a unit that they belong to, has to do or to decide. */
  readonly mine?: boolean | undefined;
}

/** Items that the actor may read [U10], the most pressing first. */
export async function readItems(
  storage: Pick<Storage, "records">,
  actor: Actor,
  filter: ItemFilter,
  today: PlainDate,
): Promise<StoredItem[]> {
  const wanted: RecordFilter = {
    units: filter.unit === undefined ? undefined : [filter.unit],
    indicators: filter.indicator === undefined ? undefined : [filter.indicator],
    regions: filter.region === undefined ? undefined : [filter.region],
    limit: MOST_ITEMS,
  };
  const found = await storage.records("item", wanted);
  return found
    .filter(({ body }) => mayReadItem(actor, body))
    .filter((record) => filter.mine !== true || isMine(actor, record))
    .toSorted((left, right) => pressing(left, right, today));
}

/** Whether an item stands in a list on `today`. */
export function standsIn(record: StoredItem, list: ItemList, today: PlainDate): boolean {
  const { state } = record;
  const off = state === "closed" || state === "cancelled";
  switch (list) {
    case "open":
      return !off;
    case "overdue":
      return itemOverdueDays({ state, dueOn: record.body.dueOn }, today) > 0;
    case "waiting":
      return state === "submitted";
    case "closed":
    case "cancelled":
      return state === list;
  }
}

/** How many stand in each list. */
export function countItems(
  records: readonly StoredItem[],
  today: PlainDate,
): Record<ItemList, number> {
  const count = (list: ItemList) =>
    records.filter((record) => standsIn(record, list, today)).length;
  return {
    open: count("open"),
    overdue: count("overdue"),
    waiting: count("waiting"),
    closed: count("closed"),
    cancelled: count("cancelled"),
  };
}

/** What the actor works on, is named on, or is asked to decide while it waits. */
function isMine(actor: Actor, { body, state }: StoredItem): boolean {
  const named = namedByItem(body);
  const { accountId, subject } = actor;
  if (accountId !== null && named.accounts.includes(accountId)) return true;
  const { units } = subject;
  if (units !== "all" && named.units.some((unit) => units.includes(unit))) return true;
  return state === "submitted" && mayToNamed(actor, "item.check", named);
}

/** Open before closed; by deadline while it is open, the last closed first afterwards. */
function pressing(left: StoredItem, right: StoredItem, today: PlainDate): number {
  const open = Number(standsIn(right, "open", today)) - Number(standsIn(left, "open", today));
  if (open !== 0) return open;
  if (!standsIn(left, "open", today)) return right.seq - left.seq;
  return left.body.dueOn.localeCompare(right.body.dueOn) || right.seq - left.seq;
}
