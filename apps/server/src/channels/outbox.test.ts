import { StorageUnavailable } from "@diaodu/storage";
import { pino } from "pino";
import { afterEach, expect, test } from "vitest";
import { openOutbox, robotChannel } from "../../test/outbox-world.ts";
import type { OutboxWorld } from "../../test/outbox-world.ts";
import { startMail } from "../../test/mail-server.ts";
import { KEYS, SECRETS, startRobots } from "../../test/robot-server.ts";
import type { RobotServer } from "../../test/robot-server.ts";
import { keepOutbox } from "./outbox.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  // The last opened first: a worker stops before its database closes.
  for (const close of closing.splice(0).toReversed()) await close();
});

async function open(o: Parameters<typeof openOutbox>[0] = {}): Promise<OutboxWorld> {
  const world = await openOutbox(o);
  closing.push(() => world.close());
  return world;
}

async function openRobots(): Promise<RobotServer> {
  const robots = await startRobots();
  closing.push(() => robots.close());
  return robots;
}

/** A worker as a server runs one, with what it logged. */
function keep(
  world: OutboxWorld,
  storage: Parameters<typeof keepOutbox>[0]["storage"] = world.storage,
) {
  const lines: string[] = [];
  const stop = keepOutbox({
    storage,
    time: { now: () => world.clock.now, rate: () => 1 },
    realNow: () => new Date(),
    worker: "one",
    delivered: () => Promise.resolve(),
    random: () => 0.5,
    log: pino({ level: "debug" }, { write: (line: string) => void lines.push(line) }),
  });
  closing.push(stop);
  return { stop, lines };
}

const settled = (world: OutboxWorld) => async () =>
  (await world.storage.messages({})).map(({ id, state }) => `${id} ${state}`).toSorted();

test("a message that was committed leaves by every kind of channel without further ado", async () => {
  const robots = await openRobots();
  const mail = await startMail();
  closing.push(() => mail.close());
  const world = await open();
  const { lines } = keep(world);
  const from = "调度 <dc@example.gov.cn>";
  const to = { fgw: ["zhang@example.gov.cn"] };
  const login = { user: null, password: null };
  await world.post(
    ["wecom", "dingtalk", "feishu", "email"].map((id) => ({ id, channel: id })),
    [
      robotChannel({ id: "wecom", way: { kind: "wecom", url: robots.url("wecom") } }),
      robotChannel({
        id: "dingtalk",
        way: { kind: "dingtalk", url: robots.url("dingtalk"), secret: SECRETS.dingtalk },
      }),
      robotChannel({
        id: "feishu",
        way: { kind: "feishu", url: robots.url("feishu"), secret: SECRETS.feishu },
      }),
      robotChannel({
        id: "email",
        way: {
          kind: "email",
          host: "127.0.0.1",
          port: mail.port,
          secure: false,
          ...login,
          from,
          to,
        },
      }),
    ],
  );
  await expect
    .poll(settled(world), { timeout: 10_000 })
    .toEqual(["dingtalk sent", "email sent", "feishu sent", "wecom sent"]);
  expect(robots.taken.map(({ kind }) => kind).toSorted()).toEqual(["dingtalk", "feishu", "wecom"]);
  expect(mail.taken).toHaveLength(1);
  expect(lines.join("")).toContain("message sent");
});

