import { setTimeout as pause } from "node:timers/promises";
import { connectDevTools, type DevTools } from "@diaodu/tooling/devtools";
import type { SubscribeAnswer } from "@diaodu/contracts";
import { PROTOCOL } from "@diaodu/contracts/protocol";
import { io, type Socket } from "socket.io-client";
import { corrections } from "../bench/corrections.ts";
import { freePort } from "../free-port.ts";
import { type ServerProcess, postFigures, startServer } from "../bench/server-process.ts";
import type { Dice } from "../model/dice.ts";
import type { Soaked, Weight } from "./samples.ts";

/** Pages that are open at every moment; with every change one of them leaves and another comes. */
const PAGES = 60;
/** What else is asked for between the changes, in turn. */
const ADDRESSES = [
  "/m",
  "/wall",
  "/meeting",
  "/api/v1/board",
  "/api/v1/changes?since=1",
  "/api/v1/board?at=100",
  "/api/v1/nothing",
  "/api/v1/rounds",
  "/metrics",
  "/office/report",
] as const;
const POSTS_AT_ONCE = 4;
/** Ends a request's connection with its answer, so that a weighing finds the pages' alone. */
const ONCE = { connection: "close" } as const;

interface Weighed {
  readonly server: ServerProcess;
  readonly devtools: DevTools;
}

/** Starts the server over `data` so that it can be weighed from outside. */
export async function startWeighed(data: string): Promise<Weighed> {
  const inspector = await freePort();
  const server = await startServer({
    data,
    flags: ["--demo", "--paused", "--figures-only"],
    program: [`--inspect=127.0.0.1:${inspector}`, "apps/server/src/main.ts"],
  });
  const listed = await fetch(`http://127.0.0.1:${inspector}/json/list`);
  const [target] = (await listed.json()) as { webSocketDebuggerUrl: string }[];
  if (target === undefined) throw new Error("the server cannot be looked into");
  return { server, devtools: await connectDevTools(target.webSocketDebuggerUrl) };
}

/**
 * A server that takes figure after figure while pages come and go and ask for everything, right
 * and wrong. It is weighed when all that is under way has ended, with the same pages open.
 */
export async function soakServer(
  { server, devtools }: Weighed,
  o: {
    readonly warmUp: number;
    readonly changes: number;
    readonly weights: number;
    readonly dice: Dice;
    say(line: string): void;
  },
): Promise<Soaked> {
  const secret = await server.createKey();
  const correction = corrections();
  const { database, seq } = await server.board();
  let known = seq;
  const pages: Socket[] = [];
  let heard = 0;
  const openPage = (): Promise<Socket> =>
    new Promise((resolve, reject) => {
      const page = io(server.origin, {
        forceNew: true,
        transports: ["websocket"],
        reconnection: false,
      });
      page.on("changes", () => (heard += 1));
      page.once("connect_error", reject);
      page.once("connect", () => {
        const request = { protocol: PROTOCOL, database, since: known, build: "soak" };
        page.emit("subscribe", request, ({ kind }: SubscribeAnswer) => {
          if (kind === "changes") resolve(page);
          else reject(new Error(`a page was answered ${kind}`));
        });
      });
    });
  let sent = 0;
  const change = async (): Promise<void> => {
    const n = sent;
    sent += 1;
    const stored = await postFigures(server.origin, secret, [correction(n)], ONCE);
    known = Math.max(known, stored.seq);
    const address = ADDRESSES[n % ADDRESSES.length] ?? "/";
    await (await fetch(server.origin + address, { headers: ONCE })).arrayBuffer();
    const leaving = o.dice.between(0, pages.length - 1);
    const coming = await openPage();
    pages[leaving]?.disconnect();
    pages[leaving] = coming;
  };
  const upTo = async (count: number): Promise<void> => {
    const worker = async (): Promise<void> => {
      while (sent < count) await change();
    };
    await Promise.all(Array.from({ length: POSTS_AT_ONCE }, worker));
  };

  while (pages.length < PAGES) pages.push(await openPage());
  try {
    await upTo(o.warmUp);
    const weights = [await weigh(devtools)];
    for (let part = 1; part <= o.weights; part += 1) {
      await upTo(o.warmUp + Math.round((o.changes * part) / o.weights));
      const weight = await weigh(devtools);
      weights.push(weight);
      o.say(`${sent - o.warmUp} changes, ${(weight.heap / 1e6).toFixed(2)} MB`);
    }
    if (heard < o.changes) throw new Error(`the pages heard only ${heard} changes`);
    return { changes: sent - o.warmUp, weights };
  } finally {
    for (const page of pages) page.disconnect();
  }
}

/** Longest that closed connections may take to be gone from the server's accounts. */
const SETTLE_MS = 10_000;

async function weigh(devtools: DevTools): Promise<Weight> {
  const deadline = performance.now() + SETTLE_MS;
  let counts = await resources(devtools);
  // What clients ended is gone from the accounts a moment later.
  while ((counts["connections"] ?? 0) > PAGES && performance.now() < deadline) {
    await pause(200);
    counts = await resources(devtools);
  }
  await devtools.send("HeapProfiler.collectGarbage");
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  return { heap: Number(usedSize), counts };
}

/** Open connections and file requests under way of the server's process. */
async function resources(devtools: DevTools): Promise<Record<string, number>> {
  const { result } = await devtools.send("Runtime.evaluate", {
    expression: `(() => {
      const all = process.getActiveResourcesInfo();
      const count = (name) => all.filter((one) => one === name).length;
      return { connections: count("TCPSocketWrap"), requests: count("FSReqPromise") };
    })()`,
    returnByValue: true,
  });
  return (result as { value: Record<string, number> }).value;
}
