import { setTimeout as pause } from "node:timers/promises";
import { end } from "../child-process.ts";
import { newJobs } from "./corrections.ts";
import {
  askAll,
  heardFrom,
  launch,
  listenWhile,
  shareOf,
  socketsWithin,
  usageOf,
} from "./fanout/crowds.ts";
import type { FromBare, Side, ToBare } from "./fanout/messages.ts";
import { launchCrowds, served } from "./fanout/served.ts";
import { median, medianRatio, quantile } from "./quantiles.ts";
import { printed } from "./result.ts";
import type { Bench } from "./run-context.ts";

const WARM_UP_ROUNDS = 2;
/** Broadcasts take a second and scatter widely: more of them than other benches have rounds. */
const BROADCASTS_A_ROUND = 4;
/** Sockets that are there before memory is read: the first bring code and buffers with them. */
const FIRST_SOCKETS = 200;
/** After a broadcast, until its last packets and garbage are done with. */
const SETTLE_MS = 200;

/** One change to many open pages, against a loop over bare sockets that carries the same bytes. */
export const fanout: Bench = async ({ options, say }) => {
  const sockets = socketsWithin(options.sockets, say);
  const product = launch("product");
  const bare = launch("bare");
  const crowds = launchCrowds();
  try {
    const ours = await served(product);
    const { origin } = await heardFrom<FromBare, "ready">(bare, "ready");
    const { subscribe } = ours;
    const servers = { product, bare };
    const heap: Record<Side, number> = { product: 0, bare: 0 };
    const resident: Record<Side, number> = { product: 0, bare: 0 };
    for (const [side, where] of [
      ["product", ours.origin],
      ["bare", origin],
    ] as const) {
      say(`opening ${sockets} sockets, ${side}`);
      const open = (count: number) =>
        askAll(crowds, "opened", (index) => ({
          kind: "open",
          side,
          origin: where,
          count: shareOf(count, index),
          subscribe,
        }));
      const first = Math.min(FIRST_SOCKETS, Math.floor(sockets / 2));
      await open(first);
      const before = await usageOf(servers[side], true);
      await open(sockets - first);
      const after = await usageOf(servers[side], true);
      heap[side] = (after.heapBytes - before.heapBytes) / (sockets - first);
      resident[side] = (after.residentBytes - before.residentBytes) / (sockets - first);
    }

    const times: Record<Side, number[][]> = { product: [], bare: [] };
    const cpu: Record<Side, number[]> = { product: [], bare: [] };
    const loops: Record<Side, number[]> = { product: [], bare: [] };
    let bytes: Uint8Array = new Uint8Array();
    for (let round = 0; round < WARM_UP_ROUNDS + BROADCASTS_A_ROUND * options.rounds; round++) {
      const figure = newJobs(round);
      const started = await Promise.all([usageOf(product), usageOf(bare)]);
      const told = await ours.tell(crowds, figure);
      bytes = told.bytes;
      const looped = await listenWhile(crowds, "bare", async () => {
        const began = heardFrom<FromBare, "began">(bare, "began");
        bare.send({ kind: "send", bytes } satisfies ToBare);
        return (await began).at;
      });
      await pause(SETTLE_MS);
      const [ofProduct, ofBare] = await Promise.all([usageOf(product), usageOf(bare)]);
      if (round < WARM_UP_ROUNDS) continue;
      cpu.product.push((ofProduct.cpuMs - started[0].cpuMs) / sockets);
      cpu.bare.push((ofBare.cpuMs - started[1].cpuMs) / sockets);
      times.product.push(told.times);
      times.bare.push(looped.times);
      loops.product.push(quantile(told.times, 0.99));
      loops.bare.push(quantile(looped.times, 0.99));
      say(
        `round ${round + 1 - WARM_UP_ROUNDS}: p99 ${printed(loops.product.at(-1) ?? 0, "ms")}, bare ${printed(loops.bare.at(-1) ?? 0, "ms")}`,
      );
    }
    const of = (side: Side, share: number): number =>
      median(times[side].map((one) => quantile(one, share)));
    const peer = (name: string, share: number): string =>
      `bare ws loop ${name} ${printed(of("bare", share), "ms")}`;
    const size = `${sockets} sockets, ${bytes.length} bytes`;
    return [
      {
        what: `${size}: commit → receipt p99 against the bare loop`,
        measured: medianRatio(loops.product, loops.bare),
        unit: "×",
        bound: 1,
        peer: peer("p99", 0.99),
      },
      {
        what: "commit → receipt p50",
        measured: of("product", 0.5),
        unit: "ms",
        bound: null,
        peer: peer("p50", 0.5),
      },
      {
        what: "commit → receipt p99",
        measured: of("product", 0.99),
        unit: "ms",
        bound: null,
        peer: peer("p99", 0.99),
      },
      {
        what: "server's processor time a socket and change, against the bare loop's",
        measured: medianRatio(cpu.product, cpu.bare),
        unit: "×",
        bound: null,
        peer: `${printed(median(cpu.product) * 1000, "µs")} against ${printed(median(cpu.bare) * 1000, "µs")}`,
      },
      {
        what: "heap of an idle connection",
        measured: heap.product / 1000,
        unit: "kB",
        bound: null,
        peer: `bare ws ${printed(heap.bare / 1000, "kB")}`,
      },
      {
        what: "resident memory of an idle connection",
        measured: resident.product / 1000,
        unit: "kB",
        bound: null,
        peer: `bare ws ${printed(resident.bare / 1000, "kB")}`,
      },
    ];
  } finally {
    for (const child of [...crowds, bare, product]) await end(child);
  }
};
