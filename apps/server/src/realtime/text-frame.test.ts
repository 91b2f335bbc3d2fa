import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { textFrame } from "./text-frame.ts";

const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const server = createServer();
let streams: Socket[] = [];

beforeAll(async () => {
  server.on("upgrade", (request, stream: Socket) => {
    const key = `${request.headers["sec-websocket-key"]}${GUID}`;
    const accept = createHash("sha1").update(key).digest("base64");
    stream.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    streams.push(stream);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
});
afterAll(() => {
  for (const stream of streams) stream.destroy();
  streams = [];
  server.close();
});

test("a client reads frames of every length as the texts that were framed", async () => {
  const texts = [0, 1, 125, 126, 127, 0xffff, 0x10000, 300_000].map((length) => "x".repeat(length));
  texts.push("全区生产总值", "值".repeat(30_000));
  const { port } = server.address() as AddressInfo;
  const client = new WebSocket(`ws://127.0.0.1:${port}`);
  const heard: unknown[] = [];
  client.addEventListener("message", ({ data }) => heard.push(data));
  await new Promise((resolve) => {
    client.addEventListener("open", resolve);
  });
  streams[0]?.write(Buffer.concat(texts.map(textFrame)));
  await expect.poll(() => heard.length).toBe(texts.length);
  expect(heard).toEqual(texts);
  client.close();
});
