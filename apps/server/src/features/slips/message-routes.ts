import { Router } from "express";
import type { RequestHandler } from "express";
import { messageId } from "@diaodu/contracts";
import type { MessageAttempts, MessageRows } from "@diaodu/contracts";
import { z } from "zod";
import { callerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { readSettings } from "../../dispatch/stored-settings.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { parseQuery } from "../../http/query.ts";
import { namesOf } from "../reports/names.ts";
import { presentAttempt, presentMessage } from "./messages.ts";
import type { SlipDesk } from "./slip-desk.ts";

const messageQuery = z.strictObject({
  state: z.enum(["waiting", "sent", "dead"]).optional(),
  channel: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,29}$/u)
    .optional(),
});
const MOST_MESSAGES = 500;

/** 送达记录: what left for whom, and every attempt. */
export function messageRoutes({ storage, audit }: Pick<SlipDesk, "storage" | "audit">): Router {
  const router = Router();

  async function around() {
    const { channels } = await readSettings(storage);
    return { channels, names: namesOf(await storage.catalogue()) };
  }

  const list: RequestHandler = async (req, res) => {
    const { state, channel } = parseQuery(messageQuery, req);
    const found = await storage.messages({
      states: state === undefined ? undefined : [state],
      channel,
      limit: MOST_MESSAGES,
    });
    const by = await around();
    await audit.note(callerOf(res), { action: "slip.manage", object: "messages" });
    const answer: MessageRows = { messages: found.map((one) => presentMessage(one, by)) };
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  const attempts: RequestHandler = async (req, res) => {
    const id = messageId.safeParse(req.params["id"]);
    const message = id.success ? await storage.message(id.data) : null;
    if (message === null) throw new Refusal("not_found");
    const made = await storage.messageAttempts([message.id]);
    await audit.note(callerOf(res), { action: "slip.manage", object: `message:${message.id}` });
    const answer: MessageAttempts = {
      message: presentMessage(message, await around()),
      attempts: made.map(presentAttempt),
    };
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  router.get("/messages", guard("slip.manage"), list);
  router.all("/messages", methodNotAllowed("GET", "HEAD"));
  router.get("/messages/:id/attempts", guard("slip.manage"), attempts);
  router.all("/messages/:id/attempts", methodNotAllowed("GET", "HEAD"));
  return router;
}
