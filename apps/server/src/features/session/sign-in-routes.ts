import { Router } from "express";
import { secondFactor, signIn } from "@diaodu/contracts";
import type { Access } from "../../access/access.ts";
import { addressOf, callerOf, nobodyAt, setCaller } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { addressLimit, countedAt, ownLimit, signInLimit } from "../../access/limits.ts";
import { countFailure, provePassword, refuseLocked } from "../../access/prove-password.ts";
import { provesSecondFactor } from "../../access/second-factor.ts";
import { regenerate, saveSession, SESSION_COOKIE } from "../../access/session-middleware.ts";
import { endFormer, openSession } from "../../access/sign-in.ts";
import { jsonBody, parseBody } from "../../http/json-body.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { sendMe } from "./me.ts";

/** A whole office behind one address may come in the morning. */
const ATTEMPTS_OF_ADDRESS = 20;

/** `GET /me`; `POST /session` signs in, `POST /session/second-factor` completes it, `DELETE` ends it. */
export function signInRoutes(access: Access): Router {
  const { storage, settings, audit } = access;
  const router = Router();
  const ofAddress = addressLimit(
    settings.limits.signIn * ATTEMPTS_OF_ADDRESS,
    countedAt(access, "sign-in-address"),
  );
  const limits = [ofAddress, signInLimit(settings.limits.signIn, countedAt(access, "sign-in"))];
  const secondLimits = [
    ofAddress,
    ownLimit(settings.limits.signIn, countedAt(access, "second-factor")),
  ];

  router.get("/me", guard("session.open"), (req, res) => sendMe(access, req, res));
  router.all("/me", methodNotAllowed("GET", "HEAD"));

  router.post("/session", guard("session.open"), ...jsonBody(), ...limits, async (req, res) => {
    const account = await provePassword(access, callerOf(res), parseBody(signIn, req));
    if (account.secondFactor) {
      await endFormer(access, req, callerOf(res).actor);
      await regenerate(req);
      req.session.half = account.id;
      await saveSession(req);
      setCaller(res, nobodyAt(settings.board, addressOf(req)));
    } else {
      await openSession(access, req, res, { account, method: "password" });
    }
    await sendMe(access, req, res);
  });

  router.post(
    "/session/second-factor",
    guard("session.open"),
    ...jsonBody(),
    ...secondLimits,
    async (req, res) => {
      const { code } = parseBody(secondFactor, req);
      const id = req.session.half;
      const account = id === undefined ? null : await storage.account(id);
      if (account === null || account.state !== "active") throw new Refusal("unauthenticated");
      refuseLocked(account, access.clock());
      if (!(await provesSecondFactor(account, code, { storage, now: access.clock() }))) {
        await countFailure(access, callerOf(res), account, "second_factor");
        throw new Refusal("wrong_second_factor");
      }
      await openSession(access, req, res, { account, method: "password+totp" });
      await sendMe(access, req, res);
    },
  );
  router.all("/session/second-factor", methodNotAllowed("POST"));

  router.delete("/session", guard("session.own"), async (_req, res) => {
    const caller = callerOf(res);
    if (caller.sessionId !== null) {
      const object = `account:${caller.accountId ?? ""}`;
      const entry = audit.entry(caller, { action: "session.sign_out", object });
      await storage.endSessions({ id: caller.sessionId }, entry);
    }
    res.clearCookie(SESSION_COOKIE, { path: "/" }).status(204).end();
  });
  router.all("/session", methodNotAllowed("POST", "DELETE"));
  return router;
}
