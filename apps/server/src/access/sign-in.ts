import type { Request, Response } from "express";
import type { Account, Actor } from "@diaodu/storage";
import type { Access } from "./access.ts";
import { signedInAs } from "./authenticate.ts";
import { addressOf, setCaller } from "./caller.ts";
import { newCsrfToken } from "./csrf.ts";
import { callerFor } from "./person.ts";
import { regenerate, saveSession } from "./session-middleware.ts";
import { sessionIdOf } from "./session-store.ts";

const HOUR_MS = 3_600_000;
const MAX_AGENT = 200;

/** How an account was proved; of a password the name begins with it. */
export type Method = "password" | "password+totp" | "openid";

/** Ends what this browser was signed in as: with its cookie replaced nobody could end it any more. */
export async function endFormer(
  { storage, audit }: Pick<Access, "storage" | "audit">,
  req: Request,
  by: Actor,
): Promise<void> {
  const before = signedInAs(req);
  if (before === null) return;
  const object = `account:${before.accountId}`;
  const entry = audit.entry(by, { action: "session.sign_out", object });
  await storage.endSessions({ id: before.id }, entry);
}

/** Signs `account` in with a new session id; the request's caller is that person from here on. */
export async function openSession(
  access: Access,
  req: Request,
  res: Response,
  o: { readonly account: Account; readonly method: Method },
): Promise<void> {
  const { storage, settings, audit } = access;
  const { account, method } = o;
  const now = access.clock();
  const at = now.toISOString();
  const ip = addressOf(req);
  const actor = { kind: "person", id: account.id, name: account.name, ip } as const;
  const object = `account:${account.id}`;
  await endFormer(access, req, actor);
  await regenerate(req);
  req.session.csrf = newCsrfToken();
  req.session.signedIn = {
    accountId: account.id,
    createdAt: at,
    lastSeenAt: at,
    expiresAt: new Date(now.getTime() + settings.session.absoluteHours * HOUR_MS).toISOString(),
    ip,
    agent: req.headers["user-agent"]?.slice(0, MAX_AGENT) ?? null,
    method,
  };
  await saveSession(req);
  await storage.recordSignIn(account.id, {
    at,
    audit: audit.entry(actor, { action: "session.sign_in", object, detail: { method } }),
  });
  const id = sessionIdOf(req.sessionID);
  setCaller(res, callerFor(account, { id, method }, { settings, now, ip }));
}
