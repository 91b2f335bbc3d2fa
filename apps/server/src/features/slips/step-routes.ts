import { Router } from "express";
import type { RequestHandler } from "express";
import { slipStepRequest } from "@diaodu/contracts";
import type { z } from "zod";
import {
  isOnlySeen,
  mayStepSlip,
  SLIP_EVENT_ACTIONS,
  SLIP_EVENT_NAMES,
  takeSlipStep,
} from "@diaodu/domain";
import type { Storage } from "@diaodu/storage";
import type { Caller } from "../../access/caller.ts";
import { callerOf, doerOf, handOf } from "../../access/caller.ts";
import { Denied, guard } from "../../access/guard.ts";
import { slipStepMessages } from "../../dispatch/slip-notices.ts";
import { readSettings } from "../../dispatch/stored-settings.ts";
import { jsonBody, parseBody } from "../../http/json-body.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { idOf } from "../../http/query.ts";
import { demandOwnFiles } from "../items/item-files.ts";
import { todayOf } from "../reports/desk.ts";
import type { StoredSlip } from "./presenter.ts";
import { answerOf, demandSlip, writeSlip } from "./slip-desk.ts";
import type { SlipDesk } from "./slip-desk.ts";

/** Every step of a slip after it was issued. */
export function slipStepRoutes(desk: SlipDesk): Router {
  const router = Router();

  /** The slip after the step; null where somebody was faster by an instant. */
  async function take(
    caller: Caller,
    id: string | null,
    { version, event, words, lateReason, evidence }: z.output<typeof slipStepRequest>,
  ): Promise<StoredSlip | null> {
    const record = await demandSlip(desk, caller, id);
    if (!mayStepSlip(handOf(caller), event, record.body)) {
      const action = SLIP_EVENT_ACTIONS[event];
      const denied = `没有「${SLIP_EVENT_NAMES[event]}」的权限`;
      throw new Denied("forbidden", action, denied, `slip:${record.id}`);
    }
    if (!(await saysTheSame(desk.storage, record, version))) throw new Refusal("changed_meanwhile");
    await demandOwnFiles(desk.storage, caller, evidence);
    const { now, today } = todayOf(desk);
    const outcome = takeSlipStep(
      record.body,
      record.state,
      { event, words, lateReason, evidence },
      { by: doerOf(caller), today, at: now },
    );
    if ("refused" in outcome) throw new Refusal("step_refused", { detail: outcome.refused });
    const { channels } = await readSettings(desk.storage);
    const basedOn = record.version;
    const told = { id: record.id, version: basedOn + 1, event, words, slip: outcome.slip };
    return writeSlip(
      desk,
      caller,
      {
        id: record.id,
        basedOn,
        state: outcome.state,
        event,
        words,
        evidence,
        body: outcome.slip,
      },
      slipStepMessages(told, channels, now),
    );
  }

  const step: RequestHandler = async (req, res) => {
    const asked = parseBody(slipStepRequest, req);
    const caller = callerOf(res);
    let written: StoredSlip | null = null;
    // What was faster is looked at again: it may be something that the step does not rest on.
    while (written === null) written = await take(caller, idOf(req), asked);
    res.setHeader("Cache-Control", "no-store").json(await answerOf(desk, caller, written));
  };

  // Which right a step takes is asked of the slip: whoever reads none takes none.
  router.post("/slips/:id/steps", guard("cycle.read"), ...jsonBody(), step);
  router.all("/slips/:id/steps", methodNotAllowed("POST"));
  return router;
}

/**
 * Whether the slip still says what it said at `version`. That it was delivered or read meanwhile, as
 * it is when somebody opens it, changes nothing that another step rests on. [Y13]
 */
async function saysTheSame(
  storage: Pick<Storage, "recordHistory">,
  record: StoredSlip,
  version: number,
): Promise<boolean> {
  if (record.version === version) return true;
  if (record.version < version) return false;
  const history = await storage.recordHistory("slip", record.id);
  return history.every((one) => one.version <= version || isOnlySeen(one.event));
}
