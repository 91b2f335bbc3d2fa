import type { BulletinEvent, BulletinState } from "@diaodu/domain";
import { BULLETIN_TRANSITIONS, reachOf } from "@diaodu/domain";
import type { RecordStep, StoredRecord } from "@diaodu/storage";
import type { Deed } from "../../access/audit.ts";
import type { Caller } from "../../access/caller.ts";
import type { BoardStore } from "../../board/board-store.ts";
import { takeStep } from "../../dispatch/take-step.ts";
import { Refusal } from "../../http/problems.ts";
import type { Desk } from "../reports/desk.ts";

export type StoredBulletin = StoredRecord<"bulletin">;

/** What the routes of bulletins work with. */
export interface BulletinDesk extends Desk {
  readonly boards: Pick<BoardStore, "head" | "bulletinRows" | "bulletinRowsAt">;
  readonly newId: () => string;
}

/** Whether the caller writes bulletins, and so reads drafts and histories. */
export function writesBulletins({ subject }: Caller): boolean {
  return reachOf(subject, "bulletin.write") !== "no";
}

/** What was issued is for everybody who reads bulletins, withdrawn or not; a draft for its writers. */
export function mayReadBulletin(caller: Caller, { body }: StoredBulletin): boolean {
  return body.number !== null || writesBulletins(caller);
}

/** @throws Refusal `not_found` for what is not there and for a draft that is not the caller's to read */
export async function demandBulletin(
  { storage }: Pick<BulletinDesk, "storage">,
  caller: Caller,
  id: string | null,
): Promise<StoredBulletin> {
  const record = id === null ? null : await storage.record("bulletin", id);
  if (record === null || !mayReadBulletin(caller, record)) throw new Refusal("not_found");
  return record;
}

/** The state after a step. @throws Refusal `changed_meanwhile`, `step_refused` with the reason */
export function stateAfter(
  record: Pick<StoredBulletin, "state" | "version">,
  event: BulletinEvent,
  version: number,
): BulletinState {
  if (record.version !== version) throw new Refusal("changed_meanwhile");
  const outcome = BULLETIN_TRANSITIONS[record.state][event];
  if ("refused" in outcome) throw new Refusal("step_refused", { detail: outcome.refused });
  return outcome.to;
}

/**
 * Writes one step, audited under the bulletin's id, and tells every page.
 * @throws Refusal `changed_meanwhile`
 */
export async function writeBulletin(
  desk: BulletinDesk,
  caller: Caller,
  step: Omit<RecordStep<"bulletin">, "kind" | "evidence">,
  detail: NonNullable<Deed["detail"]> = {},
): Promise<StoredBulletin> {
  const record = await takeStep(
    desk,
    caller,
    { kind: "bulletin", evidence: [], ...step },
    { action: "bulletin.write", detail },
  );
  if (record === null) throw new Refusal("changed_meanwhile");
  return record;
}
