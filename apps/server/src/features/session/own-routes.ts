import { Router } from "express";
import type { Request, Response } from "express";
import { changePassword, secondFactor } from "@diaodu/contracts";
import type { Account } from "@diaodu/storage";
import type { Access } from "../../access/access.ts";
import { callerOf, setCaller } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { countedAt, ownLimit } from "../../access/limits.ts";
import { callerFor } from "../../access/person.ts";
import { countFailure, refuseLocked } from "../../access/prove-password.ts";
import { offerTotp, provesSecondFactor, totpStep } from "../../access/second-factor.ts";
import { chooseOwnPassword } from "../../access/set-password.ts";
import { signedInAs } from "../../access/authenticate.ts";
import { jsonBody, parseBody } from "../../http/json-body.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { presentSessions } from "../sessions/presenter.ts";
import { sendMe } from "./me.ts";

/** What people do with their own account: password, second factor, sessions. */
export function ownRoutes(access: Access): Router {
  const { storage, settings, audit, passwords } = access;
  const router = Router();
  const attempts = ownLimit(settings.limits.signIn, countedAt(access, "own"));

  async function ownAccount(res: Response): Promise<Account> {
    const { accountId } = callerOf(res);
    const account = accountId === null ? null : await storage.account(accountId);
    if (account === null) throw new Refusal("unauthenticated");
    return account;
  }

  router.post("/me/password", guard("session.own"), ...jsonBody(), attempts, async (req, res) => {
    const caller = callerOf(res);
    const account = await ownAccount(res);
    const { current, next } = parseBody(changePassword, req);
    refuseLocked(account, access.clock());
    const known = await storage.credentials(account.id);
    if (!(await passwords.matches(current, known?.passwordHash ?? null))) {
      await countFailure(access, caller, account, "password");
      const message = "当前密码不正确";
      throw new Refusal("validation_failed", {
        faults: [{ path: "current", code: "wrong_password", message }],
      });
    }
    await chooseOwnPassword(access, caller, account, { password: next, path: "next" });
    await storage.endSessions(
      { accountId: account.id, except: caller.sessionId ?? undefined },
      audit.entry(caller, { action: "session.end", object: `account:${account.id}` }),
    );
    await renewCaller(req, res, await ownAccount(res));
    await sendMe(access, req, res);
  });
  router.all("/me/password", methodNotAllowed("POST"));

  /** What held this person up until now does so no longer. */
  async function renewCaller(req: Request, res: Response, account: Account): Promise<void> {
    const session = signedInAs(req);
    const { ip } = callerOf(res).actor;
    const now = access.clock();
    if (session !== null) setCaller(res, callerFor(account, session, { settings, now, ip }));
  }

  router.post("/me/totp", guard("session.own"), async (req, res) => {
    const account = await ownAccount(res);
    if (account.secondFactor) throw new Refusal("already_exists", { detail: "已启用动态口令" });
    const offer = offerTotp(account.login);
    req.session.totpOffer = offer.secret;
    res.setHeader("Cache-Control", "no-store").json(offer);
  });

  router.put("/me/totp", guard("session.own"), ...jsonBody(), attempts, async (req, res) => {
    const account = await ownAccount(res);
    const { code } = parseBody(secondFactor, req);
    const secret = req.session.totpOffer;
    if (account.secondFactor || secret === undefined) throw new Refusal("already_exists");
    const step = totpStep({ login: account.login, secret, code, now: access.clock() });
    if (step === null) throw new Refusal("wrong_second_factor");
    const deed = { action: "session.second_factor", object: `account:${account.id}` };
    await storage.setTotpSecret(account.id, secret, audit.entry(callerOf(res), deed));
    await storage.takeTotpStep(account.id, step);
    delete req.session.totpOffer;
    await sendMe(access, req, res);
  });

  router.delete("/me/totp", guard("session.own"), ...jsonBody(), attempts, async (req, res) => {
    const account = await ownAccount(res);
    const { code } = parseBody(secondFactor, req);
    if (!(await provesSecondFactor(account, code, { storage, now: access.clock() }))) {
      await countFailure(access, callerOf(res), account, "second_factor");
      throw new Refusal("wrong_second_factor");
    }
    const detail = { removed: true };
    const deed = { action: "session.second_factor", object: `account:${account.id}`, detail };
    await storage.setTotpSecret(account.id, null, audit.entry(callerOf(res), deed));
    await sendMe(access, req, res);
  });
  router.all("/me/totp", methodNotAllowed("POST", "PUT", "DELETE"));

  router.get("/me/sessions", guard("session.own"), async (_req, res) => {
    const account = await ownAccount(res);
    const now = access.clock().toISOString();
    const sessions = await storage.sessions({ now, accountId: account.id });
    const answer = presentSessions(sessions, [account], callerOf(res));
    res.setHeader("Cache-Control", "no-store").json(answer);
  });
  router.all("/me/sessions", methodNotAllowed("GET", "HEAD"));

  router.delete("/me/sessions/:id", guard("session.own"), async (req, res) => {
    const account = await ownAccount(res);
    const id = String(req.params["id"]);
    const now = access.clock().toISOString();
    const own = await storage.sessions({ now, accountId: account.id });
    if (!own.some((session) => session.id === id)) throw new Refusal("not_found");
    const deed = { action: "session.end", object: `session:${id.slice(0, 12)}` };
    await storage.endSessions({ id }, audit.entry(callerOf(res), deed));
    res.status(204).end();
  });
  router.all("/me/sessions/:id", methodNotAllowed("DELETE"));
  return router;
}