test("neither the log nor the delivery log knows a secret, whatever goes wrong", async () => {
  const robots = await openRobots();
  const password = "correct horse battery";
  const mail = await startMail({ login: { user: "dc", password: "another" } });
  closing.push(() => mail.close());
  robots.fail({ kind: "reset" }, { kind: "status", status: 500 }, { kind: "malformed" });
  const world = await open();
  const wrong = { dingtalk: "another secret 1", feishu: "another secret 2" };
  const { lines } = keep(world);
  const mailWay = { kind: "email" as const, host: "127.0.0.1", port: mail.port, secure: false };
  await world.post(
    ["wecom", "dingtalk", "feishu", "email", "unknown"].map((id) => ({ id, channel: id })),
    [
      robotChannel({ id: "wecom", way: { kind: "wecom", url: robots.url("wecom") } }),
      robotChannel({
        id: "dingtalk",
        way: { kind: "dingtalk", url: robots.url("dingtalk"), secret: wrong.dingtalk },
      }),
      robotChannel({
        id: "feishu",
        way: { kind: "feishu", url: robots.url("feishu"), secret: wrong.feishu },
      }),
      robotChannel({
        id: "email",
        way: {
          ...mailWay,
          user: "dc",
          password,
          from: "dc@example.gov.cn",
          to: { fgw: ["a@b.cn"] },
        },
      }),
      robotChannel({
        id: "unknown",
        way: { kind: "wecom", url: robots.url("wecom").replace(KEYS.wecom, "key-of-nobody") },
      }),
    ],
  );
  const ids = ["wecom", "dingtalk", "feishu", "email", "unknown"];
  const attempts = () => world.storage.messageAttempts(ids);
  await expect.poll(async () => (await attempts()).length, { timeout: 10_000 }).toBe(5);
  const said = `${lines.join("")}${JSON.stringify(await attempts())}`;
  for (const hidden of [
    ...Object.values(KEYS),
    ...Object.values(wrong),
    password,
    "key-of-nobody",
    "http:",
  ]) {
    expect(said).not.toContain(hidden);
  }
});

test("a database that is away is waited for, and said once", async () => {
  const robots = await openRobots();
  const world = await open();
  let away = true;
  let asked = 0;
  const { lines } = keep(world, {
    ...world.storage,
    claimMessages: (o) => {
      asked += 1;
      if (away) throw new StorageUnavailable(new Error("connection terminated"));
      return world.storage.claimMessages(o);
    },
  });
  const way = { kind: "wecom" as const, url: robots.url("wecom") };
  await world.post([{ id: "m1" }], [robotChannel({ way })]);
  await expect.poll(() => asked, { timeout: 10_000 }).toBeGreaterThan(1);
  away = false;
  await expect.poll(settled(world), { timeout: 10_000 }).toEqual(["m1 sent"]);
  expect(lines.filter((line) => line.includes("could not be worked"))).toHaveLength(1);
});

test("a stop lets an attempt under way end, breaks off one that hangs, and leaves the message waiting", async () => {
  const robots = await openRobots();
  robots.fail({ kind: "hang" });
  const world = await open();
  const { stop } = keep(world);
  const way = { kind: "wecom" as const, url: robots.url("wecom") };
  await world.post([{ id: "m1" }], [robotChannel({ way })]);
  await expect.poll(() => robots.requests, { timeout: 10_000 }).toBe(1);
  await stop();
  expect(await world.storage.messageAttempts(["m1"])).toMatchObject([
    { outcome: "later", detail: "服务停止，发送中断" },
  ]);
  expect(await settled(world)()).toEqual(["m1 waiting"]);
  world.clock.now = new Date(world.clock.now.getTime() + 60_000);
  keep(world);
  await expect.poll(settled(world), { timeout: 10_000 }).toEqual(["m1 sent"]);
});

test("a message that is not due yet leaves when it is", async () => {
  const robots = await openRobots();
  const world = await open();
  keep(world);
  const way = { kind: "wecom" as const, url: robots.url("wecom") };
  const notBefore = new Date(world.clock.now.getTime() + 3_600_000).toISOString();
  await world.post([{ id: "m1", notBefore }], [robotChannel({ way })]);
  await world.post([{ id: "m2" }]);
  await expect.poll(settled(world), { timeout: 10_000 }).toEqual(["m1 waiting", "m2 sent"]);
  world.clock.now = new Date(notBefore);
  await world.post([]);
  await expect.poll(settled(world), { timeout: 10_000 }).toEqual(["m1 sent", "m2 sent"]);
});
