import type { Request, Response } from "express";
import type { Me } from "@diaodu/contracts";
import { ACTIONS, reachOf } from "@diaodu/domain";
import type { Account } from "@diaodu/storage";
import type { Access } from "../../access/access.ts";
import { callerOf } from "../../access/caller.ts";
import type { Caller } from "../../access/caller.ts";

/** Who the caller is and what stands between them and the office. */
async function presentMe(access: Access, req: Request, res: Response): Promise<Me> {
  const caller = callerOf(res);
  const { settings, storage } = access;
  const account = caller.accountId === null ? null : await storage.account(caller.accountId);
  return {
    account: account === null ? null : presentOwn(account),
    actions: Object.fromEntries(
      ACTIONS.flatMap((action) => {
        const reach = reachOf(caller.subject, action);
        return reach === "no" ? [] : [[action, reach]];
      }),
    ),
    pending: await pendingOf(access, req, caller),
    openId: settings.openId === null ? null : { name: settings.openId.name },
    csrfToken: caller.sessionId === null ? "" : (req.session.csrf ?? ""),
    passwordRules: { ...settings.password },
  };
}

function presentOwn(account: Account): NonNullable<Me["account"]> {
  const { id, login, name, roles, scope, secondFactor } = account;
  const { units, regions } = scope;
  return {
    id,
    login,
    name,
    roles: [...roles],
    scope: {
      units: units === "all" ? units : [...units],
      regions: regions === "all" ? regions : [...regions],
    },
    secondFactor,
  };
}

async function pendingOf(access: Access, req: Request, caller: Caller): Promise<Me["pending"]> {
  if (caller.accountId !== null) return caller.pending;
  if (caller.actor.kind !== "anonymous") return "none";
  if (req.session.half !== undefined) return "second_factor";
  return (await access.storage.administratorCount()) === 0 ? "setup" : "sign_in";
}

/** Answers with `me` as the request left it. */
export async function sendMe(access: Access, req: Request, res: Response): Promise<void> {
  const me = await presentMe(access, req, res);
  res.setHeader("Cache-Control", "no-store").json(me);
}
