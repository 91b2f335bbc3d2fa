import { Router } from "express";
import type { RequestHandler } from "express";
import { slipStepRequest } from "@diaodu/contracts";
import { mayStepSlip, SLIP_EVENT_ACTIONS, SLIP_EVENT_NAMES, takeSlipStep } from "@diaodu/domain";
import { callerOf, doerOf, handOf } from "../../access/caller.ts";
import { Denied, guard } from "../../access/guard.ts";
import { slipStepMessages } from "../../dispatch/slip-notices.ts";
import { readSettings } from "../../dispatch/stored-settings.ts";
import { jsonBody, parseBody } from "../../http/json-body.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { idOf } from "../../http/query.ts";
import { demandOwnFiles } from "../items/item-files.ts";
import { todayOf } from "../reports/desk.ts";
import { answerOf, demandSlip, writeSlip } from "./slip-desk.ts";
import type { SlipDesk } from "./slip-desk.ts";

/** Every step of a slip after it was issued. */
export function slipStepRoutes(desk: SlipDesk): Router {
  const router = Router();

  const step: RequestHandler = async (req, res) => {
    const { version, event, words, lateReason, evidence } = parseBody(slipStepRequest, req);
    const caller = callerOf(res);
    const record = await demandSlip(desk, caller, idOf(req));
    if (!mayStepSlip(handOf(caller), event, record.body)) {
      const action = SLIP_EVENT_ACTIONS[event];
      const denied = `没有「${SLIP_EVENT_NAMES[event]}」的权限`;
      throw new Denied("forbidden", action, denied, `slip:${record.id}`);
    }
    if (record.version !== version) throw new Refusal("changed_meanwhile");
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
    const told = { id: record.id, version: version + 1, event, words, slip: outcome.slip };
    const written = await writeSlip(
      desk,
      caller,
      {
        id: record.id,
        basedOn: version,
        state: outcome.state,
        event,
        words,
        evidence,
        body: outcome.slip,
      },
      slipStepMessages(told, channels, now),
    );
    if (written === null) throw new Refusal("changed_meanwhile");
    res.setHeader("Cache-Control", "no-store").json(await answerOf(desk, caller, written));
  };

  // Which right a step takes is asked of the slip: whoever reads none takes none.
  router.post("/slips/:id/steps", guard("cycle.read"), ...jsonBody(), step);
  router.all("/slips/:id/steps", methodNotAllowed("POST"));
  return router;
}
