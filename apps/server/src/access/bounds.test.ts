import { connect } from "node:net";
import { Writable } from "node:stream";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Problem } from "@diaodu/contracts";
import { openBrowser, signedIn } from "../../test/people.ts";
import { bodyOf, decide, item, openOffice, submit } from "../../test/units.ts";
import { openWorld } from "../../test/world.ts";
import type { World } from "../../test/world.ts";

let world: World;
let logged = "";
beforeEach(async () => {
  logged = "";
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged += chunk.toString();
      done();
    },
  });
  world = await openWorld({
    access: { board: "closed" },
    log: pino({ level: "debug" }, sink),
  });
});
afterEach(() => world.close());

test("a key sends and takes back those indicators alone that it was made for", async () => {
  const office = await openOffice(world);
  const { secret } = await world.storage.createApiKey({
    name: "限定",
    now: world.clock.now,
    mode: "review",
    unit: "finance",
    indicators: ["fai"],
  });
  const machine = openBrowser(world);
  machine.headers["authorization"] = `Bearer ${secret}`;
  const answer = await machine.ask("POST", "/reports", bodyOf([item()]));
  const problem = (await answer.json()) as Problem;
  expect([answer.status, problem.faults?.[0]?.code]).toEqual([422, "out_of_bounds"]);
  const [entry] = (await submit(office.wang, item())).entries;
  if (entry === undefined) throw new Error("nothing was submitted");
  expect((await decide(machine, "withdraw", entry)).status).toBe(403);
  expect((await world.storage.reports({ ids: [entry.id], limit: 1 }))[0]?.state).toBe("submitted");
});

test.each(["张三\u0000", "张三\n李四", "张\u202E三", "张\uD800"])(
  "the name %j, which could pass for another or be kept by no database, is refused",
  async (name) => {
    const system = await signedIn(world, "xitong", ["system_admin"]);
    const made = await system.ask("POST", "/accounts", { login: "zhangsan", name });
    expect(made.status).toBe(422);
  },
);

test("a board that is closed is not kept by the browser that somebody signed out of", async () => {
  const viewer = await signedIn(world, "viewer", ["viewer"]);
  const answer = await viewer.ask("GET", `/board?at=${world.boards.head().seq}`);
  expect(answer.headers.get("cache-control")).toBe("private, no-cache");
});

test("what an OpenID provider sends back is not written to the log", async () => {
  const anybody = openBrowser(world);
  await anybody.ask("GET", "/oidc/callback?code=very-secret&state=x");
  await expect.poll(() => logged).toContain("/api/v1/oidc/callback");
  expect(logged).not.toContain("very-secret");
});

test("uploads that are still coming in count among those that one person may have", async () => {
  const wang = await signedIn(world, "wang", ["reporter"], { units: ["finance"], regions: "all" });
  const cookie = [...wang.cookies].map((pair) => pair.join("=")).join("; ");
  const { port } = new URL(world.url);
  const head = [
    "POST /api/v1/imports?unit=finance&name=a.csv HTTP/1.1",
    `Host: 127.0.0.1:${port}`,
    `Cookie: ${cookie}`,
    `X-CSRF-Token: ${wang.token()}`,
    "Content-Length: 100000",
    "",
    "a",
  ].join("\r\n");
  const slow = Array.from({ length: 6 }, () => connect(Number(port), "127.0.0.1"));
  const answers: string[] = [];
  for (const socket of slow) {
    socket.on("error", () => {});
    socket.on("data", (bytes) => answers.push(bytes.toString().slice(0, 12)));
    socket.write(head);
  }
  await expect.poll(() => answers).toEqual(["HTTP/1.1 429"]);
  for (const socket of slow) socket.destroy();
});
