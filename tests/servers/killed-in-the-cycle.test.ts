import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Problem } from "@diaodu/contracts";
import { openStorage } from "@diaodu/storage";
import type { Storage } from "@diaodu/storage";
import { startPostgres, type PostgresServer } from "@diaodu/tooling/postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { auditOf, makeAccount, openBrowser } from "../../apps/server/test/people.ts";
import type { Browser } from "../../apps/server/test/people.ts";
import { SECRETS, startRobots, type RobotServer } from "../../apps/server/test/robot-server.ts";
import { figure, submissionOf } from "../../apps/server/test/world.ts";
import { settings } from "../server-process.ts";
import type { Clock, Serving } from "./city-process.ts";
import { IN_TIME } from "./page.ts";
import { prepareDatabase } from "./prepared.ts";

const PROGRAM = fileURLToPath(new URL("city-process.ts", import.meta.url));
const HOUR = 3_600_000;
const BEGINS = Date.parse("2020-07-15T00:00:00Z");
/** After the freezes of four rounds, an hour before work ends in China. */
const ENDS = Date.parse("2020-07-23T08:00:00Z");

interface CityServer {
  readonly child: ChildProcess;
  readonly url: string;
}

let postgres: PostgresServer;
let storage: Storage;
let robots: RobotServer;
let data: string;
let secret: string;
let servers: CityServer[];

beforeAll(async () => {
  postgres = await startPostgres();
  data = mkdtempSync(join(tmpdir(), "diaodu-killed-"));
  secret = await prepareDatabase(postgres.url);
  storage = await openStorage({ url: postgres.url, now: () => new Date(BEGINS) });
  robots = await startRobots();
  await setChannel();
  for (const login of ["wang", "zhao"]) {
    await makeAccount({ storage }, login, ["reporter"], { units: ["finance"], regions: "all" });
  }
  // The first makes the database what it is to be.
  servers = [await startCity()];
  servers.push(...(await Promise.all([startCity(), startCity()])));
}, 120_000);

afterAll(async () => {
  for (const { child } of servers) await kill(child);
  await robots.close();
  await storage.close();
  await postgres.stop();
  rmSync(data, { recursive: true, force: true });
});

/** Every message to a unit also goes to one group. */
async function setChannel(): Promise<void> {
  const way = { kind: "feishu", url: robots.url("feishu"), secret: SECRETS.feishu } as const;
  const group = { id: "group", name: "督查群", enabled: true, quiet: null, units: "all" } as const;
  const written = await storage.writeRecords({
    steps: [
      {
        kind: "settings",
        id: "channels",
        basedOn: 0,
        state: "set",
        event: "set",
        words: null,
        evidence: [],
        body: { channels: [{ ...group, way }], address: null },
      },
    ],
    by: { accountId: null, name: "调度" },
    at: new Date(BEGINS).toISOString(),
    audit: auditOf("settings.set"),
  });
  expect(written.kind).toBe("committed");
}

