import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { type FromBare, steady, type ToBare, usage } from "./messages.ts";

/** The loop that every tutorial ends with: for each client, send. The bytes are made ready before. */
const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
const tell = (message: FromBare): void => void process.send?.(message);

server.once("listening", () => {
  const { port } = server.address() as AddressInfo;
  tell({ kind: "ready", origin: `http://127.0.0.1:${port}` });
});
process.on("message", (order: ToBare) => {
  if (order.kind === "usage") return tell({ kind: "usage", usage: usage(order) });
  const text = Buffer.from(order.bytes);
  const at = steady();
  for (const client of server.clients) client.send(text, { binary: false });
  setTimeout(() => tell({ kind: "began", at }), 50);
});
process.once("disconnect", () => process.exit(0));
