import { Router } from "express";
import type { RequestHandler } from "express";
import { inboxRead } from "@diaodu/contracts";
import type { Inbox, InboxReadAnswer } from "@diaodu/contracts";
import { mayStepSlip, PERMISSIONS, takeSlipStep } from "@diaodu/domain";
import type { Message } from "@diaodu/storage";
import type { Caller } from "../../access/caller.ts";
import { callerOf, doerOf, handOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { jsonBody, parseBody } from "../../http/json-body.ts";
import { methodNotAllowed } from "../../http/problems.ts";
import { todayOf } from "../reports/desk.ts";
import { namesOf, unitName } from "../reports/names.ts";
import { writeSlip } from "../slips/slip-desk.ts";
import type { SlipDesk } from "../slips/slip-desk.ts";

const INBOX_LENGTH = 200;

/** 收件箱: what the caller's units and the caller were told. */
export function inboxRoutes(desk: SlipDesk): Router {
  const { storage } = desk;
  const router = Router();

  const inboxOf = (caller: Caller): Promise<Message[]> =>
    storage.inbox({ units: unitsOf(caller), account: caller.accountId, limit: INBOX_LENGTH });

  const read: RequestHandler = async (_req, res) => {
    const caller = callerOf(res);
    const names = namesOf(await storage.catalogue());
    const messages = await inboxOf(caller);
    const answer: Inbox = {
      unread: unreadIn(messages, caller),
      messages: messages.map((one) => ({
        id: one.id,
        title: one.title,
        lines: [...one.lines],
        number: one.number,
        path: one.path,
        about: { kind: one.about.kind, id: one.about.id },
        unit: one.unit,
        unitName: one.unit === null ? null : unitName(names, one.unit),
        at: one.createdAt,
        read: isRead(one, caller),
      })),
    };
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  const mark: RequestHandler = async (req, res) => {
    const { ids } = parseBody(inboxRead, req);
    const caller = callerOf(res);
    const { accountId } = caller;
    const wanted = new Set(ids);
    // Whoever names a message that is not theirs learns nothing, and reads nothing.
    const own = (await inboxOf(caller)).filter(({ id }) => wanted.has(id));
    if (accountId !== null && own.length > 0) {
      await storage.readMessages({
        ids: own.map(({ id }) => id),
        account: accountId,
        at: desk.time.now().toISOString(),
      });
      for (const { about } of own) if (about.kind === "slip") await readSlip(caller, about.id);
    }
    const answer: InboxReadAnswer = { unread: unreadIn(await inboxOf(caller), caller) };
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  /** The first of the owing unit to read what a slip says has read the slip. [Y10] */
  async function readSlip(caller: Caller, id: string): Promise<void> {
    const record = await storage.record("slip", id);
    if (record === null || !mayStepSlip(handOf(caller), "read", record.body)) return;
    const { now, today } = todayOf(desk);
    const deed = { event: "read", words: null, lateReason: null, evidence: [] } as const;
    const hand = { by: doerOf(caller), today, at: now };
    const outcome = takeSlipStep(record.body, record.state, deed, hand);
    if ("refused" in outcome) return;
    // Where somebody else is faster, it is read already.
    await writeSlip(desk, caller, {
      id,
      basedOn: record.version,
      state: outcome.state,
      event: "read",
      words: null,
      evidence: [],
      body: outcome.slip,
    });
  }

  router.get("/inbox", guard("session.own"), read);
  router.all("/inbox", methodNotAllowed("GET", "HEAD"));
  router.post("/inbox/read", guard("session.own"), ...jsonBody(), mark);
  router.all("/inbox/read", methodNotAllowed("POST"));
  return router;
}

/** Units whose messages are the caller's: of whoever answers for them, not of whoever looks on. */
function unitsOf({ subject }: Caller): readonly string[] | "all" {
  return subject.roles.some((role) => PERMISSIONS["slip.answer"][role] !== "no")
    ? subject.units
    : [];
}

function isRead({ readBy }: Message, { accountId }: Caller): boolean {
  return accountId !== null && readBy.includes(accountId);
}

function unreadIn(messages: readonly Message[], caller: Caller): number {
  return messages.filter((one) => !isRead(one, caller)).length;
}
