import { Router } from "express";
import type { Access } from "../../access/access.ts";
import { callerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { addressLimit, countedAt } from "../../access/limits.ts";
import { createOpenId } from "../../access/open-id.ts";
import { nextPath } from "../../access/page-guard.ts";
import { saveSession } from "../../access/session-middleware.ts";
import { openSession } from "../../access/sign-in.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";

const ATTEMPTS = 100;

/** Why a sign-in came to nothing; the sign-in page says it in words. */
type Reason = "provider" | "attempt" | "unknown" | "disabled";

/** `GET /oidc/start` sends the browser to the provider, `GET /oidc/callback` takes it back. */
export function openIdRoutes(access: Access): Router {
  const { settings, storage, audit } = access;
  const router = Router();
  const openId = settings.openId === null ? null : createOpenId(settings.openId);
  const limit = addressLimit(ATTEMPTS, countedAt(access, "open-id"));

  router.get("/oidc/start", guard("session.open"), limit, async (req, res) => {
    if (openId === null) throw new Refusal("not_found", { detail: "没有设置统一身份认证" });
    res.setHeader("Cache-Control", "no-store");
    try {
      const { url, attempt } = await openId.begin(nextPath(req.query["next"]));
      req.session.openId = attempt;
      await saveSession(req);
      res.redirect(303, url.href);
    } catch (error) {
      req.log.warn({ err: error }, "the OpenID provider could not be asked");
      res.redirect(303, failedAt("provider"));
    }
  });

  router.get("/oidc/callback", guard("session.open"), limit, async (req, res) => {
    if (openId === null) throw new Refusal("not_found");
    res.setHeader("Cache-Control", "no-store");
    const refuse = async (why: Reason, subject: string | null): Promise<void> => {
      await audit.note(callerOf(res), {
        action: "session.sign_in",
        object: subject === null ? null : `openid:${subject.slice(0, 300)}`,
        result: "failed",
        detail: { why, method: "openid" },
      });
      res.redirect(303, failedAt(why));
    };
    const attempt = req.session.openId;
    if (attempt === undefined) return refuse("attempt", null);
    delete req.session.openId;
    let subject: string;
    try {
      subject = await openId.finish(new URL(req.originalUrl, "http://x").search, attempt);
    } catch (error) {
      req.log.warn({ err: error }, "an OpenID answer was refused");
      return refuse("provider", null);
    }
    const account = await storage.accountByOpenId(subject);
    if (account === null) return refuse("unknown", subject);
    if (account.state !== "active") return refuse("disabled", subject);
    await openSession(access, req, res, { account, method: "openid" });
    res.redirect(303, attempt.next);
  });
  router.all(["/oidc/start", "/oidc/callback"], methodNotAllowed("GET", "HEAD"));
  return router;
}

function failedAt(why: Reason): string {
  return `/sign-in?openid=${why}`;
}
