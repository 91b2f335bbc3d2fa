import type { SlipAnswerOnWire } from "@diaodu/contracts";
import type { Slip } from "@diaodu/domain";
import { mayReadSlip, SLIP_EVENT_ACTIONS } from "@diaodu/domain";
import type { NewMessage, RecordStep } from "@diaodu/storage";
import type { Caller } from "../../access/caller.ts";
import { handOf } from "../../access/caller.ts";
import type { BoardStore } from "../../board/board-store.ts";
import { demandRecord, takeStep } from "../../dispatch/take-step.ts";
import { readFiles } from "../items/item-files.ts";
import type { Desk } from "../reports/desk.ts";
import { todayOf } from "../reports/desk.ts";
import { namesOf } from "../reports/names.ts";
import { presentSlip } from "./presenter.ts";
import type { SlipAround, StoredSlip } from "./presenter.ts";

/** What the routes of slips work with. */
export interface SlipDesk extends Desk {
  readonly boards: Pick<BoardStore, "head">;
  readonly newId: () => string;
}

/**
 * Writes one step of a slip with what is told of it, audited under its own id, and tells every page.
 *
 * @returns the slip as it stands now; null where somebody else was faster
 */
export function writeSlip(
  desk: SlipDesk,
  caller: Caller,
  step: Omit<RecordStep<"slip">, "kind">,
  messages: readonly NewMessage[] = [],
): Promise<StoredSlip | null> {
  const action = SLIP_EVENT_ACTIONS[step.event];
  return takeStep(desk, caller, { kind: "slip", ...step }, { action, messages });
}

/** @throws Refusal `not_found` for what is not there and for what the caller may not read alike */
export function demandSlip(
  desk: Pick<SlipDesk, "storage" | "audit">,
  caller: Caller,
  id: string | null,
): Promise<StoredSlip> {
  const mayRead = (slip: Slip): boolean => mayReadSlip(handOf(caller), slip);
  return demandRecord(desk, caller, "slip", { id, mayRead });
}

/** What these slips are printed with for this caller. */
export async function aroundSlips(
  desk: Pick<SlipDesk, "storage" | "time" | "calendars">,
  caller: Caller,
  records: readonly StoredSlip[],
): Promise<SlipAround> {
  const { storage } = desk;
  const evidence = records.flatMap(({ body }) => body.answer?.evidence ?? []);
  return {
    names: namesOf(await storage.catalogue()),
    files: await readFiles(storage, evidence),
    today: todayOf(desk).today,
    actor: handOf(caller),
  };
}

/** What whoever took a step is answered. */
export async function answerOf(
  desk: SlipDesk,
  caller: Caller,
  record: StoredSlip,
): Promise<SlipAnswerOnWire> {
  const around = await aroundSlips(desk, caller, [record]);
  return { seq: record.seq, slip: presentSlip(record, around) };
}
