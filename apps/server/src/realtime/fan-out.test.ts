import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { Server } from "socket.io";
import { io } from "socket.io-client";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Changes, ClientToServerEvents, ServerToClientEvents } from "@diaodu/contracts";
import { follow, submitOne } from "../../test/followed.ts";
import type { Followed } from "../../test/followed.ts";
import { openWorld } from "../../test/world.ts";
import type { Client, World } from "../../test/world.ts";
import { createFanOut } from "./fan-out.ts";

/** Beats would be counted among the changes: none falls into a test. */
const NEVER = 3_600_000;

let world: World;
const opened: Client[] = [];
beforeEach(async () => {
  world = await openWorld({ beatMs: NEVER });
});
afterEach(async () => {
  for (const client of opened.splice(0)) client.disconnect();
  await world.close();
});

function connectOver(transports: ("polling" | "websocket")[]): Client {
  const client: Client = io(world.url, { transports, forceNew: true });
  opened.push(client);
  return client;
}

const followNow = async (client: Client) => follow(client, await world.board());

/** That a page heard every step up to `seq`, once and in order. */
function expectWhole({ answer, heard }: Followed, seq: number): void {
  let at = answer.to;
  for (const changes of heard) {
    expect(changes.from).toBe(at);
    at = changes.to;
  }
  expect(at).toBe(seq);
}

// Fails when an update of Socket.IO, Engine.IO or ws moves what the shortcut stands on. Nothing is
// lost then, but each page costs more.
test("a change is written straight to every page that is on a websocket", async () => {
  const pages = await Promise.all([1, 2, 3].map(() => followNow(connectOver(["websocket"]))));
  const seq = await submitOne(world);
  await expect.poll(() => pages.every(({ heard }) => heard.at(-1)?.to === seq)).toBe(true);
  expect(world.application.told()).toEqual({ straight: 3, ordinary: 0, cut: 0 });
});

test("what is written straight is what Socket.IO itself would send", async () => {
  const socket = new WebSocket(
    `${world.url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`,
  );
  const told: string[] = [];
  socket.addEventListener("message", ({ data }) => told.push(String(data)));
  await expect.poll(() => told.length).toBe(1);
  socket.send("40");
  await expect.poll(() => told.length).toBe(2);
  const { database, seq: since } = await world.board();
  const request = { protocol: 1, database, since, build: "test" };
  socket.send(`420${JSON.stringify(["subscribe", request])}`);
  await expect.poll(() => told.length).toBe(3);
  await submitOne(world);
  await expect.poll(() => told.length).toBe(4);
  const ours = told[3] ?? "";
  const [event, changes] = JSON.parse(ours.slice(2)) as ["changes", Changes];
  expect(event).toBe("changes");
  world.application.io.emit(event, changes);
  await expect.poll(() => told.length).toBe(5);
  expect(told[4]).toBe(ours);
  socket.close();
});

test("pages over polling, and pages that change to a websocket meanwhile, hear every change in order", async () => {
  const polling = await followNow(connectOver(["polling"]));
  const upgrading: Awaited<ReturnType<typeof follow>>[] = [];
  let seq = 0;
  for (let count = 0; count < 30; count += 1) {
    if (count % 5 === 0) upgrading.push(await followNow(connectOver(["polling", "websocket"])));
    seq = await submitOne(world);
  }
  const pages = [polling, ...upgrading];
  await expect.poll(() => pages.every(({ heard }) => heard.at(-1)?.to === seq)).toBe(true);
  for (const page of pages) expectWhole(page, seq);
  const { straight, ordinary } = world.application.told();
  expect(straight).toBeGreaterThan(0);
  expect(ordinary).toBeGreaterThanOrEqual(30);
});

test("packets that are still under way in a connection are heard before a change", async () => {
  const httpServer = createServer();
  const own: Server<ClientToServerEvents, ServerToClientEvents> = new Server(httpServer);
  const fanOut = createFanOut(own);
  await new Promise<void>((resolve) => {
    httpServer.listen(0, "127.0.0.1", resolve);
  });
  const { port } = httpServer.address() as AddressInfo;
  const connected = new Promise<Parameters<typeof fanOut.admit>[0]>((resolve) => {
    own.once("connection", resolve);
  });
  const client: Client = io(`http://127.0.0.1:${port}`, { transports: ["websocket"] });
  opened.push(client);
  const order: unknown[] = [];
  client.onAny((event: string, data: unknown) => order.push([event, data]));
  const socket = await connected;
  fanOut.admit(socket, () => {});
  const change = (to: number) => ({ to }) as Changes;
  const expected: unknown[] = [];
  for (let round = 0; round < 20; round += 1) {
    socket.emit("changes", change(round * 3));
    fanOut.tell("changes", change(round * 3 + 1));
    // Some rounds find the connection at rest, some busy with the last one.
    if (round % 2 === 0) await turn();
    fanOut.tell("changes", change(round * 3 + 2));
    expected.push(...[0, 1, 2].map((n) => ["changes", { to: round * 3 + n }]));
  }
  await expect.poll(() => order.length).toBe(60);
  expect(order).toEqual(expected);
  expect(fanOut.counts().ordinary).toBeGreaterThan(19);
  expect(fanOut.counts().straight).toBeGreaterThan(0);
  client.disconnect();
  await own.close();
});

test("a page that left the board's namespace hears nothing more over the connection it kept", async () => {
  const client = connectOver(["websocket"]);
  const { heard } = await followNow(client);
  const { io: server } = world.application;
  const gone = new Promise((resolve) => client.once("disconnect", resolve));
  for (const socket of server.sockets.sockets.values()) socket.disconnect(false);
  await gone;
  await submitOne(world);
  expect(world.application.told()).toMatchObject({ straight: 0, ordinary: 0 });
  client.connect();
  const again = await followNow(client);
  const seq = await submitOne(world);
  await expect.poll(() => again.heard.at(-1)?.to).toBe(seq);
  expect(world.application.told()).toMatchObject({ straight: 1, ordinary: 0 });
  for (const socket of server.sockets.sockets.values()) socket.disconnect(false);
  await submitOne(world);
  expect(world.application.told()).toMatchObject({ straight: 1, ordinary: 0 });
  expect(heard.length).toBe(1);
});
