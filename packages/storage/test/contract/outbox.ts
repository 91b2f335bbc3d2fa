import { describe, expect, test } from "vitest";
import type { NewMessage, Storage } from "../../src/index.ts";
import { itemStep, message, slipStep, written } from "./cycle.ts";
import { AT } from "./figures.ts";

const MINUTE = 60_000;
const at = (minutes: number): string => new Date(Date.parse(AT) + minutes * MINUTE).toISOString();

/** What a storage does with messages on their way. */
export function outboxContract(
  fresh: () => Promise<Storage>,
  freshUrl: () => Promise<string>,
  open: (url: string) => Promise<Storage>,
): void {
  let made = 0;
  /** Stores messages with a step of an item of their own. */
  const store = async (storage: Storage, ...messages: readonly NewMessage[]): Promise<void> => {
    await written(storage, [itemStep({ id: `with-messages-${(made += 1)}` })], { messages });
  };
  const claim = (storage: Storage, worker: string, minutes = 0, limit = 10) =>
    storage.claimMessages({ now: at(minutes), leaseMs: 5 * MINUTE, limit, worker });
  const settle = (
    storage: Storage,
    worker: string,
    over: Partial<Parameters<Storage["settleMessage"]>[0]> = {},
  ) =>
    storage.settleMessage({
      id: "m1",
      worker,
      at: at(1),
      outcome: "sent",
      detail: "已送达",
      nextAt: null,
      ...over,
    });

  describe("a message", () => {
    test("is stored alone as well, and found by its id", async () => {
      const storage = await fresh();
      await written(storage, [], { messages: [message({ id: "test:wecom" })] });
      expect(await storage.headSeq()).toBe(1);
      expect(await storage.changesSince(0)).toMatchObject([
        { kind: "dispatch", payload: { records: [] } },
      ]);
      expect(await storage.message("test:wecom")).toMatchObject({ id: "test:wecom", seq: 1 });
      expect(await storage.message("other")).toBeNull();
    });

    test("counts among those on their way until it is sent, and among the dead when it is given up", async () => {
      const storage = await fresh();
      expect(await storage.outboxLoad()).toEqual({ waiting: 0, dead: 0, waitingSince: null });
      await store(storage, message({ id: "m1" }), message({ id: "m2" }), message({ id: "m3" }));
      expect(await storage.outboxLoad()).toEqual({ waiting: 3, dead: 0, waitingSince: AT });
      await claim(storage, "a");
      await settle(storage, "a");
      await settle(storage, "a", { id: "m2", outcome: "dead", detail: "地址无效" });
      expect(await storage.outboxLoad()).toMatchObject({ waiting: 1, dead: 1 });
    });

    test("is stored with what it tells of and waits for its time", async () => {
      const storage = await fresh();
      const late = message({ id: "m2", notBefore: "2020-07-16T11:00:00+08:00" });
      await written(storage, [slipStep()], { messages: [message({ id: "m1" }), late] });
      const kept = {
        ...message({ id: "m1", number: "德调督〔2020〕1号" }),
        state: "waiting",
        attempts: 0,
        nextAt: AT,
        createdAt: AT,
        settledAt: null,
        seq: 1,
        readBy: [],
      };
      expect((await storage.messages({}))[0]).toEqual(kept);
      expect(await storage.nextMessageAt()).toBe(AT);
      expect(await claim(storage, "w1", -1)).toEqual([]);
      expect(await claim(storage, "w1")).toEqual([{ ...kept, nextAt: at(5) }]);
      expect(await storage.nextMessageAt()).toBe(at(5));
      expect(await claim(storage, "w1", 60)).toMatchObject([{ id: "m1" }, { id: "m2" }]);
      expect(await storage.headSeq()).toBe(1);
    });

    test("is the same message however often it is stored", async () => {
      const storage = await fresh();
      await store(storage, message({ id: "m1" }), message({ id: "m1", title: "再次" }));
      await claim(storage, "w1");
      expect(await settle(storage, "w1")).toBe(true);
      await store(storage, message({ id: "m1", title: "又一次" }), message({ id: "m2" }));
      expect((await storage.messages({})).map((m) => [m.id, m.title, m.state, m.seq])).toEqual([
        ["m2", "提示单", "waiting", 2],
        ["m1", "提示单", "sent", 1],
      ]);
    });

    test("of servers that store it at once is one message", async () => {
      const url = await freshUrl();
      const [one, two] = [await open(url), await open(url)];
      await Promise.all([one, two, one, two].map((s) => store(s, message({ id: "m1" }))));
      expect(await one.messages({})).toHaveLength(1);
      expect(await one.headSeq()).toBe(4);
    });

    test("is tried again when it could not be sent, until it is given up", async () => {
      const storage = await fresh();
      await store(storage, message({ id: "m1" }));
      await claim(storage, "w1");
      const later = { outcome: "later", detail: "对方未应答", nextAt: at(10) } as const;
      expect(await settle(storage, "w1", later)).toBe(true);
      expect(await storage.nextMessageAt()).toBe(at(10));
      expect(await claim(storage, "w1", 9)).toEqual([]);
      expect(await claim(storage, "w2", 10)).toMatchObject([{ id: "m1", attempts: 1 }]);
      const dead = { at: at(11), outcome: "dead", detail: "地址不存在" } as const;
      expect(await settle(storage, "w2", dead)).toBe(true);
      expect(await claim(storage, "w2", 600)).toEqual([]);
      expect(await storage.nextMessageAt()).toBeNull();
      expect(await storage.messages({ states: ["dead"] })).toMatchObject([
        { id: "m1", attempts: 2, settledAt: at(11) },
      ]);
      expect(await storage.messageAttempts(["m1", "m9"])).toEqual([
        { message: "m1", n: 1, at: at(1), outcome: "later", detail: "对方未应答" },
        { message: "m1", n: 2, at: at(11), outcome: "dead", detail: "地址不存在" },
      ]);
      expect(await storage.messageAttempts([])).toEqual([]);
    });

    test("that is to be tried again says when", async () => {
      const storage = await fresh();
      await store(storage, message({ id: "m1" }));
      await claim(storage, "w1");
      await expect(
        Promise.resolve().then(() => settle(storage, "w1", { outcome: "later" })),
      ).rejects.toThrow(RangeError);
      expect(await storage.messageAttempts(["m1"])).toEqual([]);
    });

    test("is found by its state, its way and what it tells of", async () => {
      const storage = await fresh();
      const about = { kind: "item", id: "item-1" };
      await store(storage, message({ id: "m1" }), message({ id: "m2", channel: "ding", about }));
      const found = async (filter: Parameters<Storage["messages"]>[0]) =>
        (await storage.messages(filter)).map((m) => m.id);
      expect(await found({ channel: "ding" })).toEqual(["m2"]);
      expect(await found({ about })).toEqual(["m2"]);
      expect(await found({ about, channel: "mail" })).toEqual([]);
      expect(await found({ states: ["waiting"] })).toEqual(["m1", "m2"]);
      expect(await found({ states: [] })).toEqual([]);
      expect(await found({ limit: 1 })).toEqual(["m1"]);
      await expect(found({ limit: 0 })).rejects.toThrow(RangeError);
    });
  });

  describe("a claim", () => {
    test("keeps a message from others until the lease ends", async () => {
      const url = await freshUrl();
      const [one, two] = [await open(url), await open(url)];
      await store(one, message({ id: "m1" }));
      expect(await claim(one, "w1")).toHaveLength(1);
      expect(await claim(two, "w2", 4)).toEqual([]);
      // The first worker died: its message is taken up by another.
      expect(await claim(two, "w2", 5)).toHaveLength(1);
      expect(await settle(one, "w1")).toBe(false);
      expect(await one.messageAttempts(["m1"])).toEqual([]);
      expect(await settle(two, "w2")).toBe(true);
      expect(await settle(two, "w2")).toBe(false);
      expect(await one.messages({})).toMatchObject([{ state: "sent", attempts: 1 }]);
    });

    test("by a worker whose clock was a day ahead holds no message for that day", async () => {
      const url = await freshUrl();
      const [one, two] = [await open(url), await open(url)];
      const day = 24 * 60;
      await store(one, message({ id: "m1" }), message({ id: "m2", notBefore: at(2 * day) }));
      expect(await claim(one, "ahead", day)).toHaveLength(1);
      // What is due in two days is held by nobody, and waits.
      expect((await claim(two, "w2")).map(({ id }) => id)).toEqual(["m1"]);
      expect(await settle(one, "ahead")).toBe(false);
      expect(await settle(two, "w2")).toBe(true);
    });

    test("by a worker whose clock is somewhat ahead is respected", async () => {
      const url = await freshUrl();
      const [one, two] = [await open(url), await open(url)];
      await store(one, message({ id: "m1" }));
      expect(await claim(one, "ahead", 10)).toHaveLength(1);
      expect(await claim(two, "w2")).toEqual([]);
    });

    test("that ran out while nobody took it up still settles its message", async () => {
      const storage = await fresh();
      await store(storage, message({ id: "m1" }));
      await claim(storage, "w1");
      expect(await settle(storage, "w1", { at: at(30) })).toBe(true);
      expect(await settle(storage, "w9", { id: "m9" })).toBe(false);
    });

    test("takes the earliest first and no more than it may", async () => {
      const storage = await fresh();
      await store(storage, ...[3, 1, 2].map((n) => message({ id: `m${n}`, notBefore: at(n) })));
      expect((await claim(storage, "w1", 10, 2)).map((m) => m.id)).toEqual(["m1", "m2"]);
      expect((await claim(storage, "w2", 10, 2)).map((m) => m.id)).toEqual(["m3"]);
    });

    test("of many workers at once gives each message to one", async () => {
      const url = await freshUrl();
      const storages = [await open(url), await open(url)];
      const all = Array.from({ length: 40 }, (_, n) => message({ id: `m${n}` }));
      await store(storages[0] ?? (await open(url)), ...all);
      const claims = await Promise.all(
        Array.from({ length: 12 }, (_, n) =>
          claim(storages[n % 2] ?? (storages[0] as Storage), `w${n}`, 0, 5),
        ),
      );
      const ids = claims.flat().map((m) => m.id);
      expect(new Set(ids).size).toBe(ids.length);
      const rest = await claim(storages[0] as Storage, "last", 0, 100);
      expect(ids.length + rest.length).toBe(40);
    });
  });

  describe("the inbox", () => {
    const inbox = (over: Partial<NewMessage>) => message({ channel: "product", ...over });

    test("has its messages at once, for a unit or for one account", async () => {
      const storage = await fresh();
      await store(storage, inbox({ id: "m1" }), message({ id: "m2" }));
      await store(
        storage,
        inbox({ id: "m3", unit: null, account: "p1" }),
        inbox({ id: "m4", unit: "tax" }),
      );
      const held = async (units: readonly string[] | "all", account: string | null) =>
        (await storage.inbox({ units, account })).map((m) => m.id);
      expect(await held(["finance"], null)).toEqual(["m1"]);
      expect(await held(["finance"], "p1")).toEqual(["m3", "m1"]);
      expect(await held([], "p1")).toEqual(["m3"]);
      expect(await held([], null)).toEqual([]);
      expect(await held("all", null)).toEqual(["m4", "m1"]);
      expect(await storage.inbox({ units: "all", account: "p1", limit: 1 })).toMatchObject([
        { id: "m3", state: "sent", settledAt: AT, attempts: 0 },
      ]);
      expect(await claim(storage, "w1", 100)).toMatchObject([{ id: "m2" }]);
    });

    test("is read by each account once", async () => {
      const storage = await fresh();
      await store(storage, inbox({ id: "m1" }), inbox({ id: "m2" }), message({ id: "m3" }));
      const read = (ids: readonly string[], account: string) =>
        storage.readMessages({ ids, account, at: AT });
      expect(await read(["m1", "m1", "m3", "m9"], "p2")).toBe(1);
      expect(await read(["m1", "m2"], "p2")).toBe(1);
      expect(await read(["m1"], "p1")).toBe(1);
      expect(await read([], "p1")).toBe(0);
      const held = await storage.inbox({ units: ["finance"], account: "p1" });
      expect(held.map((m) => [m.id, m.readBy])).toEqual([
        ["m1", ["p1", "p2"]],
        ["m2", ["p2"]],
      ]);
      expect(await storage.headSeq()).toBe(1);
    });
  });
}
