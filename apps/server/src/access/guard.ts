import type { RequestHandler, Response, Router } from "express";
import type { Action, Owned } from "@diaodu/domain";
import { ACTION_NAMES, may, reachOf } from "@diaodu/domain";
import { Refusal } from "../http/problems.ts";
import { callerOf } from "./caller.ts";
import type { Caller } from "./caller.ts";

/** A handler that lets pass who may do `action`. Every route begins with one: see the enumeration. */
export type Guard = RequestHandler & { readonly action: Action };

/**
 * Lets pass whoever has any reach for `action`; which figures it reaches is asked with
 * {@link demand} where they are known.
 */
export function guard(action: Action): Guard {
  const handler: RequestHandler = (_req, res, next) => {
    const caller = callerOf(res);
    if (reachOf(caller.subject, action) === "no") throw refusalFor(caller, action);
    next();
  };
  return Object.assign(handler, { action });
}

/** @throws Refusal `unauthenticated` for nobody, `forbidden` for somebody without the right */
export function demand(res: Response, action: Action, owned: Owned): void {
  const caller = callerOf(res);
  if (!may(caller.subject, action, owned)) throw refusalFor(caller, action);
}

function refusalFor(caller: Caller, action: Action): Refusal {
  if (caller.actor.kind === "anonymous") return new Refusal("unauthenticated");
  return new Refusal("forbidden", { detail: `没有「${ACTION_NAMES[action]}」的权限` });
}

/** The guard of each route under `router`, by method and path below its own mount; for the enumeration. */
export function guardsOf(
  router: Router,
): { method: string; path: string; action: Action | null }[] {
  return router.stack.flatMap((layer) => {
    const inner = layer.handle as unknown as Partial<Router>;
    if (layer.route === undefined)
      return inner.stack === undefined ? [] : guardsOf(inner as Router);
    const { path, stack } = layer.route;
    const action = stack.map(({ handle }) => (handle as Partial<Guard>).action).find(Boolean);
    return stack.map(({ method }) => ({ method: method ?? "all", path, action: action ?? null }));
  });
}
