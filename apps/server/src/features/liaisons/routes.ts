import { Router } from "express";
import type { RequestHandler } from "express";
import { liaisonStepRequest, newLiaison } from "@diaodu/contracts";
import type { LiaisonAnswer, Liaisons } from "@diaodu/contracts";
import {
  LIAISON_EVENT_ACTIONS,
  mayStepLiaison,
  mayToNamed,
  namedByLiaison,
  takeLiaisonStep,
} from "@diaodu/domain";
import type { Liaison, LiaisonContents } from "@diaodu/domain";
import type { RecordStep } from "@diaodu/storage";
import type { Caller } from "../../access/caller.ts";
import { callerOf, doerOf, handOf } from "../../access/caller.ts";
import { Denied, guard } from "../../access/guard.ts";
import { demandRecord, takeStep } from "../../dispatch/take-step.ts";
import { jsonBody, parseBody } from "../../http/json-body.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { idOf } from "../../http/query.ts";
import type { ItemDesk } from "../items/item-desk.ts";
import { readItems, standsIn } from "../items/item-list.ts";
import { todayOf } from "../reports/desk.ts";
import { namesOf } from "../reports/names.ts";
import { checkLiaison } from "./check-liaison.ts";
import { presentLiaison } from "./presenter.ts";
import type { StoredLiaison } from "./presenter.ts";

const MOST_LIAISONS = 2000;

/** 包联: who answers for which enterprise, project, region or indicator, and what was done. */
export function liaisonRoutes(desk: ItemDesk): Router {
  const { storage, audit } = desk;
  const router = Router();

  const list: RequestHandler = async (_req, res) => {
    const caller = callerOf(res);
    const found = await storage.records("liaison", { limit: MOST_LIAISONS });
    const actor = handOf(caller);
    const readable = found
      .filter(({ body }) => mayToNamed(actor, "cycle.read", namedByLiaison(body)))
      .toSorted(byLeader);
    await audit.note(caller, { action: "cycle.read", object: "liaisons" });
    const around = await aroundOf(caller);
    const answer: Liaisons = {
      liaisons: readable.map((record) => presentLiaison(record, around)),
    };
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  const begin: RequestHandler = async (req, res) => {
    const sent = parseBody(newLiaison, req);
    const caller = callerOf(res);
    const { contents, faults } = await checkLiaison(storage, await storage.catalogue(), sent, "");
    const { leader } = contents;
    if (leader === undefined || faults.length > 0) {
      throw new Refusal("validation_failed", { faults: [...faults] });
    }
    const { subject, name, unit, region, indicator, plan } = sent;
    const { simulated } = desk;
    const body = { subject, name, unit, region, indicator, plan, leader, notes: [], simulated };
    const written = await write(caller, {
      id: desk.newId(),
      basedOn: 0,
      state: "active",
      event: "begin",
      words: null,
      evidence: [],
      body,
    });
    res
      .status(201)
      .setHeader("Cache-Control", "no-store")
      .json(await answerOf(caller, written));
  };

  const step: RequestHandler = async (req, res) => {
    const { version, event, words, changes } = parseBody(liaisonStepRequest, req);
    const caller = callerOf(res);
    const record = await demandLiaison(caller, idOf(req));
    if (!mayStepLiaison(handOf(caller), event, record.body)) {
      const action = LIAISON_EVENT_ACTIONS[event];
      throw new Denied("forbidden", action, undefined, `liaison:${record.id}`);
    }
    if (record.version !== version) throw new Refusal("changed_meanwhile");
    const checked = await checkLiaison(
      storage,
      await storage.catalogue(),
      changes ?? {},
      "changes.",
    );
    if (checked.faults.length > 0) {
      throw new Refusal("validation_failed", { faults: [...checked.faults] });
    }
    const contents: Partial<LiaisonContents> | null = changes === null ? null : checked.contents;
    const outcome = takeLiaisonStep(
      record.body,
      record.state,
      { event, words, changes: contents },
      { by: doerOf(caller), at: todayOf(desk).now },
    );
    if ("refused" in outcome) throw new Refusal("step_refused", { detail: outcome.refused });
    const written = await write(caller, {
      id: record.id,
      basedOn: version,
      state: outcome.state,
      event,
      words,
      evidence: [],
      body: outcome.liaison,
    });
    res.setHeader("Cache-Control", "no-store").json(await answerOf(caller, written));
  };

  /** @throws Refusal `changed_meanwhile` where somebody else was faster */
  async function write(
    caller: Caller,
    taken: Omit<RecordStep<"liaison">, "kind">,
  ): Promise<StoredLiaison> {
    const record = await takeStep(
      desk,
      caller,
      { kind: "liaison", ...taken },
      { action: LIAISON_EVENT_ACTIONS[taken.event] },
    );
    if (record === null) throw new Refusal("changed_meanwhile");
    return record;
  }

  function demandLiaison(caller: Caller, id: string | null): Promise<StoredLiaison> {
    const mayRead = (liaison: Liaison): boolean =>
      mayToNamed(handOf(caller), "cycle.read", namedByLiaison(liaison));
    return demandRecord(desk, caller, "liaison", { id, mayRead });
  }

  async function aroundOf(caller: Caller) {
    const actor = handOf(caller);
    const { today } = todayOf(desk);
    const items = new Map<string, number>();
    for (const record of await readItems(storage, actor, {}, today)) {
      const { liaison } = record.body;
      if (liaison === null || !standsIn(record, "open", today)) continue;
      items.set(liaison, (items.get(liaison) ?? 0) + 1);
    }
    return { names: namesOf(await storage.catalogue()), actor, items };
  }

  async function answerOf(caller: Caller, record: StoredLiaison): Promise<LiaisonAnswer> {
    return { seq: record.seq, liaison: presentLiaison(record, await aroundOf(caller)) };
  }

  router.get("/liaisons", guard("cycle.read"), list);
  router.post("/liaisons", guard("liaison.write"), ...jsonBody(), begin);
  router.all("/liaisons", methodNotAllowed("GET", "HEAD", "POST"));
  // The leader's note and the office's change are other rights: the step asks for its own.
  router.post("/liaisons/:id/steps", guard("liaison.note"), ...jsonBody(), step);
  router.all("/liaisons/:id/steps", methodNotAllowed("POST"));
  return router;
}

/** Those of one leader stand together, ended ones last. */
function byLeader(left: StoredLiaison, right: StoredLiaison): number {
  const name = ({ leader }: Liaison) => leader.name;
  return (
    Number(left.state === "ended") - Number(right.state === "ended") ||
    name(left.body).localeCompare(name(right.body), "zh-CN") ||
    left.body.name.localeCompare(right.body.name, "zh-CN")
  );
}
