import { setImmediate as turn } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Changes, ObservationInput } from "@diaodu/contracts";
import { CATCH_UP_LIMIT } from "@diaodu/contracts";
import { catalogue, loadEvents } from "@diaodu/demo";
import { openWorld, submissionOf, subscribe } from "../../test/world.ts";
import type { Client, World } from "../../test/world.ts";
import { MOST_PILED_BYTES } from "./fan-out.ts";
import { textFrame } from "./text-frame.ts";
import { piledBytes, wireOf } from "./wire.ts";
import type { Connection } from "./wire.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** One figure of each row of the board: a commit of all of them is the largest change that there is. */
const figures = ((): ObservationInput[] => {
  const rows = new Set(catalogue.board.map((row) => `${row.indicator}:${row.region}`));
  const found = new Map<string, ObservationInput>();
  for (const { observations } of loadEvents({ dispatch: false })) {
    for (const one of observations) {
      const row = `${one.indicator}:${one.region}`;
      if (rows.has(row) && one.asOf < "2020-07-20" && one.status !== "forecast")
        found.set(row, one);
    }
  }
  return [...found.values()];
})();

/** The value moved by `round` of its last digit. */
function corrected(value: string, round: number): string {
  const decimals = value.split(".")[1]?.length ?? 0;
  return (Number(value) + round / 10 ** decimals).toFixed(decimals);
}

async function submitAll(round: number): Promise<number> {
  const all = figures.map((one) => ({
    ...one,
    value: corrected(one.value, round),
    reason: "核对后更正",
  }));
  const answer = await world.post(submissionOf(...all));
  expect([answer.status, await answer.text()]).toEqual([201, expect.stringContaining("seq")]);
  return world.storage.headSeq();
}

async function follow(client: Client, since?: number) {
  const board = await world.board();
  const heard: Changes[] = [];
  client.on("changes", (changes) => heard.push(changes));
  const answer = await subscribe(client, board, since === undefined ? {} : { since });
  if (answer.kind !== "changes") throw new Error(answer.kind);
  return { answer, heard };
}

/** Stops or goes on reading the network, as a sleeping machine does. */
function reading(client: Client, on: boolean): void {
  const { ws } = client.io.engine.transport as unknown as {
    ws: { pause(): void; resume(): void };
  };
  if (on) ws.resume();
  else ws.pause();
}

function connectionOf(client: Client): Connection {
  const socket = world.application.io.sockets.sockets.get(client.id ?? "");
  if (socket === undefined) throw new Error("the server does not know this page");
  return socket.conn;
}

/** What the page ignores, until the network takes no more for it: megabytes, on one machine. */
function fillNetwork(connection: Connection): void {
  const wire = wireOf(connection);
  if (wire === null) throw new Error("not on a websocket");
  const filler = textFrame(`42["filler","${"x".repeat(64_000)}"]`);
  while (wire.stream.writableLength === 0) wire.stream.write(filler);
}

test("a page that stops reading delays nobody, costs a bounded memory, is cut, and misses nothing when it is back", async () => {
  const sleeper = world.connect();
  const slept = await follow(sleeper);
  const awake = await Promise.all([1, 2].map(() => follow(world.connect())));
  reading(sleeper, false);
  const connection = connectionOf(sleeper);
  fillNetwork(connection);
  const cut = new Promise((resolve) => sleeper.once("disconnect", resolve));
  sleeper.io.reconnection(false);

  let largest = 0;
  let most = 0;
  let rounds = 0;
  while (world.application.told().cut === 0 && rounds < CATCH_UP_LIMIT - 1) {
    rounds += 1;
    const seq = await submitAll(rounds);
    // Whoever reads has heard of it before the next change is made.
    await expect.poll(() => awake.every(({ heard }) => heard.at(-1)?.to === seq)).toBe(true);
    const newest = awake[0]?.heard.at(-1);
    largest = Math.max(largest, Buffer.byteLength(JSON.stringify(newest)));
    most = Math.max(most, piledBytes(connection, wireOf(connection)));
  }
  expect(world.application.told()).toMatchObject({ cut: 1, ordinary: 0 });
  expect(most).toBeGreaterThan(MOST_PILED_BYTES / 2);
  expect(most).toBeLessThanOrEqual(MOST_PILED_BYTES + largest);
  await expect.poll(() => world.application.io.sockets.sockets.size).toBe(2);

  reading(sleeper, true);
  await cut;
  const since = slept.heard.at(-1)?.to ?? slept.answer.to;
  const head = await world.storage.headSeq();
  sleeper.connect();
  const back = await follow(sleeper, since);
  expect(back.answer).toMatchObject({ from: since, to: head });
  expect(back.answer.items.map(({ seq }) => seq)).toEqual(
    Array.from({ length: head - since }, (_, index) => since + 1 + index),
  );
  const seq = await submitAll(rounds + 1);
  await expect.poll(() => back.heard.at(-1)?.to).toBe(seq);
});

test("a page that asks again and again and never reads an answer is cut", async () => {
  const since = (await world.board()).seq;
  for (let round = 1; round <= 5; round += 1) await submitAll(100 + round);
  const { database } = await world.board();
  const client = world.connect();
  await subscribe(client, { database, seq: since });
  reading(client, false);
  fillNetwork(connectionOf(client));
  const before = world.application.told().cut;
  let asked = 0;
  while (world.application.told().cut === before && asked < 200) {
    asked += 1;
    client.emit("subscribe", { protocol: 1, database, since, build: "test" }, () => {});
    await turn();
  }
  await expect.poll(() => world.application.told().cut).toBe(before + 1);
});

test("a connection that is in no board, and stops reading, is cut at a beat", async () => {
  const client = world.connect();
  await new Promise<void>((resolve) => client.once("connect", resolve));
  const { io } = world.application;
  const { id } = client;
  reading(client, false);
  const before = world.application.told().cut;
  const connection = connectionOf(client);
  fillNetwork(connection);
  for (let count = 0; count < 10; count += 1) {
    connection.write(`2${JSON.stringify(["filler", "x".repeat(64_000)])}`);
  }
  await expect.poll(() => world.application.told().cut).toBe(before + 1);
  await expect.poll(() => io.sockets.sockets.has(id ?? "")).toBe(false);
});

test("the server stops without waiting for those who have stopped reading", async () => {
  const own = await openWorld();
  const client = own.connect();
  await subscribe(client, await own.board());
  reading(client, false);
  await own.application.close();
  expect(own.application.io.engine.clientsCount).toBe(0);
  reading(client, true);
  await own.close();
}, 15_000);
