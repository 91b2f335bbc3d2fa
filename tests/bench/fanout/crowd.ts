import { WebSocket } from "ws";
import { openedPacket, packetOf, subscribePacket } from "./framing.ts";
import { type FromCrowd, type Side, steady, type ToCrowd } from "./messages.ts";

/** Sockets on their way at once unless told: a listen queue holds no more for sure. */
const AT_ONCE = 50;
const OPEN_WITHIN_MS = 60_000;

const tell = (message: FromCrowd): void => void process.send?.(message);

interface Listening {
  readonly side: Side;
  readonly at: Float64Array;
  heard: number;
}

let listening: Listening | null = null;
const sizes: Record<Side, number> = { product: 0, bare: 0 };

function heard(side: Side, index: number, message: Buffer): void {
  if (listening?.side !== side) return;
  listening.at[index] = steady();
  listening.heard += 1;
  if (listening.heard < sizes[side]) return;
  const { at } = listening;
  listening = null;
  tell({ kind: "heard", at, bytes: message });
}

/** Opens one socket and resolves when it would be told of a change. */
function open(order: Extract<ToCrowd, { kind: "open" }>, index: number): Promise<void> {
  const { side, origin, subscribe } = order;
  const path = side === "product" ? "/socket.io/?EIO=4&transport=websocket" : "/";
  const socket = new WebSocket(origin.replace("http", "ws") + path, {
    perMessageDeflate: false,
    skipUTF8Validation: true,
  });
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("a socket did not open")), OPEN_WITHIN_MS);
    const opened = (): void => {
      clearTimeout(late);
      resolve();
    };
    socket.on("error", reject);
    socket.on("close", (code) => {
      reject(new Error(`a socket was closed (${code})`));
      tell({ kind: "failed", why: `a socket of the ${side} side was closed (${code})` });
    });
    if (side === "bare") {
      socket.on("open", opened);
      socket.on("message", (message: Buffer) => heard(side, index, message));
      return;
    }
    socket.on("message", (message: Buffer) => {
      switch (packetOf(message)) {
        case "changes":
          heard(side, index, message);
          break;
        case "handshake":
          socket.send(openedPacket());
          break;
        case "connected":
          socket.send(subscribePacket(subscribe));
          break;
        case "answer":
          opened();
          break;
        case "ping":
          socket.send("3");
          break;
        case "other":
      }
    });
  });
}

async function openAll(order: Extract<ToCrowd, { kind: "open" }>): Promise<void> {
  const { side, count } = order;
  const first = sizes[side];
  let next = first;
  sizes[side] += count;
  const worker = async (): Promise<void> => {
    while (next < first + count) {
      next += 1;
      await open(order, next - 1);
    }
  };
  await Promise.all(Array.from({ length: order.atOnce ?? AT_ONCE }, worker));
}

process.on("message", (order: ToCrowd) => {
  if (order.kind === "open") {
    openAll(order).then(
      () => tell({ kind: "opened" }),
      (error: unknown) => tell({ kind: "failed", why: String(error) }),
    );
    return;
  }
  listening = { side: order.side, at: new Float64Array(sizes[order.side]), heard: 0 };
  tell({ kind: "listening" });
});
process.once("disconnect", () => process.exit(0));
