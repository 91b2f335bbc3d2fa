import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { io } from "socket.io-client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { AnswerToPage, SharedAnswer, shareAnswers } from "./shared-answer.ts";
import type { Straight } from "./shared-answer.ts";
import { wireOf } from "./wire.ts";

const shared = new SharedAnswer({ 答: "先".repeat(200) });
const httpServer = createServer();
const server = new Server(httpServer);
/** Numbers of bytes that were written straight to a page. */
let frames: number[];
let straight: (write: Straight) => Straight;

beforeEach(async () => {
  frames = [];
  straight = (write) => write;
  await new Promise<void>((resolve) => httpServer.listen(0, "127.0.0.1", resolve));
});
afterEach(() => server.close());

shareAnswers(server);
server.on("connection", (socket) => {
  socket.on("subscribe", (answer: (said: unknown) => void) => {
    const write: Straight = (frame) => {
      const wire = wireOf(socket.conn);
      if (wire === null) return false;
      frames.push(frame.length);
      wire.stream.write(frame);
      return true;
    };
    answer(new AnswerToPage(shared, straight(write)));
  });
});

function page(transport: "websocket" | "polling") {
  const { port } = httpServer.address() as AddressInfo;
  return io(`http://127.0.0.1:${port}`, { transports: [transport], forceNew: true });
}

test("each request of a page gets the shared answer under its own number, straight to its stream", async () => {
  const client = page("websocket");
  const asked = [1, 2, 3].map(() => client.timeout(5000).emitWithAck("subscribe"));
  expect(await Promise.all(asked)).toEqual([shared.answer, shared.answer, shared.answer]);
  expect(frames).toEqual([0, 1, 2].map((id) => shared.frame(id).length));
  client.disconnect();
});

test("a frame is made once a number, and not kept for numbers without end", () => {
  expect(shared.frame(1)).toBe(shared.frame(1));
  for (let id = 0; id < 100; id += 1) shared.frame(id);
  expect(shared.frame(99)).not.toBe(shared.frame(99));
  expect(shared.frame(99)).toEqual(shared.frame(99));
});

test("over polling, and where the stream may not be written to, it leaves as text", async () => {
  const polling = page("polling");
  expect(await polling.timeout(5000).emitWithAck("subscribe")).toEqual(shared.answer);
  polling.disconnect();
  straight = () => () => false;
  const client = page("websocket");
  expect(await client.timeout(5000).emitWithAck("subscribe")).toEqual(shared.answer);
  expect(frames).toEqual([]);
  client.disconnect();
});
