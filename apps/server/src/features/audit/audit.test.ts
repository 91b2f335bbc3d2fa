import { afterEach, beforeEach, expect, test } from "vitest";
import type { AuditRow } from "@diaodu/contracts";
import { makeAccount, openBrowser, signedIn } from "../../../test/people.ts";
import type { Browser } from "../../../test/people.ts";
import { openWorld } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";

let world: World;
let auditor: Browser;
beforeEach(async () => {
  world = await openWorld();
  auditor = await signedIn(world, "shenji", ["audit_admin"]);
});
afterEach(() => world.close());

const rows = async (query = "") =>
  (await auditor.json<{ rows: AuditRow[] }>("GET", `/audit${query}`)).rows;

test("sign-ins, failures, refusals and changes stand in the log with who, what and result", async () => {
  const system = await signedIn(world, "xitong", ["system_admin"]);
  await system.json("POST", "/accounts", { login: "zhangsan", name: "张三" });
  for (let time = 0; time < 20; time += 1) await system.ask("GET", "/audit");
  await openBrowser(world).ask("POST", "/session", { login: "xitong", password: "wrong" });
  const said = (await rows()).map(({ actor, actionName, result }) => [
    actor.name,
    actionName,
    result,
  ]);
  expect(said).toContainEqual(["xitong", "登录", "done"]);
  expect(said).toContainEqual(["xitong", "登录", "failed"]);
  expect(said).toContainEqual(["xitong", "管理账号", "done"]);
  expect(said.filter(([name, , result]) => name === "xitong" && result === "refused")).toEqual([
    ["xitong", "查看审计日志", "refused"],
  ]);
});

test("no row holds a password, a secret or a session's id", async () => {
  const security = await signedIn(world, "anquan", ["security_admin"]);
  const { secret } = await security.json<{ secret: string }>("POST", "/api-keys", {
    name: "接口",
    unit: null,
    mode: "publish",
    indicators: null,
    regions: null,
    expiresOn: null,
  });
  const text = JSON.stringify(await rows());
  expect(text).not.toContain(secret);
  expect(text).not.toContain("Cheng-shi");
  for (const value of security.cookies.values()) expect(text).not.toContain(value.slice(4, 30));
});

test("the log is read by result, action and page", async () => {
  for (let time = 0; time < 6; time += 1) await makeAccount(world, `user${time}`, []);
  const made = await rows("?action=account.write");
  expect(made).toHaveLength(7);
  const page = await rows(`?action=account.write&limit=2&before=${made[1]?.n}`);
  expect(page.map(({ n }) => n)).toEqual([made[2]?.n, made[3]?.n]);
  expect((await auditor.ask("GET", "/audit?limit=5000")).status).toBe(400);
});

test("the log is searched by a part of the actor's name, whose signs stand for themselves", async () => {
  await signedIn(world, "xitong", ["system_admin"]);
  const names = async (part: string) =>
    new Set((await rows(`?actor=${encodeURIComponent(part)}`)).map(({ actor }) => actor.name));
  expect(await names("ton")).toEqual(new Set(["xitong"]));
  expect(await names("%")).toEqual(new Set());
  expect(await names("x_tong")).toEqual(new Set());
});

test("objects are told by the names that people know", async () => {
  const system = await signedIn(world, "xitong", ["system_admin"]);
  const security = await signedIn(world, "anquan", ["security_admin"]);
  await system.json("POST", "/accounts", { login: "zhangsan", name: "张三" });
  const { key } = await security.json<{ key: { id: string } }>("POST", "/api-keys", {
    name: "统计局联网直报",
    unit: null,
    mode: "publish",
    indicators: null,
    regions: null,
    expiresOn: null,
  });
  await security.ask("DELETE", `/api-keys/${key.id}`);
  const named = (await rows()).map(({ action, objectName }) => [action, objectName]);
  expect(named).toContainEqual(["account.write", "张三（zhangsan）"]);
  expect(named).toContainEqual(["api_key.write", "统计局联网直报"]);
});

test("an export states the head of the chain, and a cell that begins like a formula is text", async () => {
  await openBrowser(world).ask("POST", "/session", { login: "a-b", password: "wrong" });
  const system = await signedIn(world, "xitong", ["system_admin"]);
  await system.json("POST", "/accounts", { login: "zhang", name: "=HYPERLINK(1)" });
  const evil = await world.storage.accountByLogin("zhang");
  await world.storage.appendAudit({
    at: "2020-07-20T04:00:00.000Z",
    actor: { kind: "person", id: evil?.id ?? "", name: "=HYPERLINK(1)", ip: null },
    action: "board.read",
    object: null,
    result: "done",
    detail: null,
  });
  const answer = await auditor.ask("GET", "/audit/export.csv");
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const text = bytes.toString();
  expect(text).toContain(",'=HYPERLINK(1),");
  expect(text).not.toMatch(/(^|,)=HYPERLINK/mu);
  const head = answer.headers.get("x-audit-head") ?? "";
  expect(text.trimEnd().split("\r\n").at(-1)).toContain(head);
  expect(await world.storage.verifyAudit(head)).toMatchObject({ ok: true });

  const lines = (await (await auditor.ask("GET", "/audit/export.ndjson")).text())
    .trim()
    .split("\n");
  const [first, newest] = lines.map((line) => JSON.parse(line) as { head?: string; hash?: string });
  expect(first?.head).toBe(newest?.hash);
  const exports = (await rows("?action=audit.export")).map(({ detail }) => detail?.["format"]);
  expect(exports).toEqual(["ndjson", "csv"]);
});
