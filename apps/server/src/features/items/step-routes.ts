import { Router } from "express";
import type { RequestHandler } from "express";
import { itemStepRequest } from "@diaodu/contracts";
import type { ItemAnswer } from "@diaodu/contracts";
import { ITEM_EVENT_ACTIONS, ITEM_EVENT_NAMES, mayStepItem, takeItemStep } from "@diaodu/domain";
import { callerOf, doerOf, handOf } from "../../access/caller.ts";
import { Denied, guard } from "../../access/guard.ts";
import { jsonBody, parseBody } from "../../http/json-body.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { idOf } from "../../http/query.ts";
import { todayOf } from "../reports/desk.ts";
import { checkContents } from "./check-contents.ts";
import { answerOf, demandItem, writeItem } from "./item-desk.ts";
import type { ItemDesk } from "./item-desk.ts";
import { demandOwnFiles } from "./item-files.ts";

/** Every step of an item after it was raised. */
export function itemStepRoutes(desk: ItemDesk): Router {
  const router = Router();

  const step: RequestHandler = async (req, res) => {
    const sent = parseBody(itemStepRequest, req);
    const caller = callerOf(res);
    const record = await demandItem(desk, caller, idOf(req));
    const { event, evidence } = sent;
    if (!mayStepItem(handOf(caller), event, record.body)) {
      const action = ITEM_EVENT_ACTIONS[event];
      const words = `没有「${ITEM_EVENT_NAMES[event]}」的权限`;
      throw new Denied("forbidden", action, words, `item:${record.id}`);
    }
    if (record.version !== sent.version) throw new Refusal("changed_meanwhile");
    await demandOwnFiles(desk.storage, caller, evidence);
    const { now, today, round } = todayOf(desk);
    const checked =
      sent.changes === null
        ? { contents: null, faults: [] }
        : await checkContents(
            {
              storage: desk.storage,
              catalogue: await desk.storage.catalogue(),
              today,
              newId: desk.newId,
              standing: record.body.remedies,
            },
            sent.changes,
            "changes.",
          );
    if (checked.faults.length > 0) {
      throw new Refusal("validation_failed", { faults: [...checked.faults] });
    }
    const outcome = takeItemStep(
      record.body,
      record.state,
      {
        event,
        words: sent.words,
        evidence,
        until: sent.until,
        done: sent.done,
        changes: checked.contents,
      },
      { by: doerOf(caller), today, at: now, round: round.code },
    );
    if ("refused" in outcome) throw new Refusal("step_refused", { detail: outcome.refused });
    const written = await writeItem(desk, caller, {
      id: record.id,
      basedOn: sent.version,
      state: outcome.state,
      event,
      words: sent.words,
      evidence,
      body: outcome.item,
    });
    if (written === null) throw new Refusal("changed_meanwhile");
    const answer: ItemAnswer = await answerOf(desk, caller, written);
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  // Which right a step takes is asked of the item: whoever reads none takes none.
  router.post("/items/:id/steps", guard("cycle.read"), ...jsonBody("256kb"), step);
  router.all("/items/:id/steps", methodNotAllowed("POST"));
  return router;
}
