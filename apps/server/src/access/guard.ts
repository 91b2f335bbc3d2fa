import type { RequestHandler, Response, Router } from "express";
import type { Action, Owned } from "@diaodu/domain";
import { ACTION_NAMES, may, reachOf } from "@diaodu/domain";
import type { ProblemCode } from "@diaodu/contracts";
import { Refusal, refusesMethods } from "../http/problems.ts";
import { callerOf } from "./caller.ts";
import type { Caller } from "./caller.ts";

/** A handler that lets pass who may do `action`. Every route begins with one: see the enumeration. */
export type Guard = RequestHandler & { readonly action: Action };

/** What somebody without the right is told; the audit log hears of it. */
export class Denied extends Refusal {
  readonly action: Action;
  readonly object: string | null;

  constructor(code: ProblemCode, action: Action, detail?: string, object: string | null = null) {
    super(code, { detail });
    this.action = action;
    this.object = object;
  }
}

/**
 * Lets pass whoever has any reach for `action`; which figures it reaches is asked with
 * {@link demand} where they are known.
 */
export function guard(action: Action): Guard {
  const handler: RequestHandler = (_req, res, next) => {
    const caller = callerOf(res);
    if (!passes(caller, action)) throw deniedTo(caller, action);
    next();
  };
  return Object.assign(handler, { action });
}

/**
 * Whether this caller passes the guard of `action`. Whoever is signed in owns their session: also
 * who must change their password first, and who was granted nothing yet.
 */
export function passes(caller: Caller, action: Action): boolean {
  if (action === "session.own" && caller.accountId !== null) return true;
  return reachOf(caller.subject, action) !== "no";
}

/** @throws Denied `unauthenticated` for nobody, `forbidden` for somebody without the right */
export function demand(res: Response, action: Action, owned: Owned): void {
  const caller = callerOf(res);
  if (may(caller.subject, action, owned)) return;
  throw deniedTo(caller, action, `${owned.unit}/${owned.region}`);
}

function deniedTo(caller: Caller, action: Action, object: string | null = null): Denied {
  if (caller.pending === "change_password") {
    return new Denied("password_change_required", action, undefined, object);
  }
  if (caller.actor.kind === "anonymous") {
    return new Denied("unauthenticated", action, undefined, object);
  }
  return new Denied("forbidden", action, `没有「${ACTION_NAMES[action]}」的权限`, object);
}

export interface GuardedRoute {
  /** Upper case. */
  readonly method: string;
  /** From the root, with its parameters' names. */
  readonly path: string;
  /** Null where the route does not begin with a guard: a fault of ours. */
  readonly action: Action | null;
}

/** Every route under `router` with the guard that it begins with; for the enumeration. */
export function guardsOf(router: Router, mount = ""): GuardedRoute[] {
  return router.stack.flatMap((layer): GuardedRoute[] => {
    const { route, rawPath } = layer as unknown as {
      route?: { path: string | string[]; stack: { method?: string; handle: unknown }[] };
      rawPath?: unknown;
    };
    if (route === undefined) {
      const inner = layer.handle as unknown as Partial<Router>;
      const below = typeof rawPath === "string" && rawPath !== "/" ? mount + rawPath : mount;
      return inner.stack === undefined ? [] : guardsOf(inner as Router, below);
    }
    const first = new Map<string, unknown>();
    for (const { method, handle } of route.stack) {
      const name = (method ?? "all").toUpperCase();
      if (!first.has(name)) first.set(name, handle);
    }
    return [route.path].flat().flatMap((path) =>
      [...first].flatMap(([method, handle]) => {
        if (refusesMethods(handle)) return [];
        const action = (handle as Partial<Guard>).action ?? null;
        return [{ method, path: mount + path, action }];
      }),
    );
  });
}
