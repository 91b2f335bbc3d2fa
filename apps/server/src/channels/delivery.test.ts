import type { ChannelSettings, NewMessage } from "@diaodu/storage";
import { StorageUnavailable } from "@diaodu/storage";
import { afterEach, expect, test } from "vitest";
import { openOutbox, robotChannel } from "../../test/outbox-world.ts";
import type { OutboxWorld } from "../../test/outbox-world.ts";
import { dead, later, sent } from "./channel.ts";
import type { Outcome, Outgoing } from "./channel.ts";
import { deliverDue } from "./delivery.ts";
import type { Delivery } from "./delivery.ts";
import { createPace } from "./pace.ts";

let world: OutboxWorld;
afterEach(() => world.close());

const SECOND = 1000;
const MINUTE = 60 * SECOND;

interface Told {
  readonly channel: string;
  readonly message: Outgoing;
}

/** A worker whose attempts end as told, the last ending for all that follow. */
function worker(name: string, ...ends: (Outcome | (() => Promise<Outcome>))[]) {
  const told: Told[] = [];
  const delivery: { -readonly [K in keyof Delivery]: Delivery[K] } = {
    storage: world.storage,
    time: { now: () => world.clock.now, rate: () => 1 },
    worker: name,
    send(channel, message) {
      told.push({ channel: channel.id, message });
      const end = ends.length > 1 ? ends.shift() : ends[0];
      if (end === undefined) throw new Error("no end was told");
      return typeof end === "function" ? end() : Promise.resolve(end);
    },
    pace: createPace(world.storage.slate, () => world.clock.now),
    delivered: () => Promise.resolve(),
    random: () => 0.5,
    pause: () => Promise.resolve(),
    stop: new AbortController().signal,
    log: { info: () => undefined, warn: () => undefined },
  };
  return { told, delivery, turn: () => deliverDue(delivery) };
}

const pass = (ms: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + ms);
};
const states = async () => (await world.storage.messages({})).map(({ state }) => state).toSorted();
const log = async (id: string) =>
  (await world.storage.messageAttempts([id])).map(({ outcome, detail }) => `${outcome} ${detail}`);
const many = (count: number): Partial<NewMessage>[] =>
  Array.from({ length: count }, (_, n) => ({ id: `m${n + 1}` }));

test("a message leaves with its number and a whole address, and once", async () => {
  world = await openOutbox({ address: "https://diaodu.example.gov.cn" });
  await world.post([{ id: "m1" }]);
  const one = worker("one", sent("已接收"));
  expect(await one.turn()).toBe(1);
  expect(await one.turn()).toBe(0);
  expect(one.told).toEqual([
    {
      channel: "group",
      message: {
        id: "m1",
        title: "提示单：固定资产投资落后序时进度",
        lines: ["牵头单位：市发展改革委"],
        number: "〔2026〕12号",
        unit: "fgw",
        link: "https://diaodu.example.gov.cn/office/slips/s1",
      },
    },
  ]);
  expect(await log("m1")).toEqual(["sent 已接收"]);
});

test("without an address there is no link", async () => {
  world = await openOutbox();
  await world.post([{}]);
  const one = worker("one", sent(""));
  await one.turn();
  expect(one.told[0]?.message.link).toBeNull();
});

test("what did not get through is tried again by the schedule, then given up, all of it told", async () => {
  world = await openOutbox();
  await world.post([{ id: "m1" }]);
  const one = worker("one", later("连接中断"));
  await one.turn();
  pass(29 * SECOND);
  expect(await one.turn()).toBe(0);
  pass(SECOND);
  expect(await one.turn()).toBe(1);
  for (let n = 0; n < 40; n += 1) {
    pass(61 * MINUTE);
    await one.turn();
  }
  expect(await states()).toEqual(["dead"]);
  const told = await log("m1");
  expect(told.length).toBe(one.told.length);
  expect(told.length).toBeGreaterThan(20);
  expect(told.at(-1)).toBe("dead 连接中断；不再重试");
});

test("what will never get through is given up at once", async () => {
  world = await openOutbox();
  await world.post([{ id: "m1" }]);
  await worker("one", dead("机器人地址无效")).turn();
  expect(await log("m1")).toEqual(["dead 机器人地址无效"]);
});

test("a channel that is gone, switched off or carries others says so and sends nothing", async () => {
  world = await openOutbox();
  const channels: ChannelSettings[] = [
    robotChannel({ id: "off", enabled: false }),
    robotChannel({ id: "others", units: ["czj"] }),
    robotChannel({ id: "ours", units: ["fgw"] }),
  ];
  const posts = ["gone", "off", "others", "ours"].map((id) => ({ id, channel: id }));
  await world.post([...posts, { id: "to nobody", channel: "others", unit: null }], channels);
  const one = worker("one", sent("已接收"));
  await one.turn();
  expect(await log("gone")).toEqual(["dead 渠道已删除"]);
  expect(await log("off")).toEqual(["dead 渠道已停用"]);
  expect(await log("others")).toEqual(["dead 渠道已不发送该单位的消息"]);
  expect(one.told.map(({ message }) => message.id).toSorted()).toEqual(["ours", "to nobody"]);
});

