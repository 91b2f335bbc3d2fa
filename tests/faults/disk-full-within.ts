/**
 * A server whose disk is filled to its last byte, and emptied again, some times over. Runs on a small
 * disk of its own; see `disk-full.ts`. Arguments: folder, `sqlite` or `postgres`, how many times.
 */
import { strict as assert } from "node:assert";
import { spawn } from "node:child_process";
import { closeSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openStorage, type Storage } from "@diaodu/storage";
import { startPostgres } from "@diaodu/tooling/postgres";
import { catalogue } from "@diaodu/demo";
import { openBrowser } from "../../apps/server/test/people.ts";
import { figure, submissionOf } from "../../apps/server/test/world.ts";
import { freePort } from "../free-port.ts";
import { makePeople } from "../browser/people.ts";
import { settings } from "../server-process.ts";
import { duties } from "../../apps/server/test/duties.ts";
import { halfYearOver } from "../half-year.ts";
import { openSyncPage, shownValue } from "./sync-page.ts";

const [disk = "", kind = "sqlite", times = "1"] = process.argv.slice(2);
const PATIENCE_MS = 60_000;
/** Writes that must be refused before the disk is emptied. */
const REFUSALS = 12;
const KEY = "gdp:100000";
const PERIOD = halfYearOver(new Date());

const postgres = kind === "postgres" ? await startPostgres() : null;
const data = join(disk, "data");
const storageUrl = postgres?.url ?? `file:${join(data, "diaodu.db")}`;

const secret = await withStorage(async (storage) => {
  const { board: boardRows, ...lists } = catalogue;
  await storage.saveCatalogue({ ...lists, duties, boardRows });
  return (await storage.createApiKey({ name: "统计局", now: new Date() })).secret;
});
await makePeople(storageUrl, [{ login: "reporter", name: "张三", roles: ["reporter"] }]);

const port = await freePort();
const origin = `http://127.0.0.1:${port}`;
// Its log goes to the same disk, as it does where nobody thought of it.
const log = openSync(join(disk, "server.log"), "a");
const server = spawn(
  process.execPath,
  [fileURLToPath(new URL("../../apps/server/src/main.ts", import.meta.url))],
  {
    env: {
      ...settings({ data, port }),
      DIAODU_LOG_LEVEL: "info",
      // One person signs in each time that the disk is emptied, far oftener than people do.
      DIAODU_SIGN_IN_LIMIT: "1000",
      ...(postgres === null ? {} : { DIAODU_DATABASE_URL: postgres.url }),
    },
    stdio: ["ignore", log, log],
  },
);
process.once("uncaughtException", (error) => {
  // The death of the server, if that is what happened, is told a moment after its connections broke.
  setTimeout(() => {
    const state = server.exitCode ?? server.signalCode ?? "running";
    console.error(error, `\nthe server (${state}) said:\n${lastWords()}`);
    process.exit(1);
  }, 500);
});
const gone = new Promise((resolve) => server.once("exit", resolve));
await until("the server is ready", async () => (await fetch(`${origin}/readyz`)).ok);
const page = openSyncPage(origin);
const person = openBrowser({ url: origin });
await person.signIn("reporter");

/** Value of each acknowledged seq. */
const acknowledged = new Map<number, string>();
const refused: string[] = [];
let written = 0;
for (let n = 0; n < 20; n += 1) assert.equal(await submit(), 201);

for (let time = 1; time <= Number(times); time += 1) {
  await until("the page shows the last figure", () => shownValue(page, KEY) === lastValue());
  const filler = fill();
  const since = refused.length;
  const codes = new Set<string>();
  // The first may still find room in what the database had taken before.
  await until("writes are refused", async () => {
    const status = await submit((code) => codes.add(code));
    return status !== 201 && refused.length - since >= REFUSALS;
  });
  assert.deepEqual([...codes], ["storage_full"], "every refusal says why");
  await readsGoOn();
  await othersAreRefusedWithWords();
  rmSync(filler);
  await until("writes are taken again", async () => (await submit()) === 201);
  await until("the page goes on", () => shownValue(page, KEY) === lastValue());
  await openBrowser({ url: origin }).signIn("reporter");
  console.log(`${time} of ${times}: ${refused.length} refused, ${acknowledged.size} acknowledged`);
}

page.stop();
server.kill("SIGKILL");
await gone;
await nothingIsLost();
await postgres?.stop();
rmSync(data, { recursive: true, force: true });
console.log(
  `${times} times full on ${kind}: ${refused.length} writes refused with words, ${acknowledged.size} acknowledged and none lost`,
);
process.exit(0);

