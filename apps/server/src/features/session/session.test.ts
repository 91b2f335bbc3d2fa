import { TOTP } from "otpauth";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Account, Me, Problem } from "@diaodu/contracts";
import {
  auditOf,
  makeAccount,
  openBrowser,
  opened,
  PASSWORD,
  signedIn,
} from "../../../test/people.ts";
import { openWorld } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const three = (code: string) => ({
  code,
  system: { login: "xitong", name: "系统员", password: PASSWORD },
  security: { login: "anquan", name: "安全员", password: PASSWORD },
  audit: { login: "shenji", name: "审计员", password: PASSWORD },
});
const problemOf = async (answer: Response) => (await answer.json()) as Problem;
const pass = (minutes: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + minutes * 60_000);
};

test("from the first start to a reporter's open office, each administrator does a part", async () => {
  const [code = ""] = world.setupCode.said;
  const first = openBrowser(world);
  expect((await first.me()).pending).toBe("setup");
  expect((await first.ask("POST", "/setup", three(code))).status).toBe(204);
  expect((await first.me()).pending).toBe("sign_in");

  const system = openBrowser(world);
  await system.signIn("xitong");
  const made = await system.json<{ account: Account; initialPassword: string }>(
    "POST",
    "/accounts",
    { login: "zhangsan", name: "张三" },
  );
  const grant = {
    version: made.account.version,
    roles: ["reporter"],
    scope: { units: ["finance"], regions: ["371400"] },
  };
  const path = `/accounts/${made.account.id}/grant`;
  expect((await system.ask("PUT", path, grant)).status).toBe(403);
  const security = openBrowser(world);
  await security.signIn("anquan");
  expect((await security.ask("POST", "/accounts", { login: "lisi", name: "李四" })).status).toBe(
    403,
  );
  await security.json("PUT", path, grant);

  const reporter = openBrowser(world);
  const pending = await reporter.signIn("zhangsan", made.initialPassword);
  expect(pending).toMatchObject({ pending: "change_password", account: { name: "张三" } });
  expect((await problemOf(await reporter.ask("GET", "/catalogue-nowhere"))).code).toBe("not_found");
  await expect(opened(reporter.office())).rejects.toThrow("unauthenticated");
  const change = { current: made.initialPassword, next: "Xin-mi-ma-2" };
  const me = await reporter.json<Me>("POST", "/me/password", change);
  expect(me).toMatchObject({ pending: "none", actions: { "report.write": "own" } });
  const socket = await opened(reporter.office());
  socket.disconnect();
});

test("the first start happens once, with the code of the console, whoever else tries meanwhile", async () => {
  const [code = ""] = world.setupCode.said;
  const wrong = await openBrowser(world).ask("POST", "/setup", three("AAAA-BBBB-CCCC"));
  expect(wrong.status).toBe(403);
  const race = await Promise.all(
    [1, 2, 3].map(() => openBrowser(world).ask("POST", "/setup", three(code))),
  );
  expect(race.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409, 409]);
  expect(await world.storage.accounts()).toHaveLength(3);
  expect((await openBrowser(world).ask("POST", "/setup", three(code))).status).toBe(409);
});

test("the first start names every fault of the three administrators at once", async () => {
  const body = three(world.setupCode.said[0] ?? "");
  body.security.login = "xitong";
  body.audit.password = "short";
  const problem = await problemOf(await openBrowser(world).ask("POST", "/setup", body));
  expect(problem.faults?.map(({ path }) => path)).toEqual([
    "security.login",
    "audit.password",
    "audit.password",
  ]);
});

test("an unknown login and a wrong password are told the same", async () => {
  await makeAccount(world, "zhangsan", ["viewer"]);
  const tries = [
    { login: "nobody", password: "wrong" },
    { login: "zhangsan", password: "wrong" },
  ];
  for (const body of tries) {
    const problem = await problemOf(await openBrowser(world).ask("POST", "/session", body));
    expect(problem).toMatchObject({ code: "wrong_credentials", title: "账号或密码不正确" });
    expect(problem.detail).toBeUndefined();
  }
});

test("five failures lock an account for thirty minutes, and the lock says until when", async () => {
  await makeAccount(world, "zhangsan", ["viewer"]);
  const browser = openBrowser(world);
  const attempt = (password: string) =>
    browser.ask("POST", "/session", { login: "zhangsan", password });
  const answers = [];
  for (let time = 0; time < 5; time += 1) answers.push((await attempt("wrong")).status);
  expect(answers).toEqual([401, 401, 401, 401, 423]);
  const locked = await attempt(PASSWORD);
  expect((await problemOf(locked)).detail).toContain("12:30");
  pass(31);
  expect((await attempt(PASSWORD)).status).toBe(200);
});

