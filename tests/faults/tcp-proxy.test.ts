import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy.ts";

let proxy: TcpProxy;
/** Ends of connections at the echo server. */
let served: Socket[] = [];
const opened: Socket[] = [];
const echo = createServer((socket) => {
  served.push(socket);
  socket.on("error", () => undefined);
  socket.pipe(socket);
});

beforeEach(async () => {
  served = [];
  await new Promise<void>((resolve) => echo.listen(0, "127.0.0.1", resolve));
  proxy = await startTcpProxy((echo.address() as AddressInfo).port);
});

afterEach(async () => {
  for (const socket of [...opened.splice(0), ...served]) socket.destroy();
  await proxy.stop();
  await new Promise((resolve) => echo.close(resolve));
});

async function open(): Promise<Socket> {
  const socket = connect(proxy.port, "127.0.0.1");
  opened.push(socket);
  await once(socket, "connect");
  return socket;
}

/** The next `length` bytes, or more, that come to a socket. */
function heard(socket: Socket, length: number): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    const take = (chunk: Buffer) => {
      text += chunk.toString();
      if (text.length < length) return;
      socket.off("data", take);
      resolve(text);
    };
    socket.on("data", take);
  });
}

/** However it ended. */
function closed(socket: Socket): Promise<unknown> {
  return new Promise((resolve) => {
    if (socket.closed) resolve(true);
    else socket.once("close", resolve);
  });
}

test("what is sent comes back whole and in order", async () => {
  const socket = await open();
  const sent = Array.from({ length: 5_000 }, (_, index) => `${index};`).join("");
  socket.write(sent);
  expect(await heard(socket, sent.length)).toBe(sent);
  expect(proxy.connections()).toBe(1);
});

test("a delay makes it later, and the order stays when the delay is taken away", async () => {
  const socket = await open();
  socket.write("0");
  await heard(socket, 1);
  proxy.delay(150);
  const start = performance.now();
  socket.write("1");
  setTimeout(() => {
    proxy.delay(0);
    socket.write("2");
  }, 20);
  expect(await heard(socket, 2)).toBe("12");
  // A timer may come a millisecond early.
  expect(performance.now() - start).toBeGreaterThanOrEqual(149);
});

test("a cut resets both ends, and the next connection gets through", async () => {
  const socket = await open();
  socket.write("x");
  await heard(socket, 1);
  socket.on("error", () => undefined);
  const ends = [closed(socket), closed(served[0] ?? expect.fail())];
  proxy.cut();
  await Promise.all(ends);
  expect(proxy.connections()).toBe(0);

  const next = await open();
  next.write("y");
  expect(await heard(next, 1)).toBe("y");
});

test("a refused connection ends without reaching the server", async () => {
  proxy.refuse(true);
  const socket = connect(proxy.port, "127.0.0.1");
  opened.push(socket);
  socket.on("error", () => undefined);
  await closed(socket);
  expect(served).toHaveLength(0);
});

test("a pause holds back everything without a word, and resuming lets it through", async () => {
  const socket = await open();
  socket.write("a");
  await heard(socket, 1);
  proxy.pause();
  const echoed = heard(socket, 1);
  socket.write("b");
  expect(await Promise.race([echoed, pause(100)])).toBe("nothing");
  expect(socket.destroyed).toBe(false);
  proxy.resume();
  expect(await echoed).toBe("b");
});

test("an end of stream travels to the other side", async () => {
  const socket = await open();
  socket.end("bye");
  expect(await heard(socket, 3)).toBe("bye");
  await closed(served[0] ?? expect.fail());
});

function pause(ms: number): Promise<string> {
  return new Promise((resolve) => setTimeout(() => resolve("nothing"), ms));
}
