import { createConnection } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CATCH_UP_LIMIT } from "@diaodu/contracts";
import { openStorage } from "@diaodu/storage";
import { follow, submitOne } from "../../test/followed.ts";
import { figure, next, openWorld, subscribe } from "../../test/world.ts";
import type { World } from "../../test/world.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

test("two pages hear of one commit, each exactly from where it stands", async () => {
  const board = await world.board();
  const pages = await Promise.all([1, 2].map(() => follow(world.connect(), board)));
  const seq = await submitOne(world);
  await expect.poll(() => pages.every(({ heard }) => heard.at(-1)?.to === seq)).toBe(true);
  for (const { answer, heard } of pages) {
    expect(answer).toMatchObject({ kind: "changes", from: board.seq, to: board.seq, beatMs: 100 });
    expect(heard.map(({ from, to }) => [from, to])).toEqual([[board.seq, seq]]);
    const puts = heard[0]?.items.flatMap((item) => item.puts) ?? [];
    expect(puts.some((put) => put.type === "tile" && put.tile.key === "gdp:100000")).toBe(true);
  }
});

test("a page that was away is told what it missed", async () => {
  const board = await world.board();
  await submitOne(world);
  const seq = await submitOne(world);
  const { answer } = await follow(world.connect(), board);
  expect(answer).toMatchObject({ from: board.seq, to: seq });
  expect(answer.items.map((item) => item.seq)).toEqual([seq - 1, seq]);
});

test("pages that subscribe amid commits miss nothing and hear nothing twice", async () => {
  const board = await world.board();
  const submitting = (async () => {
    for (let count = 0; count < 25; count += 1) await submitOne(world);
  })();
  const pages: Awaited<ReturnType<typeof follow>>[] = [];
  for (let count = 0; count < 25; count += 1) {
    pages.push(await follow(world.connect(), board));
    await turn();
  }
  await submitting;
  const head = await world.storage.headSeq();
  for (const { answer, heard } of pages) {
    await expect.poll(() => heard.at(-1)?.to ?? answer.to).toBe(head);
    let at = answer.to;
    for (const changes of heard) {
      expect(changes.from).toBe(at);
      at = changes.to;
    }
  }
});

test("a commit made through another connection to the database reaches the page", async () => {
  const board = await world.board();
  const { heard } = await follow(world.connect(), board);
  const other = await openStorage({ url: world.storageUrl, now: () => new Date() });
  await other.submitObservations({
    items: [{ ...figure({ period: "2019" }), reason: null, asOf: "2020-01-17" }],
    reportedBy: "另一台服务器",
    committedAt: "2020-07-20T04:00:00.000Z",
  });
  await other.close();
  await expect.poll(() => heard.at(-1)?.to).toBe(board.seq + 1);
});

test("the beat says how far the page has been told", async () => {
  const board = await world.board();
  const client = world.connect();
  await follow(client, board);
  const beat = await next(client, "beat");
  expect(beat).toMatchObject({ seq: board.seq, at: board.at, build: "none" });
  expect(beat.clock.date).toBe("2020-07-20");
});

test("a page that holds another database's board takes a new one", async () => {
  const board = await world.board();
  const answer = await subscribe(world.connect(), board, { database: "another" });
  expect(answer).toMatchObject({ kind: "reset", reason: "other_database" });
});

test("pages come back and begin anew when the log is another one under the same seqs", async () => {
  const board = await world.board();
  const client = world.connect();
  await follow(client, board);
  const closed = new Promise((resolve) => client.once("disconnect", resolve));
  const renewed = await world.storage.renewDatabaseId(board.database);
  expect(await closed).toBe("transport close");
  const answer = await subscribe(client, board);
  expect(answer).toMatchObject({ kind: "reset", reason: "other_database" });
  const anew = await world.board();
  expect(anew).toMatchObject({ database: renewed, seq: board.seq, tiles: board.tiles });
  expect(await follow(client, anew)).toBeDefined();
});