/** One figure; notes what became of it. */
async function submit(refusal: (code: string) => void = () => {}): Promise<number> {
  written += 1;
  const value = String(100_000 + written);
  const body = submissionOf(figure({ ...PERIOD, value, reason: written === 1 ? null : "更正" }));
  const answer = await fetch(`${origin}/api/v1/observations`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const said = (await answer.json()) as { seq?: number; code?: string; title?: string };
  if (answer.status === 201) acknowledged.set(said.seq ?? 0, value);
  else {
    refused.push(value);
    refusal(said.code ?? "");
    assert.match(said.title ?? "", /磁盘空间不足/u);
    assert.equal(answer.headers.get("retry-after"), "5");
  }
  return answer.status;
}

function lastValue(): string | undefined {
  return [...acknowledged.values()].at(-1);
}

/** Whoever looks sees the figures, and whoever is signed in stays so. */
async function readsGoOn(): Promise<void> {
  assert.equal(shownValue(page, KEY), lastValue());
  assert.equal(page.sync.status().stale, false);
  assert.equal((await fetch(`${origin}/api/v1/board`)).status, 200);
  assert.equal((await fetch(`${origin}/healthz`)).status, 200);
  const me = await person.me();
  assert.equal(me.account?.login, "reporter");
  assert.equal((await person.ask("GET", "/inbox")).status, 200);
  const again = openSyncPage(origin);
  await until("another page opens", () => shownValue(again, KEY) === lastValue());
  again.stop();
}

async function othersAreRefusedWithWords(): Promise<void> {
  const other = openBrowser({ url: origin });
  const signIn = await other.ask("POST", "/session", {
    login: "reporter",
    password: "Cheng-shi-2020",
  });
  // PostgreSQL may still have room in a page of this very table: who is told so is signed in then.
  const found = postgres !== null && signIn.status === 200;
  if (found) assert.equal((await other.me()).account?.login, "reporter");
  else assert.equal(signIn.status, 507);
  const upload = await fetch(`${origin}/api/v1/imports?unit=statistics&name=a.xlsx`, {
    method: "POST",
    headers: {
      cookie: [...person.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      "x-csrf-token": person.token(),
      "content-type": "application/octet-stream",
    },
    body: Buffer.alloc(256 * 1024, "x"),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  assert.equal(upload.status, 507, await upload.text());
  const folder = join(data, "imports");
  assert.deepEqual(filesIn(folder), []);
  // Refusals are audited: that there is no room for it changes nothing for who was refused.
  for (const path of ["/audit", "/accounts"]) {
    assert.equal((await fetch(`${origin}/api/v1${path}`)).status, 401);
    assert.equal((await person.ask("GET", path)).status, 403);
  }
  const key = await fetch(`${origin}/api/v1/board`, { headers: { authorization: "Bearer dd_no" } });
  assert.equal(key.status, 401);
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

/** Takes all the room there is, to the last byte. */
function fill(): string {
  const path = join(disk, "filler");
  const file = openSync(path, "w");
  for (const size of [1024 * 1024, 4096, 1]) {
    try {
      for (;;) writeSync(file, Buffer.alloc(size));
    } catch (error) {
      assert.equal((error as NodeJS.ErrnoException).code, "ENOSPC");
    }
  }
  closeSync(file);
  return path;
}

async function nothingIsLost(): Promise<void> {
  await withStorage(async (storage) => {
    assert.deepEqual((await storage.checkLog()).ok, true);
    assert.equal((await storage.verifyAudit()).ok, true);
    const stored = await storage.revisions(figure(PERIOD));
    const values = new Map(stored.map(({ seq, value }) => [seq, value]));
    for (const [seq, value] of acknowledged) assert.equal(values.get(seq), value);
    assert.deepEqual(
      refused.filter((value) => [...values.values()].includes(value)),
      [],
    );
    assert.equal(values.size, acknowledged.size);
  });
}

async function withStorage<T>(work: (storage: Storage) => Promise<T>): Promise<T> {
  const storage = await openStorage({ url: storageUrl, now: () => new Date() });
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}

async function until(what: string, ready: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  let why: unknown = null;
  while (performance.now() < deadline) {
    try {
      if (await ready()) return;
      why = null;
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
      why = error;
    }
    if (server.exitCode !== null || server.signalCode !== null) break;
    await pause(20);
  }
  throw new Error(`never: ${what}`, { cause: why });
}

function lastWords(): string {
  return readFileSync(join(disk, "server.log"), "utf8").slice(-3000);
}
