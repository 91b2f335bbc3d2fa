import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { Agent, createServer, request } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import type { Application } from "../application.ts";

/** What a server answers to a connection that it does not know; the page then makes a new one. */
const UNKNOWN = JSON.stringify({ code: 1, message: "Session ID unknown" });
/** Path of what this worker measured, for the others alone: nobody else's request keeps this path. */
export const MEASURED = "/measured";
const OWNER = /[?&]sid=(\d{1,2})\./u;

/**
 * Lets a connection by long polling, whose requests come to any worker, live in one of them: its id
 * begins with the place of the worker that made it, and the others hand its requests on.
 *
 * @param o.folder only the user of this program may enter it
 * @returns the way to stop; connections under way are cut
 */
export function shareSockets(
  { httpServer, io, measured }: Pick<Application, "httpServer" | "io" | "measured">,
  o: { readonly place: number; readonly folder: string },
): () => Promise<void> {
  const { engine } = io;
  engine.generateId = () => `${o.place}.${randomBytes(15).toString("base64url")}`;

  const takeRequest = takeOver(httpServer, "request");
  const takeUpgrade = takeOver(httpServer, "upgrade");
  const agent = new Agent({ keepAlive: true });
  const ownerOf = (url = ""): string | null => {
    const owner = url.startsWith("/socket.io/") ? OWNER.exec(url)?.[1] : undefined;
    return owner === undefined || Number(owner) === o.place
      ? null
      : innerAddress(o.folder, Number(owner));
  };
  httpServer.on("request", (req: IncomingMessage, res: ServerResponse) => {
    const owner = ownerOf(req.url);
    if (owner === null) takeRequest(req, res);
    else handOn(req, res, { socketPath: owner, agent });
  });
  httpServer.on("upgrade", (req: IncomingMessage, socket: Duplex, head: Buffer) => {
    const owner = ownerOf(req.url);
    if (owner === null) takeUpgrade(req, socket, head);
    else joinTo(owner, req, socket, head);
  });

  const inner = createServer((req, res) => {
    if (req.url !== MEASURED) return takeRequest(req, res);
    measured().then(
      (text) => res.end(text),
      () => res.writeHead(500).end(),
    );
  });
  inner.on("upgrade", takeUpgrade);
  const address = innerAddress(o.folder, o.place);
  // Left by the one whose place this is now.
  if (process.platform !== "win32") rmSync(address, { force: true });
  // Its own, not one that all workers take turns at.
  inner.listen({ path: address, exclusive: true });
  return () => {
    agent.destroy();
    inner.closeAllConnections();
    return new Promise((resolve) => inner.close(() => resolve()));
  };
}

/** Where the worker of this place takes what the others hand on. */
export function innerAddress(folder: string, place: number): string {
  return process.platform === "win32"
    ? `\\\\.\\pipe\\${folder.replaceAll(/[^\w-]/gu, "-")}-${place}`
    : join(folder, `${place}.sock`);
}

/** Takes the listeners of an event from the server, and answers with one call for all of them. */
function takeOver(server: Server, event: "request" | "upgrade"): (...args: unknown[]) => void {
  const listeners = server.listeners(event);
  server.removeAllListeners(event);
  return (...args) => {
    for (const listener of listeners) listener.apply(server, args);
  };
}

function handOn(
  req: IncomingMessage,
  res: ServerResponse,
  to: { readonly socketPath: string; readonly agent: Agent },
): void {
  const { method, url: path, headers } = req;
  const out = request({ ...to, method, path, headers }, (answer) => {
    // How the answer is cut into pieces is the business of each connection.
    const { connection: _, "transfer-encoding": __, "keep-alive": ___, ...kept } = answer.headers;
    res.writeHead(answer.statusCode ?? 502, kept);
    answer.pipe(res);
    answer.once("error", () => res.destroy());
  });
  out.once("error", () => {
    if (res.headersSent) res.destroy();
    else res.writeHead(400, { "Content-Type": "application/json" }).end(UNKNOWN);
  });
  res.once("close", () => out.destroy());
  req.pipe(out);
}

/** A connection that began by polling becomes a WebSocket: its bytes go through as they are. */
function joinTo(owner: string, req: IncomingMessage, socket: Duplex, head: Buffer): void {
  const out = connect(owner, () => {
    const lines = [`${req.method} ${req.url} HTTP/1.1`];
    for (let at = 0; at < req.rawHeaders.length; at += 2) {
      lines.push(`${req.rawHeaders[at]}: ${req.rawHeaders[at + 1]}`);
    }
    out.write(`${lines.join("\r\n")}\r\n\r\n`);
    out.write(head);
    socket.pipe(out);
    out.pipe(socket);
  });
  out.once("error", () => socket.destroy());
  out.once("close", () => socket.destroy());
  socket.once("error", () => out.destroy());
  socket.once("close", () => out.destroy());
}
