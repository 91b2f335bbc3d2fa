import { TOTP } from "otpauth";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Me, Problem } from "@diaodu/contracts";
import { auditOf, makeAccount, openBrowser, PASSWORD, signedIn } from "../../../test/people.ts";
import { openWorld } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const problemOf = async (answer: Response) => (await answer.json()) as Problem;
const pass = (minutes: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + minutes * 60_000);
};

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
