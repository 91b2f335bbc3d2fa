import { Router } from "express";
import { setup } from "@diaodu/contracts";
import type { Fault, Setup } from "@diaodu/contracts";
import type { PersonalRole, Scope } from "@diaodu/domain";
import type { NewAccount } from "@diaodu/storage";
import type { Access } from "../../access/access.ts";
import { callerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { addressLimit, countedAt } from "../../access/limits.ts";
import { passwordFaultsAt } from "../../access/password-rules.ts";
import { jsonBody, parseBody } from "../../http/json-body.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";

/** The three administrators, by their place in the submission. */
const PLACES = {
  system: "system_admin",
  security: "security_admin",
  audit: "audit_admin",
} as const satisfies Record<string, PersonalRole>;
type Place = keyof typeof PLACES;
const EACH = Object.keys(PLACES) as Place[];

const EVERYWHERE: Scope = { units: "all", regions: "all" };
const ATTEMPTS = 15;

/** `POST /setup`: the first start makes system, security and audit administrator, or nobody. */
export function setupRoutes(access: Access): Router {
  const { storage, audit, passwords, setupCode, settings } = access;
  const router = Router();
  router.post(
    "/setup",
    guard("session.open"),
    addressLimit(ATTEMPTS, countedAt(access, "setup")),
    ...jsonBody(),
    async (req, res) => {
      const given = parseBody(setup, req);
      if ((await storage.administratorCount()) > 0) throw new Refusal("already_set_up");
      if (!(await setupCode.matches(given.code))) {
        const deed = { action: "system.setup", result: "failed" } as const;
        await audit.note(callerOf(res), deed);
        throw new Refusal("wrong_code", { detail: "初始化代码不正确，请查看服务器启动时的输出" });
      }
      const faults = setupFaults(given);
      for (const place of EACH) {
        const { login, password } = given[place];
        faults.push(...passwordFaultsAt(`${place}.password`, password, login, settings.password));
      }
      if (faults.length > 0) throw new Refusal("validation_failed", { faults });

      const accounts: NewAccount[] = [];
      for (const place of EACH) {
        const { login, name, password } = given[place];
        accounts.push({
          login,
          name,
          roles: [PLACES[place]],
          scope: EVERYWHERE,
          passwordHash: await passwords.hash(password),
          mustChangePassword: false,
        });
      }
      const detail = { accounts: accounts.map(({ login, roles }) => ({ login, roles })) };
      const made = await storage.createAccounts(accounts, {
        at: access.clock().toISOString(),
        audit: [audit.entry(callerOf(res), { action: "system.setup", detail })],
        onlyFirst: true,
      });
      if (made.kind !== "written") throw new Refusal("already_set_up");
      await setupCode.close();
      res.status(204).end();
    },
  );
  router.all("/setup", methodNotAllowed("POST"));
  return router;
}

/** Three persons are three logins. */
function setupFaults(given: Setup): Fault[] {
  const seen = new Set<string>();
  return EACH.flatMap((place) => {
    const { login } = given[place];
    if (!seen.has(login)) {
      seen.add(login);
      return [];
    }
    const message = "三个管理员的登录名须各不相同";
    return [{ path: `${place}.login`, code: "duplicate", message }];
  });
}
