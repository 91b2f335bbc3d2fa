import { availableParallelism } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { startPostgres } from "@diaodu/tooling/postgres";
import { end } from "../child-process.ts";
import { newJobs } from "./corrections.ts";
import { askAll, CROWDS, launch, shareOf, socketsWithin, usageOf } from "./fanout/crowds.ts";
import { launchCrowds, served } from "./fanout/served.ts";
import { fitLine } from "./fit-line.ts";
import { median, quantile } from "./quantiles.ts";
import { printed } from "./result.ts";
import type { Bench } from "./run-context.ts";

/** Parts of `--sockets`: 1k, 2k, 5k, 10k and 20k of the usual ten thousand. */
const SIZES = [0.1, 0.2, 0.5, 1, 2];
const SERVERS = [1, 2, 4];
const WARM_UP = 1;
/** How long an idle server is watched: what its pings cost belongs to no change. */
const IDLE_MS = 2000;
const SETTLE_MS = 200;

interface Point {
  readonly servers: number;
  readonly sockets: number;
  /** Processor time of all servers for one change, in milliseconds. */
  readonly cpuMs: number;
  /** From the commit to the last but one per cent of the sockets. */
  readonly p99Ms: number;
}

/**
 * What one change costs the servers, as a line through every number of sockets and servers: a
 * server's processor time is `a` for the change and `b` for each of its own sockets. Processor
 * time hardly depends on who else is at work, so the line holds where the times do not.
 */
export const fanoutModel: Bench = async ({ options, say }) => {
  const points: Point[] = [];
  const database = await startPostgres({ settings: { max_connections: "100", fsync: "off" } });
  try {
    say("filling a database");
    const filler = launch("product", [database.url]);
    try {
      await served(filler);
    } finally {
      await end(filler);
    }
    for (const servers of SERVERS) {
      points.push(...(await measure(servers, database.url, options, say)));
    }
  } finally {
    await database.stop();
  }
  const line = fitLine(
    points.map(({ servers, sockets, cpuMs }) => ({ x: sockets / servers, y: cpuMs / servers })),
  );
  const cores = availableParallelism();
  const shared = (servers: number) =>
    servers + CROWDS > cores ? ` (${servers + CROWDS + 1} processes on ${cores} cores)` : "";
  return [
    ...points.map(({ servers, sockets, cpuMs, p99Ms }) => ({
      what: `${servers} servers, ${sockets} sockets: processor time a change`,
      measured: cpuMs,
      unit: "ms" as const,
      bound: null,
      peer: `commit → receipt p99 ${printed(p99Ms, "ms")}${shared(servers)}`,
    })),
    {
      what: "b: a server's processor time a change and socket",
      measured: line.slope * 1000,
      unit: "µs",
      bound: null,
      peer: `root mean square of what the line leaves ${printed(line.residual, "ms")}`,
    },
    {
      what: "a: a server's processor time a change, without sockets",
      measured: line.intercept,
      unit: "ms",
      bound: null,
      peer: `${points.length} points, share explained ${line.explained.toFixed(3)}`,
    },
  ];
};

async function measure(
  servers: number,
  database: string,
  options: { readonly sockets: number; readonly rounds: number },
  say: (line: string) => void,
): Promise<Point[]> {
  const products = Array.from({ length: servers }, () => launch("product", [database, "follow"]));
  const crowds = launchCrowds();
  try {
    const ready = await Promise.all(products.map((product) => served(product)));
    const [leader] = ready;
    if (leader === undefined) throw new Error("no server");
    const origins = ready.map(({ origin }) => origin);
    const { subscribe } = leader;
    const points: Point[] = [];
    let open = 0;
    // No figure equals the one that it corrects, whoever measured before.
    let made = servers * 50;
    for (const size of SIZES) {
      const sockets = Math.min(
        Math.round(options.sockets * size),
        servers * socketsWithin(Math.round((options.sockets * size) / servers), say),
        CROWDS * socketsWithin(Math.round((options.sockets * size) / CROWDS), say),
      );
      if (sockets <= open) continue;
      for (const [index, origin] of origins.entries()) {
        const more = shareOf(sockets, index, servers) - shareOf(open, index, servers);
        await askAll(crowds, "opened", (crowd) => ({
          kind: "open",
          side: "product",
          origin,
          count: shareOf(more, crowd),
          subscribe,
        }));
      }
      open = sockets;
      const used = async () => {
        const usages = await Promise.all(products.map((product) => usageOf(product)));
        return usages.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
      };
      const spent: { readonly cpuMs: number; readonly forMs: number }[] = [];
      const late: number[] = [];
      for (let round = 0; round < WARM_UP + options.rounds; round += 1) {
        const began = performance.now();
        const start = await used();
        made += 1;
        const { times } = await leader.tell(crowds, newJobs(made));
        await pause(SETTLE_MS);
        const cpuMs = (await used()) - start;
        if (round < WARM_UP) continue;
        spent.push({ cpuMs, forMs: performance.now() - began });
        late.push(quantile(times, 0.99));
      }
      // Watched last: what opening the sockets left to be done is done by now.
      const before = await used();
      await pause(IDLE_MS);
      const idle = ((await used()) - before) / IDLE_MS;
      const cpu = spent.map(({ cpuMs, forMs }) => cpuMs - idle * forMs);
      const point = { servers, sockets, cpuMs: median(cpu), p99Ms: median(late) };
      points.push(point);
      say(
        `${servers} servers, ${sockets} sockets: ${printed(point.cpuMs, "ms")}, p99 ${printed(point.p99Ms, "ms")}`,
      );
    }
    return points;
  } finally {
    for (const child of [...crowds, ...products]) await end(child);
  }
}