test("failures at the same time all count", async () => {
  const { id } = await makeAccount(world, "zhangsan", ["viewer"]);
  const attempt = () =>
    openBrowser(world).ask("POST", "/session", { login: "zhangsan", password: "wrong" });
  await Promise.all(Array.from({ length: 8 }, attempt));
  const account = await world.storage.account(id);
  expect(account?.lockedUntil).toBe("2020-07-20T04:30:00.000Z");
});

test("a session gets another id at sign-in, and a planted one is worth nothing", async () => {
  await makeAccount(world, "zhangsan", ["viewer"]);
  const browser = openBrowser(world);
  browser.cookies.set("diaodu_sid", "s%3Aplanted.signature");
  await browser.signIn("zhangsan");
  const one = browser.cookies.get("diaodu_sid");
  expect(one).not.toContain("planted");
  await browser.signIn("zhangsan");
  expect(browser.cookies.get("diaodu_sid")).not.toBe(one);
  const thief = openBrowser(world);
  thief.cookies.set("diaodu_sid", one ?? "");
  expect((await thief.me()).account).toBeNull();
});

test("a session ends when nobody uses it, and in any case after its hours", async () => {
  const idle = await signedIn(world, "zhangsan", ["viewer"]);
  pass(29);
  expect((await idle.me()).account?.login).toBe("zhangsan");
  pass(29);
  expect((await idle.me()).account?.login).toBe("zhangsan");
  pass(31);
  expect((await idle.me()).account).toBeNull();
  await idle.signIn("zhangsan");
  for (let minutes = 0; minutes < 12 * 60; minutes += 20) {
    await idle.me();
    pass(20);
  }
  expect((await idle.me()).account).toBeNull();
});

test("a password that has expired lets its owner change it and do nothing else", async () => {
  const browser = await signedIn(world, "zhangsan", ["system_admin"]);
  pass(90 * 24 * 60);
  expect(await browser.signIn("zhangsan")).toMatchObject({ pending: "change_password" });
  const refused = await browser.ask("GET", "/accounts");
  expect((await problemOf(refused)).code).toBe("password_change_required");
  await browser.json("POST", "/me/password", { current: PASSWORD, next: "Xin-mi-ma-2" });
  expect((await browser.ask("GET", "/accounts")).status).toBe(200);
});

test("the last five passwords are not taken again, the sixth is", async () => {
  const browser = await signedIn(world, "zhangsan", ["viewer"]);
  const change = (current: string, next: string) =>
    browser.ask("POST", "/me/password", { current, next });
  let current = PASSWORD;
  for (let time = 1; time <= 5; time += 1) {
    const again = await problemOf(await change(current, PASSWORD));
    expect(again.faults?.[0]).toMatchObject({ path: "next", code: "password_reused" });
    const next = `Mi-ma-${time}-Abc`;
    expect((await change(current, next)).status).toBe(200);
    current = next;
  }
  expect((await change(current, PASSWORD)).status).toBe(200);
});

test("changing the password ends every other session of the account", async () => {
  const here = await signedIn(world, "zhangsan", ["viewer"]);
  const there = openBrowser(world);
  await there.signIn("zhangsan");
  await here.json("POST", "/me/password", { current: PASSWORD, next: "Xin-mi-ma-2" });
  expect((await there.me()).account).toBeNull();
  expect((await here.me()).account?.login).toBe("zhangsan");
});

test("people see their own sessions, end them, and nobody else's", async () => {
  const here = await signedIn(world, "zhangsan", ["viewer"]);
  const there = openBrowser(world);
  await there.signIn("zhangsan");
  const other = await signedIn(world, "lisi", ["viewer"]);
  const { sessions } = await here.json<{ sessions: { id: string; current: boolean }[] }>(
    "GET",
    "/me/sessions",
  );
  expect(sessions.filter(({ current }) => current)).toHaveLength(1);
  expect(sessions).toHaveLength(2);
  const away = sessions.find(({ current }) => !current)?.id ?? "";
  expect((await other.ask("DELETE", `/me/sessions/${away}`)).status).toBe(404);
  expect((await here.ask("DELETE", `/me/sessions/${away}`)).status).toBe(204);
  expect((await there.me()).account).toBeNull();
  expect((await here.ask("DELETE", "/session")).status).toBe(204);
  expect((await here.me()).account).toBeNull();
});

