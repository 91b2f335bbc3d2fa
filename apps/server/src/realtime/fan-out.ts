import { setTimeout as pause } from "node:timers/promises";
import type { ClientToServerEvents, ServerToClientEvents } from "@diaodu/contracts";
import type { Server, Socket } from "socket.io";
import type { Straight } from "./shared-answer.ts";
import { textFrame } from "./text-frame.ts";
import { cut, isClear, piledBytes, wireOf } from "./wire.ts";
import type { Connection, Wire } from "./wire.ts";

type BoardServer = Server<ClientToServerEvents, ServerToClientEvents>;
type BoardSocket = Socket<ClientToServerEvents, ServerToClientEvents>;

/** Every page that was answered `changes`. */
const ROOM = "board";
/** Engine.IO's mark of a message; the rest of a packet is Socket.IO's. */
const MESSAGE = "4";
/**
 * Bytes that may wait for one reader beyond the answer to its last request: hundreds of changes.
 * A page that has more before it is cut, and catches up from where it stands when it comes back.
 */
export const MOST_PILED_BYTES = 512 * 1024;

/** How often we look whether all have gone. */
const LOOK_MS = 20;

/** How broadcasts reached pages so far. */
export interface FanOutCounts {
  /** Writes of a shared frame to a page's own stream. */
  readonly straight: number;
  /** Packets that went Socket.IO's ordinary way: over polling, or behind what was still waiting. */
  readonly ordinary: number;
  /** Readers cut because too much waited for them. */
  readonly cut: number;
}

/** Tells every subscribed page the same, encoded and framed once. */
export interface FanOut {
  /**
   * Sends the answer to a page's subscription by calling `answer`, and lets the page hear
   * everything that is told from now on. Does neither to a page that already lets too much wait.
   */
  admit(socket: BoardSocket, answer: (straight: Straight) => void): void;
  /** Sends one event to every page in the order of calls. Waits for no page. */
  tell<E extends keyof ServerToClientEvents>(
    event: E,
    data: Parameters<ServerToClientEvents[E]>[0],
  ): void;
  /** Cuts whoever lets too much wait, in whichever namespace it is. */
  cutSlowReaders(): void;
  /** Ends every connection, in whichever namespaces it is, so that each comes back by itself. */
  turnAway(): void;
  /** Ends every connection with a farewell; those that have not answered it in `withinMs` are cut. */
  close(withinMs: number): Promise<void>;
  counts(): FanOutCounts;
}

interface Page {
  readonly id: string;
  readonly connection: Connection;
  wire: Wire | null;
  /** What its last answer left waiting: that much may wait besides. */
  owed: number;
}

export function createFanOut(io: BoardServer): FanOut {
  const counts = { straight: 0, ordinary: 0, cut: 0 };
  const pages = new Map<string, Page>();
  const connections = new Map<Connection, Page | null>();
  io.engine.on("connection", (connection: Connection) => {
    connections.set(connection, null);
    connection.once("close", forget);
  });
  function forget(this: Connection): void {
    connections.delete(this);
  }
  // However a page leaves, be it cut for what it may no longer read, it hears nothing more.
  io.sockets.adapter.on("leave-room", (room: string, id: string) => {
    if (room === ROOM) pages.delete(id);
  });

  function wireTo(page: Page): Wire | null {
    if (page.wire?.transport !== page.connection.transport) page.wire = wireOf(page.connection);
    return page.wire;
  }

  /** Whether the stream takes more; null when the page can not be written to that way. */
  function writeStraight(page: Page, frame: Buffer): boolean | null {
    const wire = wireTo(page);
    if (wire === null || !isClear(wire)) return null;
    return wire.stream.write(frame);
  }

  function piledFor(connection: Connection, page: Page | null): number {
    return piledBytes(connection, page === null ? wireOf(connection) : wireTo(page));
  }

  function isSlow(connection: Connection, page: Page | null): boolean {
    const piled = piledFor(connection, page);
    if (piled > MOST_PILED_BYTES + (page?.owed ?? 0)) return true;
    if (page !== null && piled <= MOST_PILED_BYTES) page.owed = 0;
    return false;
  }

  function drop(connection: Connection, page: Page | null): void {
    counts.cut += 1;
    if (page !== null) pages.delete(page.id);
    connections.delete(connection);
    cut(connection);
  }

  return {
    admit(socket, answer) {
      const connection = socket.conn;
      const known = connections.get(connection) ?? null;
      // Not even what it is owed: else it could ask for more and more.
      if (piledFor(connection, known) > MOST_PILED_BYTES) return drop(connection, known);
      // One connection may leave the namespace and come back to it as another socket.
      const page =
        known?.id === socket.id ? known : { id: socket.id, connection, wire: null, owed: 0 };
      answer((frame) => writeStraight(page, frame) !== null);
      if (!socket.connected) return;
      page.owed = piledBytes(connection, wireTo(page));
      connections.set(connection, page);
      pages.set(page.id, page);
      void socket.join(ROOM);
    },
    tell(event, data) {
      const packet = `2${JSON.stringify([event, data])}`;
      const frame = textFrame(MESSAGE + packet);
      const slow: Page[] = [];
      for (const page of pages.values()) {
        const taken = writeStraight(page, frame);
        if (taken === null) page.connection.write(packet);
        counts[taken === null ? "ordinary" : "straight"] += 1;
        if (taken !== true && isSlow(page.connection, page)) slow.push(page);
      }
      for (const page of slow) drop(page.connection, page);
    },
    cutSlowReaders() {
      for (const [connection, page] of connections) {
        if (isSlow(connection, page)) drop(connection, page);
      }
    },
    turnAway() {
      for (const connection of connections.keys()) connection.close();
    },
    async close(withinMs) {
      const wires = [...connections.keys()].map(wireOf).filter((wire) => wire !== null);
      io.disconnectSockets(true);
      io.engine.close();
      const late = performance.now() + withinMs;
      const open = () => wires.filter(({ stream }) => !stream.destroyed);
      while (open().length > 0 && performance.now() < late) await pause(LOOK_MS);
      for (const { websocket } of open()) websocket.terminate();
    },
    counts: () => ({ ...counts }),
  };
}
