import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";

/** The least that a live page can be: one socket, one number, no board, no database. */
export interface BarePage {
  readonly origin: string;
  close(): Promise<void>;
}

const PAGE = `<!doctype html><html><body><div id="root">–</div><script>
const socket = new WebSocket("ws://" + location.host);
socket.onmessage = (message) => { document.getElementById("root").textContent = message.data; };
</script></body></html>`;

/** Serves the page; the body of a POST is sent to every open page as it is, then answered. */
export async function serveBarePage(): Promise<BarePage> {
  const server = createServer((request, response) => {
    if (request.method !== "POST") {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(PAGE);
      return;
    }
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const words = Buffer.concat(parts).toString();
      for (const client of sockets.clients) client.send(words);
      response.writeHead(201).end();
    });
  });
  const sockets = new WebSocketServer({ server });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  // A bench that breaks off must not be kept alive by its peer.
  server.unref();
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        for (const client of sockets.clients) client.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
