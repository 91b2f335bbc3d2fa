import { Router } from "express";
import type { RequestHandler, Response } from "express";
import { meetingStepBody, newMeeting } from "@diaodu/contracts";
import type { MeetingDesk as DeskAnswer, Meetings } from "@diaodu/contracts";
import { itemOverdueDays } from "@diaodu/domain";
import { callerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { jsonBody, parseBody } from "../../http/json-body.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { idOf } from "../../http/query.ts";
import { todayOf } from "../reports/desk.ts";
import { openItems } from "./agenda-source.ts";
import { planMeeting, stepMeeting } from "./clerk.ts";
import type { MeetingDesk } from "./clerk.ts";
import { readContext } from "./context.ts";
import type { MeetingRecord } from "./context.ts";
import { presentMeeting, presentRow, readerOf } from "./presenter.ts";
import { planStep, possibleHosts } from "./steps.ts";

/** Meetings of one answer. */
const LIST_LENGTH = 100;
/** Of the decisions of so many meetings. */
const MOST_ITEMS = 10_000;
/** Minutes have twenty thousand characters at most. */
const MAX_BODY = "128kb";

/** Meetings: planned, driven, and read afterwards. */
export function meetingRoutes(desk: MeetingDesk): Router {
  const { storage, audit, presence } = desk;
  const router = Router();

  const list: RequestHandler = async (_req, res) => {
    const caller = callerOf(res);
    const found = await storage.records("meeting", { limit: LIST_LENGTH });
    const ids = found.flatMap(({ body }) => body.decisions.map(({ item }) => item));
    const items = ids.length === 0 ? [] : await storage.records("item", { ids, limit: MOST_ITEMS });
    const made = new Map(items.map((item) => [item.id, item]));
    const answer: Meetings = {
      meetings: found.map((record) => presentRow(record, made, caller.accountId)),
    };
    await audit.note(caller, { action: "meeting.read", object: "meetings" });
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  const plan: RequestHandler = async (req, res) => {
    const record = await planMeeting(desk, callerOf(res), parseBody(newMeeting, req));
    await noteHost(record);
    await send(res.status(201), record);
  };

  const read: RequestHandler = async (req, res) => {
    const record = await named(idOf(req));
    await audit.note(callerOf(res), { action: "meeting.read", object: `meeting:${record.id}` });
    await send(res, record);
  };

  const choices: RequestHandler = async (req, res) => {
    await named(idOf(req));
    const { today } = todayOf(desk);
    const [hosts, { units }, items] = await Promise.all([
      possibleHosts(desk),
      storage.catalogue(),
      openItems(storage),
    ]);
    const answer: DeskAnswer = {
      hosts: hosts.map(({ accountId, name }) => ({ id: accountId, name })),
      units: units.map(({ code, name }) => ({ code, name })),
      items: items.map(({ id, state, body }) => ({
        id,
        title: body.title,
        overdueDays: itemOverdueDays({ state, dueOn: body.dueOn }, today),
      })),
    };
    await audit.note(callerOf(res), { action: "meeting.host", object: "meeting-desk" });
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  const step: RequestHandler = async (req, res) => {
    const body = parseBody(meetingStepBody, req);
    const before = await named(idOf(req));
    const caller = callerOf(res);
    const record = await stepMeeting(desk, caller, before.id, await planStep(desk, caller, body));
    const handedOver = body.event === "hand_over" && record.version !== before.version;
    if (handedOver) await noteHost(record);
    await send(res, record);
  };

  async function named(id: string | null): Promise<MeetingRecord> {
    const record = id === null ? null : await storage.record("meeting", id);
    if (record === null) throw new Refusal("not_found");
    return record;
  }

  /** A new host has the minute that every host has to come back. */
  async function noteHost({ id, body }: MeetingRecord): Promise<void> {
    const { accountId } = body.host;
    if (accountId !== null) await presence.seen(id, accountId);
  }

  async function send(res: Response, record: MeetingRecord): Promise<void> {
    const { accountId } = record.body.host;
    const context = await readContext(storage, record, todayOf(desk).today);
    const there = accountId !== null && (await presence.there(record.id, accountId));
    const reader = readerOf(callerOf(res), record);
    res.setHeader("Cache-Control", "no-store").json(presentMeeting(record, context, reader, there));
  }

  router.get("/meetings", guard("meeting.read"), list);
  router.post("/meetings", guard("meeting.host"), ...jsonBody(), plan);
  router.get("/meetings/:id", guard("meeting.read"), read);
  router.get("/meetings/:id/desk", guard("meeting.host"), choices);
  router.post("/meetings/:id/steps", guard("meeting.host"), ...jsonBody(MAX_BODY), step);
  router.all("/meetings", methodNotAllowed("GET", "HEAD", "POST"));
  router.all(["/meetings/:id", "/meetings/:id/desk"], methodNotAllowed("GET", "HEAD"));
  router.all("/meetings/:id/steps", methodNotAllowed("POST"));
  return router;
}
