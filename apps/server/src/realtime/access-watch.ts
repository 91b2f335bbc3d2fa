import type { Request, RequestHandler, Response } from "express";
import type { Change } from "@diaodu/storage";
import type { Logger } from "pino";
import type { Namespace, Server, Socket } from "socket.io";
import type { Credentials, Identification } from "../access/authenticate.ts";
import { identify, signedInAs } from "../access/authenticate.ts";
import type { Caller } from "../access/caller.ts";
import { sameOrigin } from "../access/csrf.ts";
import { timedOut } from "../access/person.ts";
import { SESSION_COOKIE } from "../access/session-middleware.ts";
import { Refusal } from "../http/problems.ts";

/** What open sockets need to know who holds them. */
export interface SocketIdentity extends Identification {
  readonly session: RequestHandler;
  readonly log: Logger;
}

/** Keeps a namespace to those who may be there, from their handshake to their last packet. */
export interface AccessWatch {
  /** A row of the log: whoever it is about is looked up anew. */
  tell(row: Change): void;
  /** Looks whose time is over. */
  beat(): void;
}

interface Holder {
  credentials: Credentials;
  caller: Caller;
  /** A look-up failed: the next beat tries again. */
  stale: boolean;
  queue: Promise<void>;
}

/** Lets handshakes carry sessions. Whoever shows no cookie costs nothing. */
export function readSessions(io: Server, session: RequestHandler): void {
  io.engine.use((req: Request, res: Response, next: (error?: unknown) => void) => {
    if (req.headers.cookie?.includes(`${SESSION_COOKIE}=`) === true) void session(req, res, next);
    else next();
  });
}

/**
 * @param permitted whether this caller may hold a socket here
 * @param renew called with who holds a socket, at its start and whenever that was looked up anew;
 *   synchronous, so that no row of the log comes between the look-up and its consequence
 */
export function watchAccess(
  namespace: Namespace,
  o: SocketIdentity & {
    readonly permitted: (caller: Caller) => boolean;
    readonly renew: (socket: Socket, caller: Caller, first: boolean) => void;
  },
): AccessWatch {
  const admitted = new WeakMap<Socket, Holder & { readonly turn: number }>();
  const holders = new Map<Socket, Holder>();
  /** Rows about access that were told so far. */
  let turn = 0;

  namespace.use((socket, next) => {
    void (async () => next(await admit(socket)))();
  });

  /** Why the socket is not let in; nothing when it is. */
  async function admit(socket: Socket): Promise<Error | undefined> {
    const { headers } = socket.handshake;
    if (!sameOrigin(headers, headers.host, o.settings.publicUrl)) {
      return new Error("forged_request");
    }
    const session = signedInAs(socket.request as Request);
    const credentials = { headers, ip: socket.handshake.address, session };
    const before = turn;
    try {
      const caller = await identify(credentials, o);
      if (!o.permitted(caller)) return new Error("unauthenticated");
      const queue = Promise.resolve();
      admitted.set(socket, { credentials, caller, stale: false, queue, turn: before });
      return undefined;
    } catch (error) {
      if (!(error instanceof Refusal)) o.log.error({ err: error }, "a socket was not let in");
      return new Error(error instanceof Refusal ? error.code : "not_ready");
    }
  }

  namespace.on("connection", (socket) => {
    const holder = admitted.get(socket);
    if (holder === undefined) return void socket.disconnect(true);
    holders.set(socket, holder);
    socket.once("disconnect", () => holders.delete(socket));
    // What was told while the handshake was looked up did not reach this socket.
    if (holder.turn === turn) o.renew(socket, holder.caller, true);
    else lookAnew(socket, holder, true);
  });

  function lookAnew(socket: Socket, holder: Holder, first = false): void {
    holder.queue = holder.queue.then(() => look(socket, holder, first));
  }

  async function look(socket: Socket, holder: Holder, first: boolean): Promise<void> {
    try {
      const { credentials } = holder;
      const known = credentials.session;
      const found = known === null ? null : await o.storage.readSession(known.id);
      const session = found?.session ?? null;
      holder.caller = await identify({ ...credentials, session }, o);
      holder.credentials = { ...credentials, session };
      holder.stale = false;
    } catch (error) {
      if (error instanceof Refusal) return void socket.disconnect(true);
      o.log.error({ err: error }, "the holder of a socket could not be looked up");
      holder.stale = true;
      return;
    }
    if (!o.permitted(holder.caller)) socket.disconnect(true);
    else o.renew(socket, holder.caller, first);
  }

  return {
    tell(row) {
      if (row.kind !== "access") return;
      turn += 1;
      const { accounts, sessions, screens, keys } = row.payload;
      const touched = new Set([...accounts, ...sessions, ...screens, ...keys]);
      for (const [socket, holder] of holders) {
        const { accountId, sessionId, actor } = holder.caller;
        if ([accountId, sessionId, actor.id].some((id) => id !== null && touched.has(id))) {
          lookAnew(socket, holder);
        }
      }
    },
    beat() {
      const now = o.clock();
      for (const [socket, holder] of holders) {
        const { session } = holder.credentials;
        const over = session !== null && timedOut(session, now, o.settings) !== null;
        const last = holder.caller.apiKey?.expiresAt ?? null;
        const keyOver = last !== null && Date.parse(last) <= now.getTime();
        if (over || keyOver || holder.stale) lookAnew(socket, holder);
      }
    },
  };
}
