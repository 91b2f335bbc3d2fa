import { Router } from "express";
import { pairScreen } from "@diaodu/contracts";
import type { Access } from "../../access/access.ts";
import { callerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { addressLimit, countedAt } from "../../access/limits.ts";
import { jsonBody, parseBody } from "../../http/json-body.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { keepPaired, pairingOf, startPairing } from "./pairing.ts";

/** A hall of displays behind one address, restarted some times. */
const REQUESTS_OF_ADDRESS = 100;
/** A code has six signs: whoever guesses is stopped long before. */
const GUESSES = 30;

/** Displays ask to be let in; administrators let them in by the code they show, and out again. */
export function screenRoutes(access: Access): Router {
  const { storage, audit } = access;
  const router = Router();

  router.post(
    "/pairing",
    guard("screen.request"),
    addressLimit(REQUESTS_OF_ADDRESS, countedAt(access, "pairing")),
    async (req, res) => {
      const { code, expiresAt } = await startPairing(req, res, storage, access.clock());
      const answer = { state: "waiting", code, expiresAt };
      res.status(201).setHeader("Cache-Control", "no-store").json(answer);
    },
  );
  router.get("/pairing", guard("screen.request"), async (req, res) => {
    const pairing = await pairingOf(req, storage, access.clock());
    if (pairing.state === "paired") keepPaired(req, res);
    const state = pairing.state === "paired" ? "paired" : "waiting";
    // Waiting without a code: this display has not asked for one, or it has run out.
    const code = pairing.state === "waiting" ? pairing.code : null;
    const answer = { state, code, expiresAt: null };
    res.setHeader("Cache-Control", "no-store").json(answer);
  });
  router.all("/pairing", methodNotAllowed("GET", "HEAD", "POST"));

  router.get("/screens", guard("screen.pair"), async (_req, res) => {
    const screens = await storage.screens();
    // Whoever paired them is named.
    await audit.note(callerOf(res), { action: "screen.pair", detail: { read: screens.length } });
    res.setHeader("Cache-Control", "no-store").json({ screens });
  });
  router.post(
    "/screens",
    guard("screen.pair"),
    addressLimit(GUESSES, countedAt(access, "screens")),
    ...jsonBody(),
    async (req, res) => {
      const { code, name } = parseBody(pairScreen, req);
      const caller = callerOf(res);
      const screen = await storage.pairScreen({
        code,
        name,
        by: caller.actor.name,
        at: access.clock().toISOString(),
        audit: audit.entry(caller, { action: "screen.pair", detail: { name } }),
      });
      if (screen === null) throw new Refusal("wrong_code", { detail: "没有大屏显示这个代码" });
      res.status(201).json({ screen });
    },
  );
  router.all("/screens", methodNotAllowed("GET", "HEAD", "POST"));

  router.delete("/screens/:id", guard("screen.pair"), async (req, res) => {
    const id = String(req.params["id"]);
    const deed = { action: "screen.pair", object: `screen:${id}`, detail: { revoked: true } };
    const entry = audit.entry(callerOf(res), deed);
    const at = access.clock().toISOString();
    if (!(await storage.revokeScreen(id, { at, audit: entry }))) throw new Refusal("not_found");
    res.status(204).end();
  });
  router.all("/screens/:id", methodNotAllowed("DELETE"));
  return router;
}