async function startCity(): Promise<CityServer> {
  const env = {
    ...settings({ data, port: 0, databaseUrl: postgres.url }),
    // Accounts of tests are of 2020; people sign in by the machine's own clock.
    DIAODU_PASSWORD_MAX_AGE_DAYS: "0",
  };
  const child = fork(PROGRAM, { execArgv: [], env, stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const serving = new Promise<Serving>((resolve, reject) => {
    child.once("message", (told) => resolve(told as Serving));
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  tell(child, BEGINS);
  return { child, url: `http://127.0.0.1:${(await serving).port}` };
}

function tell(child: ChildProcess, at: number): void {
  if (child.connected) child.send({ at: new Date(at).toISOString() } satisfies Clock);
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
}

test("rounds, slips and messages of three servers happen once each, though one is killed while they do", async () => {
  const victim = servers[1];
  if (victim === undefined) throw new Error("there are three servers");
  let killedAt: string | null = null;
  for (let at = BEGINS; at <= ENDS; at += 8 * HOUR) {
    for (const { child } of servers) tell(child, at);
    if (at === BEGINS + 2 * 24 * HOUR) await postJobs(at);
    const before = robots.requests;
    for (let looks = 0; looks < 30; looks += 1) {
      await pause(20);
      // In the middle of what time has brought: messages of a frozen round begin to arrive.
      if (killedAt !== null || at < BEGINS + 3 * 24 * HOUR || robots.requests === before) continue;
      await kill(victim.child);
      killedAt = new Date(at).toISOString();
    }
  }
  expect(killedAt).not.toBeNull();
  // Its lease on what it had claimed ends after a minute of the city's clock.
  for (const { child } of servers) tell(child, ENDS + HOUR);
  await vi.waitFor(async () => {
    const open = await storage.records("round", { states: ["open"] });
    expect(open.map(({ id }) => id)).toEqual(["2020-R103"]);
    expect((await storage.outboxLoad()).waiting).toBe(0);
  }, IN_TIME);

  const rounds = await storage.records("round");
  expect(
    rounds
      .filter(({ state }) => state === "frozen")
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(["2020-R099", "2020-R100", "2020-R101", "2020-R102"]);
  for (const { id } of rounds) await eachOnce("round", id);

  const slips = await storage.records("slip");
  for (const { id } of slips) await eachOnce("slip", id);
  const issued = slips.map(({ body }) => `${body.case.key} ${body.case.since} ${body.rung}`);
  expect(new Set(issued).size).toBe(issued.length);
  const rungs = slips.filter(({ body }) => body.case.indicator === "new_jobs");
  expect(rungs.length).toBeGreaterThan(1);
  const numbers = slips.map(({ body }) => Number(/〕(\d+)号/u.exec(body.number)?.[1]));
  expect(numbers.toSorted((a, b) => a - b)).toEqual(slips.map((_, at) => at + 1));

  const messages = await storage.messages({ channel: "group" });
  expect(messages.map(({ state }) => state)).toEqual(messages.map(() => "sent"));
  expect(messages.length).toBeGreaterThan(slips.length - 1);
  const attempts = await storage.messageAttempts(messages.map(({ id }) => id));
  const sent = attempts.filter(({ outcome }) => outcome === "sent");
  expect(sent.map(({ message }) => message).toSorted()).toEqual(
    messages.map(({ id }) => id).toSorted(),
  );
  const arrived = robots.taken.map(({ body }) => JSON.stringify(body["card"] ?? body["content"]));
  const written = messages.map(({ title, lines, number }) =>
    JSON.stringify([title, lines, number]),
  );
  expect(new Set(arrived).size).toBe(new Set(written).size);
  // A robot knows no ids: what it took in the moment of the death may come once more.
  expect([0, 1]).toContain(arrived.length - messages.length);
}, 120_000);

function required<T>(found: T | undefined): T {
  if (found === undefined) throw new Error("it must be there");
  return found;
}

async function postJobs(at: number): Promise<void> {
  const asOf = new Date(at).toISOString().slice(0, 10);
  const jobs = { indicator: "new_jobs", basis: "official", measure: "level", status: "flash" };
  const answer = await fetch(`${servers[2]?.url}/api/v1/observations`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
    body: JSON.stringify(submissionOf(figure({ ...jobs, value: "100", asOf } as never))),
  });
  expect(answer.status, await answer.clone().text()).toBe(201);
}

/** No step of its life was taken twice. */
async function eachOnce(kind: "round" | "slip", id: string): Promise<void> {
  const history = await storage.recordHistory(kind, id);
  const steps = history.map(({ state, event }) => `${event} ${state}`);
  expect(new Set(steps).size, `${id}: ${steps.join(", ")}`).toBe(steps.length);
  expect(history.map(({ version }) => version)).toEqual(history.map((_, at) => at + 1));
}

test("of two people who save one draft at two servers at once one hears of the other, and nothing is lost", async () => {
  const [first, , third] = servers;
  if (first === undefined || third === undefined) throw new Error("there are three servers");
  const people: [Browser, Browser] = [openBrowser(first), openBrowser(third)];
  await Promise.all([people[0].signIn("wang"), people[1].signIn("zhao")]);
  const path = "/reports/draft?unit=finance&round=2020-R103";
  let cells: Record<string, unknown> = {};
  for (let version = 0; version < 20; version += 2) {
    const basedOn = version;
    const answers = await Promise.all(
      people.map((who, at) =>
        who.ask("PUT", path, { basedOn, cells: { ...cells, [`${at}-${basedOn}`]: "1" } }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const late = answers.findIndex(({ status }) => status === 409);
    const { draft } = (await required(answers[late]).json()) as Problem;
    expect(draft?.version).toBe(basedOn + 1);
    // Whoever was late adds to what the other has saved.
    cells = { ...(draft?.cells as object), [`${late}-${basedOn}`]: "1" };
    const merged = await required(people[late]).ask("PUT", path, { basedOn: basedOn + 1, cells });
    expect(merged.status).toBe(200);
  }
  const stored = await storage.draft("finance", "2020-R103");
  expect(Object.keys(JSON.parse(stored?.cells ?? "{}") as object)).toHaveLength(20);
  expect(stored?.version).toBe(20);
});
