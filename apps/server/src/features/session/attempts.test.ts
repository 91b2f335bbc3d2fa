import { afterEach, beforeEach, expect, test } from "vitest";
import type { Problem } from "@diaodu/contracts";
import { auditOf, makeAccount, openBrowser, PASSWORD } from "../../../test/people.ts";
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
