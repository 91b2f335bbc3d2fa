import { Router } from "express";
import type { RequestHandler, Response } from "express";
import { newBulletin } from "@diaodu/contracts";
import type { BulletinSources, Bulletins } from "@diaodu/contracts";
import { callerOf, doerOf } from "../../access/caller.ts";
import type { Caller } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { jsonBody, parseBody } from "../../http/json-body.ts";
import { methodNotAllowed } from "../../http/problems.ts";
import { idOf } from "../../http/query.ts";
import {
  demandBulletin,
  mayReadBulletin,
  writeBulletin,
  writesBulletins,
} from "./bulletin-desk.ts";
import type { BulletinDesk, StoredBulletin } from "./bulletin-desk.ts";
import { drawUp } from "./draw-up.ts";
import { presentBulletin, presentBulletinRow } from "./presenter.ts";
import { previewRoutes } from "./preview-routes.ts";
import { bulletinStepRoutes } from "./step-routes.ts";

/** Bulletins of one answer, and rounds and meetings to choose from. */
const LIST_LENGTH = 200;
const CHOICES = 60;

/** 调度通报: drawn up, edited, issued, read. */
export function bulletinRoutes(desk: BulletinDesk): Router {
  const { storage, audit, boards } = desk;
  const router = Router();

  const list: RequestHandler = async (_req, res) => {
    const caller = callerOf(res);
    const found = await storage.records("bulletin", { limit: LIST_LENGTH });
    const answer: Bulletins = {
      bulletins: found.filter((one) => mayReadBulletin(caller, one)).map(presentBulletinRow),
    };
    await audit.note(caller, { action: "bulletin.read", object: "bulletins" });
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  const sources: RequestHandler = async (_req, res) => {
    const [rounds, meetings] = await Promise.all([
      storage.records("round", { states: ["frozen"], limit: CHOICES }),
      storage.records("meeting", { states: ["running", "ended"], limit: CHOICES }),
    ]);
    const { seq, at, clock } = boards.head();
    const answer: BulletinSources = {
      head: { seq, at, roundNumber: clock.round.number },
      rounds: rounds
        .flatMap(({ body }) => {
          const { code, number, start: from, end: to, frozenSeq } = body;
          return frozenSeq === null ? [] : [{ code, number, from, to, seq: frozenSeq }];
        })
        .toSorted((a, b) => b.code.localeCompare(a.code)),
      meetings: meetings.flatMap(({ id, state, body }) =>
        body.frozen === null
          ? []
          : [
              {
                id,
                title: body.title,
                state,
                roundNumber: Number(body.frozen.round.slice(-3)),
                at: body.frozen.at,
                seq: body.frozen.seq,
                decisions: body.decisions.length,
              },
            ],
      ),
    };
    await audit.note(callerOf(res), { action: "bulletin.write", object: "bulletin-sources" });
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  const draw: RequestHandler = async (req, res) => {
    const wanted = parseBody(newBulletin, req);
    const caller = callerOf(res);
    const body = await drawUp(desk, wanted, doerOf(caller));
    const id = `bulletin-${desk.newId()}`;
    const step = { id, basedOn: 0, state: "draft", event: "draw_up", words: null, body } as const;
    const { seq, stated } = body;
    await send(res.status(201), caller, await writeBulletin(desk, caller, step, { seq, stated }));
  };

  const read: RequestHandler = async (req, res) => {
    const caller = callerOf(res);
    const record = await demandBulletin(desk, caller, idOf(req));
    await audit.note(caller, { action: "bulletin.read", object: `bulletin:${record.id}` });
    await send(res, caller, record);
  };

  async function send(res: Response, caller: Caller, record: StoredBulletin): Promise<void> {
    const writes = writesBulletins(caller);
    const { meeting } = record.body;
    const around = {
      writes,
      meeting: meeting === null ? null : await storage.record("meeting", meeting),
      history: writes ? await storage.recordHistory("bulletin", record.id) : null,
    };
    res.setHeader("Cache-Control", "no-store").json(presentBulletin(record, around));
  }

  router.get("/bulletins", guard("bulletin.read"), list);
  router.post("/bulletins", guard("bulletin.write"), ...jsonBody(), draw);
  router.all("/bulletins", methodNotAllowed("GET", "HEAD", "POST"));
  router.get("/bulletins/sources", guard("bulletin.write"), sources);
  router.all("/bulletins/sources", methodNotAllowed("GET", "HEAD"));
  router.use(previewRoutes(desk));
  router.get("/bulletins/:id", guard("bulletin.read"), read);
  router.use(bulletinStepRoutes({ ...desk, send }));
  router.all("/bulletins/:id", methodNotAllowed("GET", "HEAD", "PUT"));
  return router;
}
