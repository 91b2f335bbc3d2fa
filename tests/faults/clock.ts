import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Board } from "@diaodu/contracts";
import { catalogue } from "@diaodu/demo";
import { openStorage } from "@diaodu/storage";
import { pino } from "pino";
import { duties } from "../../apps/server/test/duties.ts";
import { readConfig } from "../../apps/server/src/config.ts";
import { startServer } from "../../apps/server/src/server.ts";
import { createDice, type Dice } from "../model/dice.ts";
import { waitFor } from "../model/seqs/tailer.ts";
import type { Trial } from "../trials.ts";
import { contradictions, createCallers } from "./callers.ts";
import { expectLevel } from "./kill.ts";
import { takeMachineClock } from "./machine-clock.ts";
import { openSyncPage } from "./sync-page.ts";

/** Half a minute before midnight in China, at the end of a month. */
const BEGINS = "2026-10-31T15:59:30Z";

const STEPS = 80;
/** A write that takes longer is stuck. */
const STUCK_MS = 60_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface Stepping {
  readonly steps: number;
  readonly acknowledged: number;
  readonly rounds: number;
}

/**
 * Steps the clock under a running server, its callers and its pages: an hour back, a day on, over
 * midnight, over the end of a month. What is in order is so by seq, whatever the clock said.
 *
 * @throws Error naming what was lost, doubled, stuck or out of order
 */
export async function stepAgainAndAgain(o: {
  readonly steps: number;
  readonly dice: Dice;
  readonly say: (line: string) => void;
}): Promise<Stepping> {
  const { dice } = o;
  const clock = takeMachineClock();
  // Half a minute before a month ends in China.
  clock.goTo(BEGINS);
  const data = mkdtempSync(join(tmpdir(), "diaodu-clock-"));
  const databaseUrl = `file:${join(data, "diaodu.db")}`;
  const secret = await foundCity(databaseUrl);
  const read = readConfig({
    DIAODU_DATA_DIR: data,
    DIAODU_HOST: "127.0.0.1",
    DIAODU_PORT: "0",
    DIAODU_ACCESS: "open",
    DIAODU_BEAT_MS: "250",
    DIAODU_API_LIMIT: "1000000",
  });
  if (!read.ok) throw new Error(read.faults.join("\n"));
  const log = pino({ level: "silent" });
  const server = await startServer({ config: read.config, demo: null, log, announce: () => {} });
  const origin = `http://127.0.0.1:${server.port}`;
  const board = async () => (await (await fetch(`${origin}/api/v1/board`)).json()) as Board;
  const callers = createCallers({
    origins: [origin],
    secret,
    dice,
    count: 3,
    today: new Date(BEGINS),
  });
  const page = openSyncPage(origin);
  for (let n = 1; n <= o.steps; n += 1) {
    await expectLevel(page, { board }, `before step ${n}`);
    const stop = new AbortController();
    const calling = callers.run(stop.signal);
    await pause(dice.between(20, 200));
    clock.step(stepOf(n, dice));
    await server.keepRounds();
    const before = answered(callers.sent);
    const goesOn = await waitFor(() => answered(callers.sent) > before + 3, STUCK_MS);
    if (!goesOn) throw new Error(`after step ${n} nothing is written`);
    stop.abort();
    await calling;
    await expectLevel(page, { board }, `after step ${n}`);
    if (n % 10 === 0) o.say(`${n} steps`);
  }
  page.stop();
  await server.stop();
  const found = await contradictions(databaseUrl, callers);
  const rounds = await openedRounds(databaseUrl);
  clock.restore();
  rmSync(data, { recursive: true, force: true });
  if (callers.sent.some(({ seq }) => seq === null)) throw new Error("a write was never answered");
  const faults = [...found.faults, ...rounds.faults];
  if (faults.length > 0) throw new Error(faults.join("\n"));
  return { steps: o.steps, acknowledged: callers.sent.length, rounds: rounds.count };
}

const answered = (sent: readonly { readonly seq: number | null }[]): number =>
  sent.filter(({ seq }) => seq !== null).length;

/** The first steps are those that matter most: over midnight and the month's end, back, a day on. */
function stepOf(n: number, dice: Dice): number {
  const first = [MINUTE, -HOUR, DAY, -HOUR][n - 1];
  return first ?? dice.pick([-HOUR, -MINUTE, -dice.between(1, 5000), MINUTE, HOUR, DAY, 3 * DAY]);
}

async function foundCity(url: string): Promise<string> {
  const storage = await openStorage({ url, now: () => new Date() });
  const { board: boardRows, ...lists } = catalogue;
  await storage.saveCatalogue({ ...lists, duties, boardRows });
  const { secret } = await storage.createApiKey({ name: "统计局", now: new Date() });
  await storage.close();
  return secret;
}

/** Each round of the calendar is opened once, the later one later in the log. */
async function openedRounds(url: string): Promise<{ faults: string[]; count: number }> {
  const storage = await openStorage({ url, now: () => new Date() });
  const starts: string[] = [];
  for (let since = 0; ;) {
    const rows = await storage.changesSince(since, 1000);
    for (const row of rows) if (row.kind === "round") starts.push(row.payload.start);
    since = rows.at(-1)?.seq ?? since;
    if (rows.length < 1000) break;
  }
  await storage.close();
  const faults = starts.flatMap((start, n) =>
    n > 0 && start <= (starts[n - 1] ?? "") ? [`the round of ${start} was opened again`] : [],
  );
  return { faults, count: starts.length };
}

export const clock: Trial = {
  name: "clock",
  withinMs: 900_000,
  async run({ seed, scale, say }) {
    const steps = Math.max(6, Math.round(STEPS * scale));
    const done = await stepAgainAndAgain({ steps, dice: createDice(seed), say });
    return (
      `${done.steps} steps of the clock under a running server, back by an hour and on by days, ` +
      `${done.acknowledged} writes, ${done.rounds} rounds: none lost, doubled or stuck, each round ` +
      "opened once, the page live and level after every step"
    );
  },
};
