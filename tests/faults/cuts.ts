import { setTimeout as pause } from "node:timers/promises";
import { createDice, type Dice } from "../model/dice.ts";
import type { Trial } from "../trials.ts";
import { contradictions, createCallers, type Tally } from "./callers.ts";
import type { ExposedServer, ExposedServers } from "./exposed-servers.ts";
import { openExposed } from "./exposed-servers.ts";
import { expectLevel } from "./kill.ts";
import { openSyncPage } from "./sync-page.ts";

const ROUNDS = 60;
const FAULTS_EACH = 12;

export interface Cutting extends Tally {
  readonly faults: number;
  readonly rows: number;
}

/**
 * Cuts, delays and hangs the connections between callers, pages and two servers, and between the
 * servers and their database, in any order; heals all of it after every round and checks.
 *
 * @throws Error naming what was found
 */
export async function cutAgainAndAgain(
  city: ExposedServers,
  o: { readonly rounds: number; readonly dice: Dice; readonly say: (line: string) => void },
): Promise<Cutting> {
  const { dice } = o;
  const { servers, secret } = city;
  const origins = servers.map(({ origin }) => origin);
  const callers = createCallers({
    origins,
    secret,
    today: city.today,
    dice,
    count: 4,
    givesUp: 0.2,
  });
  const pages = origins.map((origin) => openSyncPage(origin));
  let rows = 0;
  for (let round = 1; round <= o.rounds; round += 1) {
    const stop = new AbortController();
    const calling = callers.run(stop.signal);
    for (let n = 0; n < FAULTS_EACH; n += 1) {
      for (const server of servers) disturb(server, dice);
      await pause(dice.between(0, 120));
    }
    for (const server of servers) heal(server);
    stop.abort();
    await calling;
    for (const [index, page] of pages.entries()) {
      const server = servers[index];
      if (server) await expectLevel(page, server.world, `after round ${round}`);
    }
    const found = await contradictions(city.databaseUrl, callers);
    if (found.faults.length > 0) throw new Error(`round ${round}:\n${found.faults.join("\n")}`);
    rows = found.rows;
    if (round % 5 === 0) o.say(`${round} rounds, ${rows} rows`);
  }
  for (const page of pages) page.stop();
  return { ...callers.tally(), faults: o.rounds * FAULTS_EACH * servers.length, rows };
}

function disturb({ toPages, toDatabase }: ExposedServer, dice: Dice): void {
  const proxy = dice.pick([toPages, toDatabase]);
  switch (dice.pick(["cut", "cut", "delay", "no delay", "hang", "go on"])) {
    case "cut":
      proxy.cut();
      break;
    case "delay":
      proxy.delay(dice.between(5, 200));
      break;
    case "no delay":
      proxy.delay(0);
      break;
    case "hang":
      proxy.pause();
      break;
    case "go on":
      proxy.resume();
      break;
  }
}

function heal({ toPages, toDatabase }: ExposedServer): void {
  for (const proxy of [toPages, toDatabase]) {
    proxy.delay(0);
    proxy.resume();
  }
}

export const cuts: Trial = {
  name: "cuts",
  withinMs: 1_800_000,
  async run({ seed, scale, say }) {
    const city = await openExposed(2);
    try {
      const rounds = Math.max(3, Math.round(ROUNDS * scale));
      const done = await cutAgainAndAgain(city, { rounds, dice: createDice(seed), say });
      return (
        `${done.faults} cuts, delays and hangs between pages, callers, two servers and their database, ` +
        `${done.acknowledged} writes acknowledged, ${done.repeated} sent again, ${done.rows} rows: ` +
        "none lost, none doubled, every page level after each round"
      );
    } finally {
      await city.close();
    }
  },
};
