import { Socket as Stream } from "node:net";
import type { Socket } from "socket.io";

export type Connection = Socket["conn"];

/** `WebSocket.OPEN` of the standard. */
const OPEN = 1;
/** How `ws` says that its sender holds nothing back. */
const NOTHING_HELD = 0;
/** What a packet that waits takes besides its text. */
const PACKET_BYTES = 200;

/** What Engine.IO and `ws` do not promise, and the shortcut stands on. */
interface Engine {
  readonly writeBuffer: readonly { readonly data?: unknown }[];
}
interface Websocket {
  readonly readyState: number;
  readonly _sender: { readonly _state: number };
  readonly _socket: Stream;
  terminate(): void;
}

/** A connection over a websocket, down to the stream that carries it. */
export interface Wire {
  readonly connection: Connection;
  readonly transport: Connection["transport"];
  readonly engine: Engine;
  readonly websocket: Websocket;
  readonly stream: Stream;
}

/**
 * The way to the stream below a connection; null over polling, and where Engine.IO or `ws` is
 * built otherwise than we know: such connections are written to in the ordinary way.
 */
export function wireOf(connection: Connection): Wire | null {
  const { transport } = connection;
  const engine: unknown = connection;
  if (transport.name !== "websocket" || !isEngine(engine)) return null;
  const { socket: websocket } = transport as unknown as { socket?: unknown };
  if (!isWebsocket(websocket)) return null;
  return { connection, transport, engine, websocket, stream: websocket._socket };
}

/**
 * Whether bytes written to the stream now stand behind everything that was sent before, and are
 * heard: nothing waits in Engine.IO or in `ws`, nobody closes, nothing is upgraded.
 */
export function isClear({ connection, transport, engine, websocket, stream }: Wire): boolean {
  return (
    connection.transport === transport &&
    transport.writable &&
    engine.writeBuffer.length === 0 &&
    connection.readyState === "open" &&
    !connection.upgrading &&
    websocket.readyState === OPEN &&
    websocket._sender._state === NOTHING_HELD &&
    stream.writable
  );
}

/** Bytes of memory that wait for this reader, about. What the kernel has taken does not count. */
export function piledBytes(connection: Connection, wire: Wire | null): number {
  let bytes = wire?.stream.writableLength ?? 0;
  const engine: unknown = connection;
  if (!isEngine(engine)) return bytes;
  for (const { data } of engine.writeBuffer) {
    // Two bytes a letter: most of it is Chinese.
    bytes += PACKET_BYTES + (typeof data === "string" ? data.length * 2 : 0);
  }
  return bytes;
}

/** Ends a connection at once: whoever does not read would not read a farewell either. */
export function cut(connection: Connection): void {
  const wire = wireOf(connection);
  if (wire === null) connection.close(true);
  else wire.websocket.terminate();
}

function isEngine(value: unknown): value is Engine {
  return isObject(value) && Array.isArray(value["writeBuffer"]);
}

function isWebsocket(value: unknown): value is Websocket {
  return (
    isObject(value) &&
    typeof value["readyState"] === "number" &&
    typeof value["terminate"] === "function" &&
    isObject(value["_sender"]) &&
    typeof value["_sender"]["_state"] === "number" &&
    value["_socket"] instanceof Stream
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
