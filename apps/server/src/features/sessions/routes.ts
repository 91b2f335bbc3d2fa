import { Router } from "express";
import type { Access } from "../../access/access.ts";
import { callerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { presentSessions } from "./presenter.ts";

/** The security administrator's view of who is signed in, and the way to end it. */
export function sessionsRoutes(access: Access): Router {
  const { storage, audit } = access;
  const router = Router();
  router.get("/sessions", guard("session.revoke"), async (_req, res) => {
    const caller = callerOf(res);
    const [sessions, accounts] = await Promise.all([
      storage.sessions({ now: access.clock().toISOString() }),
      storage.accounts(),
    ]);
    await audit.note(caller, { action: "session.revoke", detail: { read: sessions.length } });
    res.setHeader("Cache-Control", "no-store").json(presentSessions(sessions, accounts, caller));
  });
  router.all("/sessions", methodNotAllowed("GET", "HEAD"));

  router.delete("/sessions/:id", guard("session.revoke"), async (req, res) => {
    const id = String(req.params["id"]);
    const deed = { action: "session.revoke", object: `session:${id.slice(0, 12)}` };
    const ended = await storage.endSessions({ id }, audit.entry(callerOf(res), deed));
    if (ended === 0) throw new Refusal("not_found");
    res.status(204).end();
  });
  router.all("/sessions/:id", methodNotAllowed("DELETE"));
  return router;
}
