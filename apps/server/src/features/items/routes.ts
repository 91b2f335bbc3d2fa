import { Router } from "express";
import type { RequestHandler } from "express";
import type { ItemDetail, ItemHistoryStep, Items } from "@diaodu/contracts";
import type { StoredRecord } from "@diaodu/storage";
import { callerOf, handOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { idOf, parseQuery } from "../../http/query.ts";
import { sendAttachment } from "../attachments/send.ts";
import { todayOf } from "../reports/desk.ts";
import { changesBetween } from "./changes.ts";
import { aroundItems, demandItem } from "./item-desk.ts";
import type { ItemDesk } from "./item-desk.ts";
import { presentFiles } from "./item-files.ts";
import { countItems, readItems, standsIn } from "./item-list.ts";
import { listQuery } from "./list-query.ts";
import { movementOf } from "./movement.ts";
import { presentItem } from "./presenter.ts";
import type { ItemAround } from "./presenter.ts";
import { raiseRoutes } from "./raise-routes.ts";
import { itemStepRoutes } from "./step-routes.ts";

/** Items of one answer; a list of more is narrowed down. */
const LIST_LENGTH = 1000;

/** 事项: the list, one item with its history and evidence, and every step. */
export function itemRoutes(desk: ItemDesk): Router {
  const { storage, audit } = desk;
  const router = Router();

  const list: RequestHandler = async (req, res) => {
    const { state, ...filter } = parseQuery(listQuery, req);
    const caller = callerOf(res);
    const { today } = todayOf(desk);
    const all = await readItems(storage, handOf(caller), filter, today);
    const wanted = state === undefined ? all : all.filter((one) => standsIn(one, state, today));
    const shown = wanted.slice(0, LIST_LENGTH);
    const around = await aroundItems(desk, caller, shown);
    await audit.note(caller, { action: "cycle.read", object: "items" });
    const answer: Items = {
      today,
      counts: countItems(all, today),
      items: shown.map((record) => presentItem(record, around)),
      more: wanted.length > shown.length,
    };
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  const read: RequestHandler = async (req, res) => {
    const caller = callerOf(res);
    const record = await demandItem(desk, caller, idOf(req));
    const history = await storage.recordHistory("item", record.id);
    const around = await aroundItems(desk, caller, [record, ...history]);
    await audit.note(caller, { action: "cycle.read", object: `item:${record.id}` });
    const answer: ItemDetail = {
      item: presentItem(record, around),
      history: stepsOf(history, around).toReversed(),
      movement: await movementOf(desk, record.body),
    };
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  /** Whoever reads the item reads what shows that it was done, whichever unit uploaded it. */
  const file: RequestHandler = async (req, res) => {
    const caller = callerOf(res);
    const record = await demandItem(desk, caller, idOf(req));
    const { file: wanted } = req.params;
    const history = await storage.recordHistory("item", record.id);
    const given = new Set(history.flatMap(({ evidence }) => evidence));
    if (typeof wanted !== "string" || !given.has(wanted)) throw new Refusal("not_found");
    await audit.note(caller, {
      action: "cycle.read",
      object: `item:${record.id} attachment:${wanted}`,
    });
    await sendAttachment(storage, wanted, res);
  };

  router.use(raiseRoutes(desk), itemStepRoutes(desk));
  router.get("/items", guard("cycle.read"), list);
  router.all("/items", methodNotAllowed("GET", "HEAD", "POST"));
  router.get("/items/:id", guard("cycle.read"), read);
  router.all("/items/:id", methodNotAllowed("GET", "HEAD"));
  router.get("/items/:id/files/:file", guard("cycle.read"), file);
  router.all("/items/:id/files/:file", methodNotAllowed("GET", "HEAD"));
  return router;
}

/** Every version as the step that made it, oldest first. */
function stepsOf(history: readonly StoredRecord<"item">[], around: ItemAround): ItemHistoryStep[] {
  return history.map((record, index) => {
    const before = history[index - 1];
    const { version, event, state, words, evidence, by, at, body } = record;
    return {
      version,
      event,
      state,
      words,
      files: presentFiles(evidence, around.files),
      by: by.name,
      at,
      changes: before === undefined ? [] : changesBetween(before.body, body, around.names),
    };
  });
}
