import type { Request, Response } from "express";
import type { Subject } from "@diaodu/domain";
import type { Actor, ApiKey, Doer } from "@diaodu/storage";

/** Who sent this request, as far as it is proved. Exactly one for every request. */
export interface Caller {
  readonly subject: Subject;
  /** For the audit log. */
  readonly actor: Actor;
  readonly accountId: string | null;
  /** Hash that names the session; null without one. */
  readonly sessionId: string | null;
  readonly apiKey: ApiKey | null;
}

const CALLER = "caller";

/** The caller of this request. @throws Error where no authentication ran before: a fault of ours */
export function callerOf(res: Response): Caller {
  const caller: unknown = res.locals[CALLER];
  if (caller === undefined) throw new Error("a route answers before its caller is known");
  return caller as Caller;
}

/** Notes who the caller is; once a request. */
export function setCaller(res: Response, caller: Caller): void {
  res.locals[CALLER] = caller;
}

/** The caller as the doer of a report: a person by account, a machine by its key's name. */
export function doerOf(caller: Caller): Doer {
  return { accountId: caller.accountId, name: caller.actor.name };
}

/** The address that the audit log keeps; behind a proxy the one that `trust proxy` lets through. */
export function addressOf(req: Request): string | null {
  return req.ip ?? null;
}
