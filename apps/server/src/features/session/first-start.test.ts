import { afterEach, beforeEach, expect, test } from "vitest";
import type { Account, Me, Problem } from "@diaodu/contracts";
import { openBrowser, opened, PASSWORD } from "../../../test/people.ts";
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
