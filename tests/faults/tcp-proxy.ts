import { createServer, connect, type AddressInfo, type Socket } from "node:net";

/** A loopback port, or the path of a Unix socket. */
export type ProxyTarget = number | string;

/** A real network between two programs on this machine, whose faults are at hand. */
export interface TcpProxy {
  readonly port: number;
  /** Connections that are open now. */
  connections(): number;
  /** Ends every connection with a reset; new ones are accepted, unless `refuse` says otherwise. */
  cut(): void;
  /** New connections are reset at once: the server is down as far as anyone can see. */
  refuse(refused: boolean): void;
  /** Every chunk, in both directions, arrives so many milliseconds later; 0 is the bare loopback. */
  delay(ms: number): void;
  /** Nothing gets through, nobody is told: a hang. New connections open, and hang as well. */
  pause(): void;
  /** What waited gets through, in order. */
  resume(): void;
  /** Connections opened from now on go elsewhere: the server came back there. */
  retarget(target: ProxyTarget): void;
  stop(): Promise<void>;
}

interface Chunk {
  readonly due: number;
  /** Null is the end of the stream. */
  readonly bytes: Buffer | null;
}

/** Starts a proxy on a free loopback port in front of `server`. */
export async function startTcpProxy(server: ProxyTarget): Promise<TcpProxy> {
  let target = server;
  let delayMs = 0;
  let paused = false;
  let refused = false;
  const sockets = new Set<Socket>();
  /** Unix sockets: they cannot be reset, only closed. */
  const pipes = new WeakSet<Socket>();
  const flows = new Set<() => void>();
  let pairs = 0;

  /** One direction of one connection: first in, first out, whatever the delay is changed to. */
  function carry(from: Socket, to: Socket): () => void {
    const waiting: Chunk[] = [];
    let timer: NodeJS.Timeout | undefined;

    function flow(): void {
      clearTimeout(timer);
      timer = undefined;
      while (!paused) {
        const first = waiting[0];
        if (!first) return;
        const left = first.due - Date.now();
        if (left > 0) {
          timer = setTimeout(flow, left);
          return;
        }
        waiting.shift();
        if (first.bytes) to.write(first.bytes);
        else to.end();
      }
    }
    const take = (bytes: Buffer | null) => {
      waiting.push({ due: Date.now() + delayMs, bytes });
      if (waiting.length === 1) flow();
    };
    from.on("data", (bytes) => take(Buffer.from(bytes)));
    from.on("end", () => take(null));
    flows.add(flow);
    return () => {
      clearTimeout(timer);
      flows.delete(flow);
    };
  }

  const gate = createServer({ allowHalfOpen: true }, (client) => {
    if (refused) {
      client.on("error", ignore);
      client.resetAndDestroy();
      return;
    }
    const upstream = connect({
      ...(typeof target === "string" ? { path: target } : { port: target, host: "127.0.0.1" }),
      allowHalfOpen: true,
    });
    if (typeof target === "string") pipes.add(upstream);
    pairs++;
    const stops = [carry(client, upstream), carry(upstream, client)];
    let over = false;
    const end = () => {
      if (over) return;
      over = true;
      pairs--;
      for (const stop of stops) stop();
      for (const socket of [client, upstream]) {
        sockets.delete(socket);
        // A reset on one side is a reset on the other.
        if (!socket.destroyed) reset(socket);
      }
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", end);
    }
    let closed = 0;
    const closing = (own: Socket) => {
      sockets.delete(own);
      if (own.errored || ++closed === 2) end();
    };
    client.on("close", () => closing(client));
    upstream.on("close", () => closing(upstream));
  });
  await new Promise<void>((resolve, reject) => {
    gate.once("error", reject);
    gate.listen(0, "127.0.0.1", resolve);
  });

  function reset(socket: Socket): void {
    if (pipes.has(socket)) socket.destroy();
    else socket.resetAndDestroy();
  }
  const cut = () => {
    for (const socket of sockets) reset(socket);
  };
  return {
    port: (gate.address() as AddressInfo).port,
    connections: () => pairs,
    cut,
    refuse: (now) => void (refused = now),
    delay: (ms) => void (delayMs = ms),
    pause: () => void (paused = true),
    resume() {
      paused = false;
      for (const flow of flows) flow();
    },
    retarget: (next) => void (target = next),
    async stop() {
      const closed = new Promise<void>((resolve) => gate.close(() => resolve()));
      cut();
      await closed;
    },
  };
}

/** A connection that we reset has nothing more to say. */
function ignore(): void {}
