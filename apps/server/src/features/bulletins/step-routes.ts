import { Router } from "express";
import type { RequestHandler, Response } from "express";
import { bulletinEdit, bulletinStepRequest } from "@diaodu/contracts";
import { editedBlocks } from "@diaodu/domain";
import { callerOf, doerOf } from "../../access/caller.ts";
import type { Caller } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { readSettings } from "../../dispatch/stored-settings.ts";
import { jsonBody, parseBody } from "../../http/json-body.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { idOf } from "../../http/query.ts";
import { todayOf } from "../reports/desk.ts";
import { demandBulletin, stateAfter, writeBulletin } from "./bulletin-desk.ts";
import type { BulletinDesk, StoredBulletin } from "./bulletin-desk.ts";

/** Six hundred paragraphs; no bulletin comes near. */
const MAX_BODY = "2mb";

type Send = (res: Response, caller: Caller, record: StoredBulletin) => Promise<void>;

/** Editing a draft, issuing it with a number of its own, withdrawing it. */
export function bulletinStepRoutes(o: BulletinDesk & { readonly send: Send }): Router {
  const { send, ...desk } = o;
  const router = Router();

  const edit: RequestHandler = async (req, res) => {
    const { version, blocks, words, ...lines } = parseBody(bulletinEdit, req);
    const caller = callerOf(res);
    const record = await demandBulletin(desk, caller, idOf(req));
    const state = stateAfter(record, "edit", version);
    const edited = editedBlocks(record.body.blocks, blocks);
    if ("faultAt" in edited) {
      const fault = { code: "unknown", message: "原段落不存在，或被用了两次" };
      throw new Refusal("validation_failed", {
        faults: [{ path: `blocks.${edited.faultAt}.from`, ...fault }],
      });
    }
    const body = { ...record.body, ...lines, blocks: edited.blocks };
    const step = { id: record.id, basedOn: version, state, event: "edit", words, body } as const;
    await send(res, caller, await writeBulletin(desk, caller, step));
  };

  const step: RequestHandler = async (req, res) => {
    const asked = parseBody(bulletinStepRequest, req);
    const caller = callerOf(res);
    const record = await demandBulletin(desk, caller, idOf(req));
    const { version, event } = asked;
    const state = stateAfter(record, event, version);
    const { id, body } = record;
    if (asked.event === "withdraw") {
      const withdrawn = { id, basedOn: version, state, event, words: asked.words, body };
      return send(res, caller, await writeBulletin(desk, caller, withdrawn));
    }
    const { today } = todayOf(desk);
    const year = today.slice(0, 4);
    const { wording } = await readSettings(desk.storage);
    const issued = await writeBulletin(desk, caller, {
      id,
      basedOn: version,
      state,
      event,
      words: null,
      body: { ...body, issuedBy: doerOf(caller), issuedOn: today },
      number: {
        series: `bulletin/${year}`,
        prefix: `${wording.bulletinMark}〔${year}〕`,
        suffix: "号",
      },
    });
    return send(res, caller, issued);
  };

  router.put("/bulletins/:id", guard("bulletin.write"), ...jsonBody(MAX_BODY), edit);
  router.post("/bulletins/:id/steps", guard("bulletin.write"), ...jsonBody(), step);
  router.all("/bulletins/:id/steps", methodNotAllowed("POST"));
  return router;
}
