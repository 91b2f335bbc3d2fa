import type { ClientToServerEvents, ServerToClientEvents } from "@diaodu/contracts";
import type { Transport, TransportHandlers } from "./transport.ts";

type Listener<Args extends unknown[]> = (...args: Args) => void;

/** The part of a socket.io-client Socket that is used; made with `autoConnect: false`. */
export interface SocketLike {
  readonly connected: boolean;
  /** Whether it is open or will try to open again by itself. */
  readonly active: boolean;
  connect(): unknown;
  disconnect(): unknown;
  on(event: "connect", listener: Listener<[]>): unknown;
  on(event: "disconnect" | "connect_error", listener: Listener<[]>): unknown;
  on(event: "changes", listener: ServerToClientEvents["changes"]): unknown;
  on(event: "beat", listener: ServerToClientEvents["beat"]): unknown;
  emit(event: "subscribe", ...args: Parameters<ClientToServerEvents["subscribe"]>): unknown;
}

/**
 * One Socket.IO socket as a transport. Socket.IO reopens after a loss; it does not after the
 * server ended the socket or refused it, and then the machine decides when to try again.
 */
export function socketTransport(socket: SocketLike): Transport {
  let handlers: TransportHandlers | null = null;
  const lost = () => handlers?.closed(socket.active);
  socket.on("connect", () => handlers?.open());
  socket.on("disconnect", lost);
  socket.on("connect_error", lost);
  socket.on("changes", (changes) => handlers?.changes(changes));
  socket.on("beat", (beat) => handlers?.beat(beat));

  return {
    connect(next) {
      handlers = next;
      if (socket.connected) next.open();
      else socket.connect();
    },
    subscribe(request, answer) {
      // Socket.IO would keep it and send it after the next connection, where it is out of date.
      if (socket.connected) socket.emit("subscribe", request, answer);
    },
    close() {
      handlers = null;
      socket.disconnect();
    },
  };
}
