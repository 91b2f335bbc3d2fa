import { randomBytes } from "node:crypto";
import type { Request, RequestHandler } from "express";
import session from "express-session";
import type { Storage } from "@diaodu/storage";
import { SessionStore } from "./session-store.ts";

export const SESSION_COOKIE = "diaodu_sid";

const SECRET = "session_secret";

/** The installation's secret for signing cookies; made at the first start. */
export async function sessionSecret(storage: Pick<Storage, "meta">): Promise<string> {
  const known = await storage.meta.get(SECRET);
  // Several servers may start at once: all of them take what the first has written.
  return known ?? storage.meta.claim(SECRET, randomBytes(32).toString("base64url"));
}

/**
 * Cookie sessions over the database. Nobody gets a cookie before they sign in. `Lax`, because with
 * `Strict` a browser that comes back from an OpenID provider would not show the cookie; changes are
 * guarded by origin and token as well.
 */
export function sessionMiddleware(o: {
  readonly storage: Storage;
  readonly clock: () => Date;
  readonly secret: string;
}): RequestHandler {
  return session({
    name: SESSION_COOKIE,
    secret: o.secret,
    store: new SessionStore(o.storage, o.clock),
    genid: () => randomBytes(32).toString("base64url"),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: "lax", secure: "auto", path: "/" },
  });
}

/** Another id for what follows: what an onlooker set or saw before is worth nothing after. */
export function regenerate(req: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    req.session.regenerate((error: unknown) => (error ? reject(asError(error)) : resolve()));
  });
}

/** Stores the session before the answer is sent, where the browser may return at once. */
export function saveSession(req: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    req.session.save((error: unknown) => (error ? reject(asError(error)) : resolve()));
  });
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error("the session store failed");
}