test("in quiet hours nothing is sent; in the morning all of it is", async () => {
  world = await openOutbox({
    channels: [robotChannel({ quiet: { from: "22:00", to: "07:00" } })],
  });
  world.clock.now = new Date("2026-11-20T15:30:00.000Z");
  await world.post(many(3));
  const one = worker("one", sent("已接收"));
  await one.turn();
  pass(7 * 60 * MINUTE);
  expect(await one.turn()).toBe(0);
  expect(one.told).toEqual([]);
  pass(32 * MINUTE);
  await one.turn();
  expect(await states()).toEqual(["sent", "sent", "sent"]);
  expect(await log("m1")).toEqual(["later 静默时段，推迟发送", "sent 已接收"]);
});

test("after a failure the rest of the channel waits for the end of its lease, other channels do not", async () => {
  world = await openOutbox();
  const channels = [robotChannel(), robotChannel({ id: "other" })];
  await world.post([...many(3), { id: "other", channel: "other" }], channels);
  const one = worker("one", later("连接超时"), sent("已接收"));
  await one.turn();
  expect(one.told.map(({ channel }) => channel).toSorted()).toEqual(["group", "other"]);
  // What was not tried has no attempt against it.
  expect(await log("m2")).toEqual([]);
  pass(MINUTE);
  await one.turn();
  expect(await states()).toEqual(["sent", "sent", "sent", "sent"]);
});

test("a robot gets twenty messages a minute, and is left alone as long as it asks", async () => {
  world = await openOutbox();
  await world.post(many(50));
  const one = worker("one", sent("已接收"));
  while ((await one.turn()) > 0);
  expect(one.told).toHaveLength(20);
  pass(61 * SECOND);
  while ((await one.turn()) > 0);
  expect(one.told).toHaveLength(40);
  pass(61 * SECOND);
  const two = worker("two", later("限制发送频率", 10 * MINUTE), sent("已接收"));
  while ((await two.turn()) > 0);
  for (let n = 0; n < 9; n += 1) {
    pass(MINUTE);
    await two.turn();
  }
  expect(two.told).toHaveLength(1);
  pass(2 * MINUTE);
  while ((await two.turn()) > 0);
  expect(await states()).toEqual(Array.from({ length: 50 }, () => "sent"));
});

test("a worker that was held up beyond its lease begins nothing more, and its word no longer counts", async () => {
  world = await openOutbox();
  await world.post(many(3));
  const two = worker("two", sent("由二号发送"));
  const one = worker("one", async () => {
    pass(61 * SECOND);
    await two.turn();
    return later("连接中断");
  });
  await one.turn();
  expect(one.told).toHaveLength(1);
  expect(two.told).toHaveLength(3);
  expect(await states()).toEqual(["sent", "sent", "sent"]);
  for (const id of ["m1", "m2", "m3"]) expect(await log(id)).toEqual(["sent 由二号发送"]);
});

test("a database that is away after the sending is waited for, so that the message goes once", async () => {
  world = await openOutbox();
  await world.post([{ id: "m1" }]);
  const { storage } = world;
  let away = 3;
  world = {
    ...world,
    storage: {
      ...storage,
      settleMessage: (o) => {
        away -= 1;
        if (away >= 0) throw new StorageUnavailable(new Error("connection terminated"));
        return storage.settleMessage(o);
      },
    },
  };
  const one = worker("one", sent("已接收"));
  await one.turn();
  expect(await states()).toEqual(["sent"]);
  expect(one.told).toHaveLength(1);
});

test("what a message brought about is noted though the database was away in between", async () => {
  world = await openOutbox();
  await world.post([{ id: "m1" }]);
  let away = 3;
  const noted: string[] = [];
  const one = worker("one", sent("已接收"));
  one.delivery.delivered = async ({ id }) => {
    away -= 1;
    if (away >= 0) throw new StorageUnavailable(new Error("connection terminated"));
    noted.push(id);
  };
  await one.turn();
  expect(noted).toEqual(["m1"]);
  expect(one.told).toHaveLength(1);
});

test("two workers at once share the messages, none goes twice", async () => {
  world = await openOutbox({
    channels: [
      robotChannel({
        way: { kind: "feishu", url: "http://127.0.0.1:9/", secret: null },
      }),
    ],
  });
  await world.post(many(60));
  const workers = ["one", "two", "three"].map((name) => worker(name, sent("已接收")));
  await Promise.all(
    workers.map(async ({ turn }) => {
      while ((await turn()) > 0);
    }),
  );
  const ids = workers.flatMap(({ told }) => told.map(({ message }) => message.id));
  expect(new Set(ids).size).toBe(60);
  expect(ids).toHaveLength(60);
});
