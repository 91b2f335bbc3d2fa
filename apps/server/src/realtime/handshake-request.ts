import { ServerResponse } from "node:http";
import type { IncomingMessage } from "node:http";
import type { Server } from "socket.io";

/** What Engine.IO gives middlewares as the response of an upgrade; it stays as long as the socket. */
interface UpgradeResponse {
  req: IncomingMessage | null;
}

/** What Socket.IO, and who asks for the holder of a socket, read of its first request. */
const READ_LATER = ["headers", "url", "_query", "connection", "session", "sessionID"] as const;

/**
 * Lets go of the HTTP requests that opened connections once they are answered: else each stays in
 * memory, with its streams and listeners, as long as its connection does, a fifth of what an open
 * page costs. What is read of them later is kept.
 */
export function releaseRequests(io: Server): void {
  const upgrades = new WeakMap<IncomingMessage, UpgradeResponse>();
  io.engine.use((req: IncomingMessage, res: unknown, next: () => void) => {
    if (!(res instanceof ServerResponse)) upgrades.set(req, res as UpgradeResponse);
    next();
  });
  // From here on nobody sets a header of this answer.
  io.engine.on("headers", (_headers: unknown, req: IncomingMessage) => {
    const answered = upgrades.get(req);
    if (answered !== undefined) answered.req = null;
  });
  io.engine.on("connection", (connection: { request: object }) => {
    const first = connection.request as Readonly<Record<string, unknown>>;
    connection.request = Object.fromEntries(READ_LATER.map((name) => [name, first[name]]));
  });
}