test("a page from the future takes a new board", async () => {
  const board = await world.board();
  for (const since of [board.seq + 1, Number.MAX_SAFE_INTEGER]) {
    const answer = await subscribe(world.connect(), board, { since });
    expect(answer).toMatchObject({ kind: "reset", reason: "from_the_future" });
  }
});

test("a page that is too far behind takes a new board", async () => {
  const board = await world.board();
  for (let count = 0; count <= CATCH_UP_LIMIT; count += 1) {
    const value = String(250_000 + count);
    await world.storage.submitObservations({
      items: [{ ...figure({ period: "2020-Q2", value }), reason: "更正" }],
      reportedBy: "统计局",
      committedAt: "2020-07-20T04:00:00.000Z",
    });
  }
  await world.application.publish();
  const answer = await subscribe(world.connect(), board);
  expect(answer).toMatchObject({ kind: "reset", reason: "too_far_behind" });
});

test("a page that speaks another protocol is told ours and let go", async () => {
  const client = world.connect();
  const gone = new Promise((resolve) => client.once("disconnect", resolve));
  const answer = await subscribe(client, await world.board(), { protocol: 99, since: "?" });
  expect(answer).toMatchObject({ kind: "incompatible", protocol: 1 });
  await gone;
});

test.each<[string, unknown]>([
  ["nothing", undefined],
  ["null", null],
  ["a word", "hello"],
  ["a list", []],
  ["a position that is no number", { protocol: 1, database: "x", since: "1", build: "" }],
  ["a negative position", { protocol: 1, database: "x", since: -1, build: "" }],
  ["a position beyond counting", { protocol: 1, database: "x", since: 1e300, build: "" }],
  [
    "a database name of a kilobyte",
    { protocol: 1, database: "x".repeat(1024), since: 1, build: "" },
  ],
])("a page that subscribes with %s is told what is wrong", async (_name, packet) => {
  const client = world.connect();
  const answer = await new Promise((resolve) => {
    (client.emit as (...args: unknown[]) => unknown).call(client, "subscribe", packet, resolve);
  });
  expect(answer).toMatchObject({ kind: "invalid" });
});

test("packets that nobody asked for leave the server standing", async () => {
  const client = world.connect();
  const emit = (...args: unknown[]) =>
    (client.emit as (...a: unknown[]) => unknown).apply(client, args);
  emit("subscribe");
  emit("subscribe", { protocol: 1 });
  emit("subscribe", () => {}, "not last");
  emit("no such event", { a: 1 });
  emit("__proto__", "x");
  const board = await world.board();
  expect(await subscribe(client, board)).toMatchObject({ kind: "changes" });

  const { port } = new URL(world.url);
  await new Promise((resolve) => {
    const raw = createConnection(Number(port), "127.0.0.1", () => {
      raw.write(
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n",
      );
      raw.write(
        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AA==\r\n\r\n",
      );
      raw.write(Buffer.from([0xff, 0xff, 0x00, 0x13, 0x37]));
    });
    raw.on("error", resolve).on("close", resolve);
    raw.resume();
  });
  const polled = await fetch(`${world.url}/socket.io/?EIO=4&transport=polling&sid=unknown`);
  expect(polled.status).toBe(400);
  expect((await fetch(`${world.url}/readyz`)).status).toBe(200);
});

test("a packet larger than any request of ours ends its connection and nothing else", async () => {
  const other = world.connect();
  const board = await world.board();
  const { heard } = await follow(other, board);
  const client = world.connect();
  const gone = new Promise((resolve) => client.once("disconnect", resolve));
  (client.emit as (...args: unknown[]) => unknown).call(client, "subscribe", "x".repeat(20_000));
  await gone;
  const seq = await submitOne(world);
  await expect.poll(() => heard.at(-1)?.to).toBe(seq);
});
