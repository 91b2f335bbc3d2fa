import { createServer } from "node:http";
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Server } from "socket.io";
import { io } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { releaseRequests } from "./handshake-request.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const httpServer = createServer();
const server = new Server(httpServer);
releaseRequests(server);
const requests: WeakRef<IncomingMessage>[] = [];
server.engine.use((req: IncomingMessage, _res: unknown, next: () => void) => {
  Object.assign(req, { session: { signedIn: "someone" } });
  requests.push(new WeakRef(req));
  next();
});

beforeAll(() => new Promise<void>((resolve) => httpServer.listen(0, "127.0.0.1", resolve)));
afterAll(() => server.close());

/** How many requests are still in memory when garbage has been collected. */
async function kept(): Promise<number> {
  for (let times = 0; times < 5; times += 1) {
    await pause(20);
    collect();
  }
  return requests.filter((ref) => ref.deref() !== undefined).length;
}

test("an open page keeps what is read of its first request, and not the request", async () => {
  const { port } = httpServer.address() as AddressInfo;
  const arrived = new Promise((resolve) => server.once("connection", resolve));
  const client = io(`http://127.0.0.1:${port}/`, {
    transports: ["websocket"],
    forceNew: true,
    query: { screen: "7" },
    extraHeaders: { "x-told": "yes" },
  });
  await arrived;
  expect(requests).toHaveLength(1);
  expect(await kept()).toBe(0);
  const [socket] = server.of("/").sockets.values();
  expect(socket?.request).toMatchObject({ session: { signedIn: "someone" } });
  expect(socket?.handshake).toMatchObject({
    headers: { "x-told": "yes" },
    query: { screen: "7" },
    secure: false,
    address: "127.0.0.1",
  });
  client.disconnect();
});

test("so does a page that came over polling and went on over a websocket", async () => {
  requests.length = 0;
  const { port } = httpServer.address() as AddressInfo;
  const client = io(`http://127.0.0.1:${port}/`, { forceNew: true });
  const way = () => (client.connected ? client.io.engine.transport.name : "none yet");
  await expect.poll(way, { timeout: 20_000 }).toBe("websocket");
  expect(requests.length).toBeGreaterThan(1);
  expect(await kept()).toBe(0);
  client.disconnect();
});
