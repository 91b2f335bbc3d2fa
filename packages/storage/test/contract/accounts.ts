import { describe, expect, test } from "vitest";
import type { Account, NewAccount, Storage } from "../../src/index.ts";
import { AT, AUDIT } from "./figures.ts";

const LATER = "2020-07-16T03:00:00.000Z";
const o = { at: AT, audit: AUDIT };

export function newAccount(over: Partial<NewAccount> = {}): NewAccount {
  return {
    login: "Zhang.San",
    name: "张三",
    roles: ["reporter"],
    scope: { units: ["finance"], regions: "all" },
    passwordHash: "hash-1",
    mustChangePassword: true,
    ...over,
  };
}

export async function made(storage: Storage, over: Partial<NewAccount> = {}): Promise<Account> {
  const result = await storage.createAccounts([newAccount(over)], { at: AT, audit: [AUDIT] });
  const account = result.kind === "written" ? result.accounts[0] : undefined;
  if (account === undefined) throw new Error(`not made: ${JSON.stringify(result)}`);
  return account;
}

export function accountContract(
  fresh: () => Promise<Storage>,
  freshUrl: () => Promise<string>,
  open: (url: string) => Promise<Storage>,
): void {
  describe("an account", () => {
    test("is found by its login in any case, and shows none of its secrets", async () => {
      const storage = await fresh();
      const account = await made(storage, { openId: "https://id.example 7" });
      expect(account).toEqual({
        id: account.id,
        login: "zhang.san",
        name: "张三",
        roles: ["reporter"],
        scope: { units: ["finance"], regions: "all" },
        state: "active",
        mustChangePassword: true,
        passwordChangedAt: AT,
        lockedUntil: null,
        secondFactor: false,
        openId: "https://id.example 7",
        createdAt: AT,
        lastSignInAt: null,
        version: 1,
      });
      expect(await storage.accountByLogin("ZHANG.SAN")).toEqual(account);
      expect(await storage.accountByOpenId("https://id.example 7")).toEqual(account);
      expect(await storage.account(account.id)).toEqual(account);
      expect(await storage.accounts()).toEqual([account]);
      expect(await storage.account("nobody")).toBeNull();
      expect(await storage.credentials("nobody")).toBeNull();
      expect(await storage.credentials(account.id)).toMatchObject({ passwordHash: "hash-1" });
    });

    test("has a login and an outside identity of its own", async () => {
      const storage = await fresh();
      const account = await made(storage, { openId: "p 1" });
      const make = (...accounts: NewAccount[]) =>
        storage.createAccounts(accounts, { at: AT, audit: [] });
      const other = newAccount({ login: "li.si" });
      expect(await make(other, newAccount({ login: "ZHANG.san" }))).toEqual({
        kind: "login_taken",
        login: "zhang.san",
      });
      expect(await make(other, other)).toEqual({ kind: "login_taken", login: "li.si" });
      expect(await make({ ...other, openId: "p 1" })).toEqual({ kind: "open_id_taken" });
      expect(await storage.accounts()).toEqual([account]);
      const second = await made(storage, { login: "li.si" });
      expect(await storage.changeAccount(second.id, 1, { openId: "p 1" }, o)).toEqual({
        kind: "open_id_taken",
      });
    });

    test("is among the first ones made by one of two who finish the first start at once", async () => {
      const url = await freshUrl();
      const [one, two] = [await open(url), await open(url)];
      const make = (storage: Storage, login: string) =>
        storage.createAccounts([newAccount({ login, roles: ["system_admin"] })], {
          at: AT,
          audit: [AUDIT],
          onlyFirst: true,
        });
      expect(await one.administratorCount()).toBe(0);
      const results = await Promise.all([make(one, "a"), make(two, "b"), make(one, "c")]);
      expect(results.map((r) => r.kind).toSorted()).toEqual(["not_first", "not_first", "written"]);
      expect(await one.administratorCount()).toBe(1);
      expect(await two.readAudit({})).toHaveLength(1);
    });

    test("is changed by whoever saw how it stands", async () => {
      const storage = await fresh();
      const { id } = await made(storage);
      const change = { name: "张三丰", roles: ["reviewer"] as const };
      const written = await storage.changeAccount(id, 1, change, o);
      expect(written).toMatchObject({ kind: "written", account: { ...change, version: 2 } });
      expect(await storage.changeAccount(id, 1, { name: "李四" }, o)).toMatchObject({
        kind: "changed_meanwhile",
        account: { name: "张三丰" },
      });
      expect(await storage.changeAccount("nobody", 1, {}, o)).toEqual({ kind: "unknown" });
      expect(await storage.readAudit({})).toHaveLength(2);
    });

    test("of several who change it at once is changed by one", async () => {
      const url = await freshUrl();
      const [one, two] = [await open(url), await open(url)];
      const { id } = await made(one);
      const results = await Promise.all(
        [one, two, one, two].map((storage, i) => storage.changeAccount(id, 1, { name: `${i}` }, o)),
      );
      expect(results.filter((r) => r.kind === "written")).toHaveLength(1);
      expect(await one.account(id)).toMatchObject({ version: 2 });
    });

    test("is named in the log when its rights or its password change, and only then", async () => {
      const storage = await fresh();
      const { id } = await made(storage);
      await storage.changeAccount(id, 1, { name: "李四", roles: ["reporter"] }, o);
      expect(await storage.headSeq()).toBe(0);
      await storage.changeAccount(id, 2, { roles: [] }, o);
      await storage.changeAccount(id, 3, { scope: { units: [], regions: [] } }, o);
      await storage.changeAccount(id, 4, { state: "disabled" }, o);
      await storage.setPassword(id, { hash: "h", mustChange: false, keep: 5, ...o });
      const changes = await storage.changesSince(0);
      expect(changes).toHaveLength(4);
      for (const change of changes) {
        expect(change).toMatchObject({
          kind: "access",
          audience: "server",
          payload: { accounts: [id], sessions: [], screens: [], keys: [] },
        });
      }
      expect(await storage.administratorCount()).toBe(0);
    });
  });

  describe("what proves an account", () => {
    test("keeps as many former passwords as it is told to", async () => {
      const storage = await fresh();
      const { id } = await made(storage);
      for (const hash of ["hash-2", "hash-3", "hash-4"]) {
        await storage.setPassword(id, { hash, mustChange: false, keep: 2, ...o, at: LATER });
      }
      expect(await storage.credentials(id)).toMatchObject({
        passwordHash: "hash-4",
        formerHashes: ["hash-3", "hash-2"],
        failures: 0,
      });
      expect(await storage.account(id)).toMatchObject({
        mustChangePassword: false,
        passwordChangedAt: LATER,
        version: 4,
      });
      const unknown = storage.setPassword("nobody", { hash: "", mustChange: true, keep: 1, ...o });
      await expect(unknown).rejects.toThrow(RangeError);
    });

    test("counts every one of ten failures at once and locks at the fifth", async () => {
      const url = await freshUrl();
      const [one, two] = [await open(url), await open(url)];
      const { id } = await made(one);
      const failed = { lockAfter: 5, lockedUntil: LATER, audit: AUDIT };
      const counted = await Promise.all(
        Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? one : two).recordFailure(id, failed)),
      );
      const byCount = counted.toSorted((a, b) => a.failures - b.failures);
      expect(byCount.map((c) => c.failures)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(byCount.map((c) => c.lockedUntil !== null)).toEqual(
        byCount.map((c) => c.failures >= 5),
      );
      expect(await one.account(id)).toMatchObject({ lockedUntil: LATER, version: 1 });
      expect(await one.readAudit({})).toHaveLength(11);
    });

    test("is not locked for longer by failures while locked, and counts anew afterwards", async () => {
      const storage = await fresh();
      const { id } = await made(storage);
      const fail = (at: string, lockedUntil: string) =>
        storage.recordFailure(id, { lockAfter: 2, lockedUntil, audit: { ...AUDIT, at } });
      await fail(AT, LATER);
      expect(await fail(AT, LATER)).toEqual({ failures: 2, lockedUntil: LATER });
      expect(await fail(AT, "2021-01-01T00:00:00.000Z")).toEqual({
        failures: 3,
        lockedUntil: LATER,
      });
      expect(await fail(LATER, "2021-01-01T00:00:00.000Z")).toEqual({
        failures: 1,
        lockedUntil: null,
      });
      await expect(
        storage.recordFailure("nobody", { lockAfter: 2, lockedUntil: LATER, audit: AUDIT }),
      ).rejects.toThrow(RangeError);
    });

    test("is forgiven its failures by a sign-in and by an unlock", async () => {
      const storage = await fresh();
      const { id } = await made(storage);
      const failed = { lockAfter: 1, lockedUntil: LATER, audit: AUDIT };
      await storage.recordFailure(id, failed);
      await storage.recordSignIn(id, { at: LATER, audit: AUDIT });
      expect(await storage.account(id)).toMatchObject({ lockedUntil: null, lastSignInAt: LATER });
      await storage.recordFailure(id, failed);
      expect(await storage.changeAccount(id, 1, { unlock: true }, o)).toMatchObject({
        account: { lockedUntil: null },
      });
      expect(await storage.credentials(id)).toMatchObject({ failures: 0 });
    });

    test("takes a time step of its second factor once, and none before it", async () => {
      const url = await freshUrl();
      const [one, two] = [await open(url), await open(url)];
      const { id } = await made(one);
      await one.setTotpSecret(id, "JBSWY3DPEHPK3PXP", AUDIT);
      expect(await one.account(id)).toMatchObject({ secondFactor: true, version: 2 });
      const taken = await Promise.all(
        [one, two, one, two].map((storage) => storage.takeTotpStep(id, 100)),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await one.takeTotpStep(id, 99)).toBe(false);
      expect(await one.takeTotpStep(id, 101)).toBe(true);
      await one.setTotpSecret(id, null, AUDIT);
      expect(await one.credentials(id)).toMatchObject({ totpSecret: null, totpUsedStep: null });
    });
  });
}
