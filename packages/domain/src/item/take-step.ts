/** What each step does to an item. Rules [X1]–[X7], [X9] and [X10] of SPEC.md. */
import type { Person } from "../person.ts";
import type { PlainDate } from "../plain-date.ts";
import { itemStep } from "./item-life.ts";
import type { ItemEvent, ItemState } from "./item-life.ts";
import type { ActionItem } from "./item.ts";

/** What 调整 may set. */
export type ItemContents = Pick<
  ActionItem,
  "title" | "problem" | "unit" | "coUnits" | "person" | "leader" | "dueOn" | "remedies" | "liaison"
>;

/** A step as somebody takes it. */
export interface ItemDeed {
  readonly event: Exclude<ItemEvent, "raise">;
  readonly words: string | null;
  /** Ids of attachments. */
  readonly evidence: readonly string[];
  /** Of `ask_extension`. */
  readonly until: PlainDate | null;
  /** Measures that are done, by id: of `feedback` and `request_closure`. */
  readonly done: readonly string[];
  /** Of `amend`. */
  readonly changes: Partial<ItemContents> | null;
}

/** Who takes the step, and when. */
export interface ItemHand {
  readonly by: Person;
  readonly today: PlainDate;
  /** Instant. */
  readonly at: string;
  readonly round: string;
}

export type ItemOutcome =
  | { readonly state: ItemState; readonly item: ActionItem }
  /** A Chinese sentence why the step is not taken. */
  | { readonly refused: string };

/**
 * The item after a step, or why it is not taken. Nothing is dropped: what a step replaces stands in
 * the versions before.
 */
export function takeItemStep(
  item: ActionItem,
  from: ItemState,
  deed: ItemDeed,
  hand: ItemHand,
): ItemOutcome {
  const misplaced = misplacedIn(item, deed);
  if (misplaced !== null) return { refused: misplaced };
  const outcome = itemStep({
    event: deed.event,
    from,
    by: hand.by.accountId,
    today: hand.today,
    dueOn: item.dueOn,
    extension:
      item.extension === null
        ? null
        : { until: item.extension.until, by: item.extension.by.accountId },
    until: deed.until,
    closureBy: item.closure?.by.accountId ?? null,
    words: deed.words,
    evidence: deed.evidence.length,
  });
  if ("refused" in outcome) return outcome;
  return { state: outcome.to, item: { ...item, ...changedBy(item, deed, hand) } };
}

/** What the deed brings along that its event has no use for. */
function misplacedIn(item: ActionItem, { event, until, done, changes }: ItemDeed): string | null {
  if (until !== null && event !== "ask_extension") return "只有申请延期可以填写新时限";
  if (changes !== null && event !== "amend") return "只有调整可以修改事项内容";
  if (event === "amend" && (changes === null || isUnchanged(item, changes))) return "没有调整内容";
  if (done.length === 0) return null;
  if (event !== "feedback" && event !== "request_closure") return "只有反馈进展可以登记措施完成";
  const known = new Set(item.remedies.map(({ id }) => id));
  return done.every((id) => known.has(id)) ? null : "没有这项措施";
}

function isUnchanged(item: ActionItem, changes: Partial<ItemContents>): boolean {
  return Object.entries(changes).every(
    ([key, value]) => JSON.stringify(value) === JSON.stringify(item[key as keyof ItemContents]),
  );
}

function changedBy(item: ActionItem, deed: ItemDeed, hand: ItemHand): Partial<ActionItem> {
  const words = deed.words?.trim() ?? "";
  const { by, at, today } = hand;
  switch (deed.event) {
    case "amend": {
      const { changes } = deed;
      const moved = changes?.dueOn !== undefined && changes.dueOn !== item.dueOn;
      // Whoever sets another deadline has answered whoever asked for one. [X9]
      return { ...changes, ...(moved ? { extension: null } : {}) };
    }
    case "feedback":
      return { remedies: withDone(item, deed.done, today) };
    case "ask_extension":
      return deed.until === null ? {} : { extension: { until: deed.until, reason: words, by, at } };
    case "grant_extension":
      return { dueOn: item.extension?.until ?? item.dueOn, extension: null };
    case "refuse_extension":
      return { extension: null };
    case "request_closure":
      return {
        remedies: withDone(item, deed.done, today),
        closure: { words, evidence: deed.evidence, by, at },
      };
    case "refuse_closure":
      return { closure: null };
    case "close":
      return { closed: { round: hand.round, by, on: today }, extension: null };
    case "reopen":
      return { closed: null, closure: null, reopened: item.reopened + 1 };
    case "cancel":
      return { extension: null };
  }
}

/** A measure that was done stays done on the day that it was. [X10] */
function withDone(item: ActionItem, done: readonly string[], today: PlainDate) {
  return item.remedies.map((remedy) =>
    remedy.doneOn === null && done.includes(remedy.id) ? { ...remedy, doneOn: today } : remedy,
  );
}
