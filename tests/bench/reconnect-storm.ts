import { setTimeout as pause } from "node:timers/promises";
import { end } from "../child-process.ts";
import { newJobs } from "./corrections.ts";
import { askAll, launch, shareOf, socketsWithin, usageOf } from "./fanout/crowds.ts";
import { launchCrowds, served } from "./fanout/served.ts";
import { quantile } from "./quantiles.ts";
import { printed } from "./result.ts";
import type { Bench } from "./run-context.ts";

/** Of the sockets, those that were back before the others came. */
const ALREADY_IN = 0.1;
/** Together as many on their way as the listen queue of Node holds. */
const AT_ONCE = 250;
/** What each page has missed. */
const BEHIND = 20;
/** Between a change that those who are in have heard of and the next: more than any city's in a rush. */
const BETWEEN_MS = 1000;
const ADMITTED_WITHIN_S = 10;

/** All pages come back at once after a restart, while changes go on for those that are in. */
export const reconnectStorm: Bench = async ({ options, say }) => {
  const sockets = socketsWithin(options.sockets, say);
  const inside = Math.max(1, Math.round(sockets * ALREADY_IN));
  const product = launch("product");
  const within = launch("crowd");
  const crowds = launchCrowds();
  try {
    const { origin, subscribe, post, tell } = await served(product);
    let made = 0;
    const change = async (): Promise<number[]> => {
      const { times } = await tell([within], newJobs(made));
      made += 1;
      return times;
    };
    for (let count = 0; count < BEHIND; count += 1) {
      await post(newJobs(made));
      made += 1;
    }
    const order = { kind: "open", side: "product", origin, subscribe } as const;
    await askAll([within], "opened", () => ({ ...order, count: inside }));
    const quiet: number[] = [];
    for (let round = 0; round < options.rounds; round += 1) quiet.push(...(await change()));

    say(`${sockets} pages come back`);
    const before = await usageOf(product);
    const began = performance.now();
    let seconds: number | null = null;
    const storm = askAll(crowds, "opened", (index) => ({
      ...order,
      count: shareOf(sockets, index),
      atOnce: AT_ONCE,
    })).finally(() => {
      seconds = (performance.now() - began) / 1000;
    });
    const amid: number[] = [];
    let changes = 0;
    while (seconds === null) {
      amid.push(...(await change()));
      changes += 1;
      await pause(BETWEEN_MS);
    }
    await storm;
    const cpuMs = (await usageOf(product)).cpuMs - before.cpuMs;
    say(`${changes} changes meanwhile`);
    return [
      {
        what: `${sockets} pages, each ${BEHIND} changes behind: until the last is in`,
        measured: seconds,
        unit: "s",
        bound: ADMITTED_WITHIN_S,
        peer: `server's processor time a page ${printed(cpuMs / sockets, "ms")}, changes included`,
      },
      {
        what: `change → ${inside} pages that are in, p99 meanwhile`,
        measured: quantile(amid, 0.99),
        unit: "ms",
        bound: null,
        peer: `before: ${printed(quantile(quiet, 0.99), "ms")}; ${changes} changes`,
      },
      {
        what: `change → ${inside} pages that are in, p50 meanwhile`,
        measured: quantile(amid, 0.5),
        unit: "ms",
        bound: null,
        peer: `before: ${printed(quantile(quiet, 0.5), "ms")}`,
      },
    ];
  } finally {
    for (const child of [...crowds, within, product]) await end(child);
  }
};
