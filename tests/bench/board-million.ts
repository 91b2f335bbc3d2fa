import { Agent, get as httpGet } from "node:http";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { PlainDate } from "@diaodu/domain";
import { addDays } from "@diaodu/domain";
import { openStorage, type Storage } from "@diaodu/storage";
import { cityDay, largeCatalogue, largeFigures } from "./million-figures.ts";
import { median, quantile } from "./quantiles.ts";
import { printed, type Row } from "./result.ts";
import type { Bench } from "./run-context.ts";
import { postFigures, startServer } from "./server-process.ts";

const GETS = 2000;
const COMMITS = 300;
const POSTS = 40;

interface Served {
  readonly ready: number[];
  readonly gets: number[];
  readonly firstGets: number[];
  readonly posts: number[];
}

/** The same board over a database full of figures and over one that only has the catalogue. */
export const boardMillion: Bench = async ({ options, folder, say }) => {
  const full = folder();
  const empty = folder();
  // A real installation: its clock is the real one, so its figures reach up to yesterday.
  const yesterday = addDays(new Date().toISOString().slice(0, 10), -1);
  say(`loading ${options.observations} observations`);
  await fill(full, options.observations, yesterday);
  await fill(empty, 0, yesterday);

  say("commits, one here and one there");
  const commits = await compareCommits(full, empty, yesterday);
  const large = nothingServed();
  const small = nothingServed();
  for (let round = 0; round < options.rounds; round++) {
    await serve(full, large, yesterday, options.rounds);
    await serve(empty, small, yesterday, options.rounds);
    say(`round ${round + 1}: ready ${printed(large.ready.at(-1) ?? 0, "ms")}`);
  }

  const beside = (value: number): string => `empty database ${printed(value, "ms")}`;
  const row = (
    what: string,
    pick: (one: Served) => number,
    bound: number | null,
  ): Omit<Row, "bench"> => ({
    what,
    measured: pick(large),
    unit: "ms",
    bound,
    peer: beside(pick(small)),
  });
  return [
    {
      what: `${options.observations} observations: server start → ready`,
      measured: median(large.ready) / 1000,
      unit: "s",
      bound: 2,
      peer: beside(median(small.ready)),
    },
    row("GET /api/v1/board p50", ({ gets }) => median(gets), null),
    row("GET /api/v1/board p99", ({ gets }) => quantile(gets, 0.99), 5),
    row(
      "GET /api/v1/board, the first after a change, p50",
      ({ firstGets }) => median(firstGets),
      null,
    ),
    {
      what: "commit of a day of air against an empty database",
      measured: median(commits.full) / median(commits.empty),
      unit: "×",
      bound: 1.1,
      peer: beside(median(commits.empty)),
    },
    {
      what: "commit of a day of air p99",
      measured: quantile(commits.full, 0.99),
      unit: "ms",
      bound: null,
      peer: beside(quantile(commits.empty, 0.99)),
    },
    row("POST of a day of air → 201 p50", ({ posts }) => median(posts), null),
  ];
};

function open(data: string): Promise<Storage> {
  return openStorage({ url: `file:${join(data, "diaodu.db")}`, now: () => new Date() });
}

async function fill(data: string, count: number, until: PlainDate): Promise<void> {
  const storage = await open(data);
  const { regions, ...rest } = largeCatalogue(count);
  await storage.saveCatalogue({ regions, ...rest });
  const load = { reportedBy: "生态环境局", committedAt: new Date().toISOString() };
  await storage.bulkLoad({ ...load, items: largeFigures(regions, count, until) });
  await storage.close();
}

/** Milliseconds of single commits, in turn, so that what disturbs one side disturbs the other. */
async function compareCommits(full: string, empty: string, day: PlainDate) {
  const sides = [
    { storage: await open(full), times: [] as number[] },
    { storage: await open(empty), times: [] as number[] },
  ] as const;
  for (let n = 0; n < COMMITS; n++) {
    // Who goes first changes too.
    for (const { storage, times } of n % 2 === 0 ? sides : sides.toReversed()) {
      const began = performance.now();
      const result = await storage.submitObservations({
        items: cityDay(addDays(day, -(n % 30)), n),
        reportedBy: "生态环境局",
        committedAt: new Date().toISOString(),
      });
      times.push(performance.now() - began);
      if (result.kind !== "committed") throw new Error(JSON.stringify(result));
    }
  }
  for (const { storage } of sides) await storage.close();
  return { full: sides[0].times, empty: sides[1].times };
}

function nothingServed(): Served {
  return { ready: [], gets: [], firstGets: [], posts: [] };
}

/** One start of the server, its share of the questions, and its end. */
async function serve(data: string, into: Served, day: PlainDate, rounds: number): Promise<void> {
  const server = await startServer({ data });
  into.ready.push(server.readyMs);
  const secret = await server.createKey();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const address = `${server.origin}/api/v1/board`;
  try {
    await pause(500);
    for (let n = 0; n < 50; n++) await timedGet(address, agent);
    for (let n = 0; n < GETS / rounds; n++) into.gets.push(await timedGet(address, agent));
    for (let n = 0; n < POSTS / rounds; n++) {
      const observations = cityDay(
        addDays(day, -31 - (into.posts.length % 30)),
        into.posts.length + 7,
      );
      const began = performance.now();
      await postFigures(server.origin, secret, observations);
      into.posts.push(performance.now() - began);
      into.firstGets.push(await timedGet(address, agent));
    }
  } finally {
    agent.destroy();
    await server.stop();
  }
}

/** Milliseconds from the question to the last byte, as browsers ask: compressed, connection kept. */
function timedGet(address: string, agent: Agent): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const request = httpGet(address, { agent, headers: { "accept-encoding": "br" } }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`GET board: ${answer.statusCode}`));
      answer.on("error", reject).on("end", () => resolve(performance.now() - began));
      answer.resume();
    });
    request.on("error", reject);
  });
}
