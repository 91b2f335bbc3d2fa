import { afterEach, beforeEach, expect, test } from "vitest";
import type { Account, Problem } from "@diaodu/contracts";
import { makeAccount, openBrowser, PASSWORD, signedIn } from "../../../test/people.ts";
import type { Browser } from "../../../test/people.ts";
import { openWorld } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";

let world: World;
let system: Browser & { account: { id: string } };
let security: Browser & { account: { id: string } };
beforeEach(async () => {
  world = await openWorld();
  system = await signedIn(world, "xitong", ["system_admin"]);
  security = await signedIn(world, "anquan", ["security_admin"]);
});
afterEach(() => world.close());

const problemOf = async (answer: Response) => (await answer.json()) as Problem;
const nowhere = { units: [], regions: [] };
const stored = async (id: string) => {
  const account = await world.storage.account(id);
  if (account === null) throw new Error(id);
  return account;
};

test("an account that was just made may do nothing until it is granted something", async () => {
  const { account, initialPassword } = await system.json<{
    account: Account;
    initialPassword: string;
  }>("POST", "/accounts", { login: "ZhangSan", name: "张三" });
  expect(account).toMatchObject({ login: "zhangsan", roles: [], mustChangePassword: true });
  const person = openBrowser(world);
  await person.signIn("zhangsan", initialPassword);
  await person.json("POST", "/me/password", { current: initialPassword, next: PASSWORD });
  const { actions } = await person.me();
  expect(actions).toEqual((await openBrowser(world).me()).actions);
  expect(actions["report.read"]).toBeUndefined();
  expect((await person.ask("GET", "/accounts")).status).toBe(403);
  expect((await person.ask("GET", "/me/sessions")).status).toBe(200);
});

test("a login is taken once", async () => {
  const again = await system.ask("POST", "/accounts", { login: "anquan", name: "另一人" });
  expect(again.status).toBe(409);
  expect((await problemOf(again)).faults?.[0]?.path).toBe("login");
});

test("an administrator holds one role, and no other beside it", async () => {
  const { id, version } = await makeAccount(world, "zhangsan", []);
  const grant = (roles: string[]) =>
    security.ask("PUT", `/accounts/${id}/grant`, { version, roles, scope: nowhere });
  expect((await grant(["system_admin", "audit_admin"])).status).toBe(422);
  expect((await grant(["audit_admin", "reporter"])).status).toBe(422);
  expect((await grant(["reporter", "reviewer"])).status).toBe(200);
});

test("nobody changes what they may do themselves", async () => {
  const { id } = security.account;
  const own = { version: (await stored(id)).version, roles: ["security_admin"], scope: nowhere };
  expect((await security.ask("PUT", `/accounts/${id}/grant`, own)).status).toBe(403);
  const path = `/accounts/${system.account.id}`;
  const { version } = await stored(system.account.id);
  expect((await system.ask("PATCH", path, { version, state: "disabled" })).status).toBe(403);
  expect((await system.ask("PATCH", path, { version, name: "新名" })).status).toBe(200);
});

test("the last active administrator of a kind stays", async () => {
  const path = `/accounts/${security.account.id}`;
  const { version } = await stored(security.account.id);
  const refused = await system.ask("PATCH", path, { version, state: "disabled" });
  expect((await problemOf(refused)).detail).toContain("安全管理员");
  await makeAccount(world, "anquan2", ["security_admin"]);
  expect((await system.ask("PATCH", path, { version, state: "disabled" })).status).toBe(200);
  expect((await security.me()).account).toBeNull();
});

test("no administrator can sign in as another by setting how they do", async () => {
  const path = `/accounts/${security.account.id}`;
  expect((await system.ask("POST", `${path}/password`)).status).toBe(403);
  const { version } = await stored(security.account.id);
  const link = await system.ask("PATCH", path, { version, openId: "https://sso.example me" });
  expect(link.status).toBe(403);
});

test("a reset password opens once, and ends whoever was signed in", async () => {
  const person = await signedIn(world, "zhangsan", ["reporter"]);
  const { initialPassword } = await system.json<{ initialPassword: string }>(
    "POST",
    `/accounts/${person.account.id}/password`,
  );
  expect((await person.me()).account).toBeNull();
  expect((await person.signIn("zhangsan", initialPassword)).pending).toBe("change_password");
});

test("who edits what somebody else has changed meanwhile is told", async () => {
  const { id, version } = await makeAccount(world, "zhangsan", []);
  await system.json("PATCH", `/accounts/${id}`, { version, name: "张三丰" });
  const late = await system.ask("PATCH", `/accounts/${id}`, { version, name: "张四" });
  expect((await problemOf(late)).code).toBe("changed_meanwhile");
});

test("a locked account is opened again by the security administrator alone", async () => {
  const { id } = await makeAccount(world, "zhangsan", ["viewer"]);
  for (let time = 0; time < 5; time += 1) {
    await openBrowser(world).ask("POST", "/session", { login: "zhangsan", password: "wrong" });
  }
  const { version } = await stored(id);
  expect((await system.ask("POST", `/accounts/${id}/unlock`, { version })).status).toBe(403);
  await security.json("POST", `/accounts/${id}/unlock`, { version });
  expect((await openBrowser(world).signIn("zhangsan")).pending).toBe("none");
});

test("the security administrator sees who is signed in and ends it", async () => {
  const person = await signedIn(world, "zhangsan", ["viewer"]);
  const { sessions } = await security.json<{ sessions: { id: string; accountName: string }[] }>(
    "GET",
    "/sessions",
  );
  expect(sessions).toHaveLength(3);
  const theirs = sessions.find(({ accountName }) => accountName === "zhangsan")?.id ?? "";
  expect((await system.ask("DELETE", `/sessions/${theirs}`)).status).toBe(403);
  expect((await security.ask("DELETE", `/sessions/${theirs}`)).status).toBe(204);
  expect((await person.me()).account).toBeNull();
});

test("a key is made by the security administrator, opens until its day ends, and is told once", async () => {
  const wanted = {
    name: "财政局接口",
    unit: "finance",
    mode: "publish",
    indicators: ["budget_revenue"],
    regions: ["371400"],
    expiresOn: "2020-07-20",
  };
  expect((await system.ask("POST", "/api-keys", wanted)).status).toBe(403);
  const wrong = await security.ask("POST", "/api-keys", { ...wanted, indicators: ["nope"] });
  expect((await problemOf(wrong)).faults?.[0]?.path).toBe("indicators.0");
  const { key, secret } = await security.json<{ key: { id: string }; secret: string }>(
    "POST",
    "/api-keys",
    wanted,
  );
  const asMachine = () =>
    fetch(`${world.url}/api/v1/observations`, {
      method: "POST",
      headers: { "x-api-key": secret, "content-type": "application/json" },
      body: "{}",
    });
  expect((await asMachine()).status).toBe(422);
  world.clock.now = new Date("2020-07-20T16:00:00Z");
  expect((await asMachine()).status).toBe(401);
  world.clock.now = new Date("2020-07-20T04:00:00Z");
  const listed = await (await system.ask("GET", "/api-keys")).text();
  expect(listed).toContain("财政局接口");
  expect(listed).not.toContain(secret);
  expect((await security.ask("DELETE", `/api-keys/${key.id}`)).status).toBe(204);
  expect((await asMachine()).status).toBe(401);
});
