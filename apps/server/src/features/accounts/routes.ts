import { Router } from "express";
import type { Response } from "express";
import { accountGrant, accountUpdate, newAccount, versionOnly } from "@diaodu/contracts";
import { ADMINISTRATORS, rolesFault } from "@diaodu/domain";
import type { Account, AccountWrite, AuditEntry } from "@diaodu/storage";
import type { Access } from "../../access/access.ts";
import { callerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { passwordFaultsAt } from "../../access/password-rules.ts";
import { initialPassword } from "../../access/passwords.ts";
import { jsonBody, parseBody } from "../../http/json-body.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { keepAdministrators } from "./last-administrator.ts";
import { presentAccount } from "./presenter.ts";

const NOWHERE = { units: [], regions: [] } as const;

/**
 * The system administrator makes, renames, disables and resets accounts; what they may do is granted
 * by the security administrator. Nobody changes what they may do themselves.
 */
export function accountRoutes(access: Access): Router {
  const { storage, audit, passwords, settings } = access;
  const router = Router();
  const stamp = () => access.clock().toISOString();

  async function accountAt(id: unknown): Promise<Account> {
    const account = await storage.account(String(id));
    if (account === null) throw new Refusal("not_found");
    return account;
  }

  function entryFor(res: Response, action: string, id: string, detail?: object): AuditEntry {
    return audit.entry(callerOf(res), {
      action,
      object: `account:${id}`,
      detail: detail === undefined ? null : { ...detail },
    });
  }

  router.get("/accounts", guard("account.read"), async (_req, res) => {
    const accounts = await storage.accounts();
    await audit.note(callerOf(res), { action: "account.read" });
    const answer = { accounts: accounts.map(presentAccount) };
    res.setHeader("Cache-Control", "no-store").json(answer);
  });

  router.post("/accounts", guard("account.write"), ...jsonBody(), async (req, res) => {
    const given = parseBody(newAccount, req);
    const made = given.password === null && given.openId === null ? initialPassword() : null;
    const password = given.password ?? made;
    if (given.password !== null) {
      const rules = settings.password;
      const faults = passwordFaultsAt("password", given.password, given.login, rules);
      if (faults.length > 0) throw new Refusal("validation_failed", { faults });
    }
    const written = await storage.createAccounts(
      [
        {
          login: given.login,
          name: given.name,
          roles: [],
          scope: NOWHERE,
          passwordHash: password === null ? null : await passwords.hash(password),
          mustChangePassword: password !== null,
          openId: given.openId,
        },
      ],
      {
        at: stamp(),
        audit: [
          audit.entry(callerOf(res), {
            action: "account.write",
            object: `login:${given.login}`,
            detail: { created: given.name, openId: given.openId },
          }),
        ],
      },
    );
    if (written.kind === "login_taken") throw taken("login", "登录名已被使用");
    if (written.kind === "open_id_taken") throw taken("openId", "统一身份已关联其他账号");
    const account = written.kind === "written" ? written.accounts[0] : undefined;
    if (account === undefined) throw new Refusal("internal");
    const answer = { account: presentAccount(account), initialPassword: made };
    res.status(201).setHeader("Cache-Control", "no-store").json(answer);
  });
  router.all("/accounts", methodNotAllowed("GET", "HEAD", "POST"));

  router.patch("/accounts/:id", guard("account.write"), ...jsonBody(), async (req, res) => {
    const { version, ...change } = parseBody(accountUpdate, req);
    const account = await accountAt(req.params["id"]);
    if (change.openId !== undefined) refuseTakeover(account);
    if (change.state === "disabled") {
      refuseOwn(res, account);
      const after = { roles: account.roles, active: false };
      keepAdministrators(account, after, await storage.accounts());
    }
    const entry = entryFor(res, "account.write", account.id, changeOf(account, change));
    const at = stamp();
    const written = await storage.changeAccount(account.id, version, change, { at, audit: entry });
    send(res, written);
    if (change.state === "disabled" && written.kind === "written") {
      const ended = entryFor(res, "session.end", account.id);
      await storage.endSessions({ accountId: account.id }, ended);
    }
  });
  router.all("/accounts/:id", methodNotAllowed("PATCH"));

  router.put("/accounts/:id/grant", guard("account.grant"), ...jsonBody(), async (req, res) => {
    const { version, roles, scope } = parseBody(accountGrant, req);
    const account = await accountAt(req.params["id"]);
    refuseOwn(res, account);
    const fault = rolesFault(roles);
    if (fault !== null) {
      const faults = [{ path: "roles", code: "roles", message: fault }];
      throw new Refusal("validation_failed", { faults });
    }
    keepAdministrators(account, { roles, active: true }, await storage.accounts());
    const change = { roles, scope };
    const entry = entryFor(res, "account.grant", account.id, changeOf(account, change));
    const at = stamp();
    send(res, await storage.changeAccount(account.id, version, change, { at, audit: entry }));
  });
  router.all("/accounts/:id/grant", methodNotAllowed("PUT"));

  router.post("/accounts/:id/unlock", guard("account.grant"), ...jsonBody(), async (req, res) => {
    const { version } = parseBody(versionOnly, req);
    const account = await accountAt(req.params["id"]);
    const entry = entryFor(res, "account.unlock", account.id);
    const o = { at: stamp(), audit: entry };
    send(res, await storage.changeAccount(account.id, version, { unlock: true }, o));
  });
  router.all("/accounts/:id/unlock", methodNotAllowed("POST"));

  router.post("/accounts/:id/password", guard("account.write"), async (req, res) => {
    const account = await accountAt(req.params["id"]);
    refuseTakeover(account);
    const password = initialPassword();
    await storage.setPassword(account.id, {
      hash: await passwords.hash(password),
      mustChange: true,
      keep: Math.max(0, settings.password.remembered - 1),
      at: stamp(),
      audit: entryFor(res, "account.password", account.id),
    });
    await storage.endSessions({ accountId: account.id }, entryFor(res, "session.end", account.id));
    const answer = {
      account: presentAccount(await accountAt(account.id)),
      initialPassword: password,
    };
    res.setHeader("Cache-Control", "no-store").json(answer);
  });
  router.all("/accounts/:id/password", methodNotAllowed("POST"));

  // For whoever has lost the phone with their codes on it.
  router.delete("/accounts/:id/second-factor", guard("account.grant"), async (req, res) => {
    const account = await accountAt(req.params["id"]);
    refuseOwn(res, account);
    const entry = entryFor(res, "account.second_factor", account.id, { removed: true });
    await storage.setTotpSecret(account.id, null, entry);
    res.status(204).end();
  });
  router.all("/accounts/:id/second-factor", methodNotAllowed("DELETE"));
  return router;
}

function refuseOwn(res: Response, account: Account): void {
  if (callerOf(res).accountId !== account.id) return;
  throw new Refusal("forbidden", { detail: "不能变更自己的账号权限，请由其他管理员办理" });
}

/**
 * Whoever sets how an administrator signs in could sign in as them, and the three would be one:
 * that is left to whoever has the server's console.
 */
function refuseTakeover(account: Account): void {
  if (!ADMINISTRATORS.some((role) => account.roles.includes(role))) return;
  const detail = "管理员的登录方式不能由他人变更，请在服务器上用命令 account reset-password 办理";
  throw new Refusal("forbidden", { detail });
}

function taken(path: string, message: string): Refusal {
  return new Refusal("already_exists", { faults: [{ path, code: "taken", message }] });
}

/** What changed, from and to. */
function changeOf(account: Account, change: object): Record<string, unknown> {
  const before = account as unknown as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(change).flatMap(([name, to]: [string, unknown]) =>
      to === undefined || JSON.stringify(before[name]) === JSON.stringify(to)
        ? []
        : [[name, { from: before[name] ?? null, to }]],
    ),
  );
}

function send(res: Response, written: AccountWrite): void {
  switch (written.kind) {
    case "written":
      res.setHeader("Cache-Control", "no-store").json({ account: presentAccount(written.account) });
      return;
    case "changed_meanwhile":
      throw new Refusal("changed_meanwhile");
    case "login_taken":
      throw taken("login", "登录名已被使用");
    case "open_id_taken":
      throw taken("openId", "统一身份已关联其他账号");
    case "unknown":
      throw new Refusal("not_found");
  }
}
