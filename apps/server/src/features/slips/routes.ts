import { Router } from "express";
import type { RequestHandler } from "express";
import type { SlipDetail, Slips } from "@diaodu/contracts";
import { reachOf } from "@diaodu/domain";
import { callerOf, handOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { readSettings } from "../../dispatch/stored-settings.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { idOf, parseQuery } from "../../http/query.ts";
import { sendAttachment } from "../attachments/send.ts";
import { todayOf } from "../reports/desk.ts";
import { caseOutlook } from "./case-outlook.ts";
import { issueRoutes } from "./issue-routes.ts";
import { messageRoutes } from "./message-routes.ts";
import { deliveriesOf } from "./messages.ts";
import { presentHistory, presentSlip } from "./presenter.ts";
import { aroundSlips, demandSlip } from "./slip-desk.ts";
import type { SlipDesk } from "./slip-desk.ts";
import { countSlips, readSlips, slipQuery, standsIn } from "./slip-list.ts";
import { slipStepRoutes } from "./step-routes.ts";

/** Slips of one answer; a list of more is narrowed down. */
const LIST_LENGTH = 1000;

/** 督办: the list, one slip with its history and deliveries, slips by hand, and every step. */
export function slipRoutes(desk: SlipDesk): Router {
  const { storage, audit } = desk;
  const router = Router();

  const list: RequestHandler = async (req, res) => {
    const { state, ...filter } = parseQuery(slipQuery, req);
    const caller = callerOf(res);
    const { today } = todayOf(desk);
    const all = await readSlips(storage, handOf(caller), filter);
    const wanted = state === undefined ? all : all.filter((one) => standsIn(one, state, today));
    const shown = wanted.slice(0, LIST_LENGTH);
    const around = await aroundSlips(desk, caller, shown);
    await audit.note(caller, { action: "cycle.read", object: "slips" });
    const answer: Slips = {
      today,
      counts: countSlips(all, today),
      slips: shown.map((record) => presentSlip(record, around)),
      more: wanted.length > shown.length,
    };
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  const read: RequestHandler = async (req, res) => {
    const caller = callerOf(res);
    const record = await demandSlip(desk, caller, idOf(req));
    const history = await storage.recordHistory("slip", record.id);
    const around = await aroundSlips(desk, caller, [record, ...history]);
    const settings = await readSettings(storage);
    const manages = reachOf(caller.subject, "slip.manage") !== "no";
    await audit.note(caller, { action: "cycle.read", object: `slip:${record.id}` });
    const answer: SlipDetail = {
      slip: presentSlip(record, around),
      history: presentHistory(history, around),
      ...(await caseOutlook(storage, settings, record, around.today)),
      deliveries: manages
        ? await deliveriesOf(storage, record.id, {
            channels: settings.channels,
            names: around.names,
          })
        : null,
      paper: { redHead: settings.wording.redHead, signed: settings.wording.signed },
    };
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  /** Whoever reads the slip reads what was handed in with its answers. */
  const file: RequestHandler = async (req, res) => {
    const caller = callerOf(res);
    const record = await demandSlip(desk, caller, idOf(req));
    const { file: wanted } = req.params;
    const history = await storage.recordHistory("slip", record.id);
    const given = new Set(history.flatMap(({ evidence }) => evidence));
    if (typeof wanted !== "string" || !given.has(wanted)) throw new Refusal("not_found");
    await audit.note(caller, {
      action: "cycle.read",
      object: `slip:${record.id} attachment:${wanted}`,
    });
    await sendAttachment(storage, wanted, res);
  };

  router.use(issueRoutes(desk), slipStepRoutes(desk), messageRoutes(desk));
  router.get("/slips", guard("cycle.read"), list);
  router.all("/slips", methodNotAllowed("GET", "HEAD", "POST"));
  router.get("/slips/:id", guard("cycle.read"), read);
  router.all("/slips/:id", methodNotAllowed("GET", "HEAD"));
  router.get("/slips/:id/files/:file", guard("cycle.read"), file);
  router.all("/slips/:id/files/:file", methodNotAllowed("GET", "HEAD"));
  return router;
}
