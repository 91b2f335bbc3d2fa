import type { Request, Response } from "express";
import { nobody } from "@diaodu/domain";
import type { Actor as Hand, Subject } from "@diaodu/domain";
import type { Actor, ApiKey, Doer } from "@diaodu/storage";

/** Who sent this request, as far as it is proved. Exactly one for every request. */
export interface Caller {
  /** What they may do now; of somebody who must change their password no more than of nobody. */
  readonly subject: Subject;
  /** For the audit log. */
  readonly actor: Actor;
  readonly accountId: string | null;
  /** Hash that names the session; null without one. */
  readonly sessionId: string | null;
  readonly apiKey: ApiKey | null;
  readonly pending: "none" | "change_password";
}

const CALLER = "caller";

/** The caller of this request. @throws Error where no authentication ran before: a fault of ours */
export function callerOf(res: Response): Caller {
  const caller: unknown = res.locals[CALLER];
  if (caller === undefined) throw new Error("a route answers before its caller is known");
  return caller as Caller;
}

/** Notes who the caller is; again where a request itself signs in or out. */
export function setCaller(res: Response, caller: Caller): void {
  res.locals[CALLER] = caller;
}

/** Whoever proved nothing. */
export function nobodyAt(board: "open" | "closed", ip: string | null): Caller {
  return {
    subject: nobody(board),
    actor: { kind: "anonymous", id: null, name: "未登录", ip },
    accountId: null,
    sessionId: null,
    apiKey: null,
    pending: "none",
  };
}

/** The caller as the doer of a report: a person by account, a machine by its key's name. */
export function doerOf(caller: Caller): Doer {
  return { accountId: caller.accountId, name: caller.actor.name };
}

/** The caller as whoever acts on what names units and persons. */
export function handOf({ subject, accountId }: Caller): Hand {
  return { subject, accountId };
}

/** The address that the audit log keeps; behind a proxy the one that `trust proxy` lets through. */
export function addressOf(req: Request): string | null {
  return req.ip ?? null;
}
