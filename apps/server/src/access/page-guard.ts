import type { Request, RequestHandler, Response } from "express";
import type { Action } from "@diaodu/domain";
import { callerOf } from "./caller.ts";
import { passes } from "./guard.ts";
import type { Guard } from "./guard.ts";

/** A path of ours to go on to after signing in; anything else leads to the phone's page. */
export function nextPath(given: unknown): string {
  const path = typeof given === "string" ? given : "";
  // `//host` and `/\host` leave our origin.
  return /^\/(?![/\\])[\x21-\x7e]{0,300}$/u.test(path) ? path : "/m";
}

/** Sends whoever may not see a page to sign in, and back to it afterwards. */
export function toSignIn(req: Request, res: Response): void {
  const next = encodeURIComponent(nextPath(req.originalUrl));
  res.setHeader("Cache-Control", "no-store").redirect(303, `/sign-in?next=${next}`);
}

/** Like `guard`, for a page: whoever lacks the right gets `instead`, not a problem document. */
export function pageGuard(
  action: Action,
  instead: (req: Request, res: Response) => void | Promise<void>,
): Guard {
  const handler: RequestHandler = async (req, res, next) => {
    const caller = callerOf(res);
    if (passes(caller, action)) return next();
    await instead(req, res);
  };
  return Object.assign(handler, { action });
}
