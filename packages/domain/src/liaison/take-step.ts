/** What each step does to a 包联, and who may take it. Rules [V1] and [V2] of SPEC.md. */
import type { Action } from "../access/permission.ts";
import { mayToNamed } from "../access/named.ts";
import type { Actor, Named } from "../access/named.ts";
import type { Person } from "../person.ts";
import { LIAISON_TRANSITIONS } from "./liaison.ts";
import type { Liaison, LiaisonEvent, LiaisonState } from "./liaison.ts";

/** What 调整 may set; of what it is about only the name. */
export type LiaisonContents = Pick<Liaison, "leader" | "name" | "unit" | "plan">;

/** Notes are the leader's, everything else the dispatch office's. [V2] */
export const LIAISON_EVENT_ACTIONS: Readonly<Record<LiaisonEvent, Action>> = {
  begin: "liaison.write",
  amend: "liaison.write",
  note: "liaison.note",
  end: "liaison.write",
};

/** Its unit, its region and its leader. */
export function namedByLiaison({ unit, region, leader }: Liaison): Named {
  return { units: [unit], region, accounts: leader.accountId === null ? [] : [leader.accountId] };
}

/** Whether the actor has the right to this step, whatever the state. [U10] [V2] */
export function mayStepLiaison(actor: Actor, event: LiaisonEvent, liaison: Liaison): boolean {
  return mayToNamed(actor, LIAISON_EVENT_ACTIONS[event], namedByLiaison(liaison));
}

/**
 * The liaison after a step, or a Chinese sentence why it is not taken. A note, a reason for ending
 * and a change are said in words; a note stands as it was written. [V1]
 */
export function takeLiaisonStep(
  liaison: Liaison,
  from: LiaisonState,
  deed: {
    readonly event: Exclude<LiaisonEvent, "begin">;
    readonly words: string | null;
    readonly changes: Partial<LiaisonContents> | null;
  },
  hand: { readonly by: Person; readonly at: string },
): { readonly state: LiaisonState; readonly liaison: Liaison } | { readonly refused: string } {
  const outcome = LIAISON_TRANSITIONS[from][deed.event];
  if ("refused" in outcome) return outcome;
  const words = deed.words?.trim() ?? "";
  if (deed.changes !== null && deed.event !== "amend") return { refused: "只有调整可以修改内容" };
  if (deed.event === "amend") {
    if (deed.changes === null || Object.keys(deed.changes).length === 0) {
      return { refused: "没有调整内容" };
    }
    return { state: outcome.to, liaison: { ...liaison, ...deed.changes } };
  }
  if (words === "") return { refused: deed.event === "note" ? "请填写记录" : "须说明原因" };
  if (deed.event === "end") return { state: outcome.to, liaison };
  const notes = [...liaison.notes, { at: hand.at, by: hand.by, words }];
  return { state: outcome.to, liaison: { ...liaison, notes } };
}
