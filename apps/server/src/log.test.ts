import { Writable } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStorage, StorageUnavailable } from "@diaodu/storage";
import { openBrowser, PASSWORD, signedIn } from "../test/people.ts";
import { figure, openWorld, submissionOf } from "../test/world.ts";
import type { World } from "../test/world.ts";
import { openLog, plainError, withoutSecrets } from "./log.ts";

let logged = "";
let world: World;
const sink = new Writable({
  write(chunk: Buffer, _encoding, done) {
    logged += chunk.toString();
    done();
  },
});
const log = openLog("debug", sink);
beforeEach(async () => {
  logged = "";
  world = await openWorld({ log, access: { board: "closed" } });
});
afterEach(() => world.close());

test("what people and machines prove themselves with, ask for and are called is in no line of the log", async () => {
  const system = await signedIn(world, "xitong", ["system_admin"]);
  const viewer = await signedIn(world, "liuyiming", ["viewer"]);
  await system.ask("POST", "/accounts", { login: "zhaoliu", name: "赵六顺" });
  await system.ask("POST", "/accounts", { login: "13912345678", name: "" });
  await viewer.ask("GET", "/board?region=100000&who=钱七巧&phone=13812345678");
  const stranger = openBrowser(world);
  await stranger.ask("POST", "/session", { login: "liuyiming", password: "Cai-de-2020" });
  await stranger.ask("POST", "/session", { login: "sunbajin", password: "Cai-de-2021" });
  stranger.headers["authorization"] = "Bearer dd_a-key-that-opens-nothing";
  await stranger.ask("GET", "/board");
  await world.post(submissionOf(figure()), { "x-forwarded-for": "203.0.113.77" });
  await world.post(submissionOf(figure({ source: "周九斤" }), { nothing: "吴十全" }));
  await world.post('{"observations": "郑十一" oops');
  await viewer.ask("GET", "/exports/board.xlsx?title=冯十二");
  await fetch(`${world.url}/wall?token=a-planted-token#x`);
  // Every one of these fails on a database that is gone.
  await world.storage.close();
  await viewer.ask("GET", "/me");
  await world.post(submissionOf(figure({ source: "陈十三" })));

  expect(logged.split("\n").length).toBeGreaterThan(10);
  expect(logged).toContain("/api/v1/session");
  const cookies = [system, viewer, stranger].flatMap((one) => [...one.cookies.values()]);
  const proofs = [PASSWORD, "Cai-de-2020", "Cai-de-2021", world.secret, "a-key-that-opens-nothing"];
  const sessions = [...cookies, system.token(), viewer.token(), "a-planted-token"];
  const numbers = ["13912345678", "13812345678", "203.0.113.77"];
  const logins = ["liuyiming", "zhaoliu", "sunbajin"];
  const names = ["赵六顺", "钱七巧", "周九斤", "吴十全", "郑十一", "冯十二", "陈十三"];
  const planted = [proofs, sessions, numbers, logins, names, ["who=", "title="]].flat();
  const found = planted.filter((secret) => secret !== "" && logged.includes(secret));
  expect(found).toEqual([]);
});

test("an error of the database shows neither its address's password nor the row that it met", async () => {
  const url = "postgres://diaodu:a-planted-password@127.0.0.1:1/diaodu";
  const failed: unknown = await openStorage({ url, now: () => new Date() }).catch(
    (e: unknown) => e,
  );
  expect(failed).toBeInstanceOf(StorageUnavailable);
  log.error({ err: failed }, "the database is away");
  log.error({ err: new Error(`connect ${url} refused`) }, `tried ${url}`);
  const met = Object.assign(new Error('invalid input: "李四光" in table "account"'), {
    code: "23505",
    detail: "Key (login)=(lisiguang) already exists.",
    query: "insert into account values ($1)",
    parameters: ["lisiguang"],
  });
  log.error({ err: new StorageUnavailable(met), login: "lisiguang", job: { name: "李四光" } }, "x");
  expect(logged).toContain("ECONNREFUSED");
  expect(logged).toContain("23505");
  expect(logged).toContain('\\"account\\"');
  for (const secret of ["a-planted-password", "李四光", "lisiguang", "insert into"]) {
    expect(logged).not.toContain(secret);
  }
});

test.each([
  ["https://hook.example.cn/send?access_token=abc123&sign=x", "abc123"],
  ["Authorization: Bearer abc.def-123", "abc.def"],
  ["diaodu_sid=s%3Aabc123; path=/", "abc123"],
  ["call 13912345678 now", "13912345678"],
  ["id 11010519491231002X.", "11010519491231002X"],
  ["redis://:pass@host", "pass"],
])("of %j the log does not keep %j", (text, secret) => {
  expect(withoutSecrets(text)).not.toContain(secret);
});

test("times and counts are left as they are", () => {
  const line = '{"level":30,"time":1795368312000,"seq":13912345,"pid":4711}';
  expect(withoutSecrets(line)).toBe(line);
});

test("what is thrown and no error is named by its kind alone", () => {
  expect(plainError("a secret that somebody threw")).toBe("string");
});