test("a second factor is asked for after the password, and each code opens once", async () => {
  const browser = await signedIn(world, "zhangsan", ["viewer"]);
  const { secret } = await browser.json<{ secret: string }>("POST", "/me/totp");
  const totp = new TOTP({ secret });
  const code = () => totp.generate({ timestamp: world.clock.now.getTime() });
  expect((await browser.ask("PUT", "/me/totp", { code: "000000" })).status).toBe(401);
  const mine = await browser.json<Me>("PUT", "/me/totp", { code: code() });
  expect(mine.account?.secondFactor).toBe(true);

  const again = openBrowser(world);
  expect(await again.signIn("zhangsan")).toMatchObject({ pending: "second_factor", account: null });
  expect((await again.ask("GET", "/me/sessions")).status).toBe(401);
  const replayed = await again.ask("POST", "/session/second-factor", { code: code() });
  expect((await problemOf(replayed)).code).toBe("wrong_second_factor");
  pass(0.5);
  await again.json("POST", "/session/second-factor", { code: code() });
  expect((await again.me()).account?.login).toBe("zhangsan");
  const third = openBrowser(world);
  await third.signIn("zhangsan");
  expect((await third.ask("POST", "/session/second-factor", { code: code() })).status).toBe(401);

  pass(0.5);
  expect((await again.ask("DELETE", "/me/totp", { code: code() })).status).toBe(200);
  expect((await openBrowser(world).signIn("zhangsan")).pending).toBe("none");
});

test("a change without the session's token, or from another site, is refused and stays undone", async () => {
  const browser = await signedIn(world, "zhangsan", ["viewer"]);
  browser.headers["x-csrf-token"] = "wrong";
  const forged = await browser.ask("DELETE", "/session");
  expect((await problemOf(forged)).code).toBe("forged_request");
  delete browser.headers["x-csrf-token"];
  browser.headers["origin"] = "https://evil.example";
  expect((await browser.ask("DELETE", "/session")).status).toBe(403);
  browser.headers["origin"] = world.url;
  expect((await browser.me()).account?.login).toBe("zhangsan");
  expect((await browser.ask("DELETE", "/session")).status).toBe(204);
});

test("attempts beyond the limit are told when to come back, and one login does not stop another", async () => {
  await world.close();
  world = await openWorld({ access: { limits: { signIn: 3, api: 2 } } });
  await makeAccount(world, "lisi", ["viewer"]);
  const attempt = (login: string) =>
    openBrowser(world).ask("POST", "/session", { login, password: PASSWORD });
  const answers = [];
  for (let time = 0; time < 4; time += 1) answers.push(await attempt("nobody"));
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 429]);
  expect(Number(answers[3]?.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await attempt("lisi")).status).toBe(200);
  const machine = [];
  for (let time = 0; time < 3; time += 1) machine.push((await world.post({})).status);
  expect(machine).toEqual([422, 422, 429]);
});

test("a login that nobody has is locked like an account, so that no sentence tells who has one", async () => {
  await makeAccount(world, "lisi", ["viewer"]);
  const said = async (login: string) => {
    const browser = openBrowser(world);
    const answers: unknown[] = [];
    for (let time = 0; time < 7; time += 1) {
      const answer = await browser.ask("POST", "/session", { login, password: "wrong" });
      const { instance: _, ...problem } = (await answer.json()) as Problem;
      answers.push(problem);
    }
    world.clock.now = new Date(world.clock.now.getTime() + 31 * 60_000);
    const answer = await browser.ask("POST", "/session", { login, password: "wrong" });
    return { statuses: [...answers.map((one) => (one as Problem).code), answer.status] };
  };
  expect(await said("nobody")).toEqual(await said("lisi"));
});

test("signing in as somebody with a second factor ends what the browser was signed in as", async () => {
  const browser = await signedIn(world, "first", ["viewer"]);
  const second = await makeAccount(world, "second", ["viewer"]);
  await world.storage.setTotpSecret(
    second.id,
    "JBSWY3DPEHPK3PXP",
    auditOf("session.second_factor"),
  );
  const planted = openBrowser(world);
  for (const [name, value] of browser.cookies) planted.cookies.set(name, value);
  expect((await planted.me()).account?.login).toBe("first");
  await browser.json("POST", "/session", { login: "second", password: PASSWORD });
  expect((await planted.me()).account).toBeNull();
});

test("people behind one address do not use up each other's attempts at a second factor", async () => {
  await world.close();
  world = await openWorld({ access: { limits: { signIn: 3, api: 100 } } });
  const codes = async (login: string, times: number) => {
    const account = await makeAccount(world, login, ["viewer"]);
    await world.storage.setTotpSecret(
      account.id,
      "JBSWY3DPEHPK3PXP",
      auditOf("session.second_factor"),
    );
    const browser = openBrowser(world);
    await browser.json("POST", "/session", { login, password: PASSWORD });
    let status = 0;
    for (let time = 0; time < times; time += 1) {
      const answer = await browser.ask("POST", "/session/second-factor", { code: "000000" });
      ({ status } = answer);
    }
    return status;
  };
  expect(await codes("one", 4)).toBe(429);
  expect(await codes("two", 1)).toBe(401);
});
