import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Board } from "@diaodu/contracts";
import { dutyKey } from "@diaodu/domain";
import { openStorage } from "@diaodu/storage";
import type { TestDatabase } from "@diaodu/storage/test-database";
import { makeTestDatabase } from "@diaodu/storage/test-database";
import { duties } from "../../apps/server/test/duties.ts";
import { freePort } from "../free-port.ts";
import { createKey, settings, startProcess } from "../server-process.ts";

/** The day of the demonstration on which every test stands: 上半年 is out, many lights are red. */
export const DAY = "2020-07-20";

const NAME = "diaodu-demo-";

/**
 * Fills `data` and its database with the demonstration at the end of `DAY` and gives the secret of an
 * API key. Half a year is played once for a run of the tests, whose files are processes of one
 * parent; afterwards the folder with its embedded database is copied.
 */
export async function fillData(data: string, database: TestDatabase): Promise<{ secret: string }> {
  const copied = process.env["VITEST"] !== undefined && database.kind === "sqlite";
  if (!copied) return play(data, database);
  removeOld();
  const kept = join(tmpdir(), `${NAME}${process.ppid}`);
  const keptKey = join(kept, "key");
  if (!existsSync(keptKey)) {
    rmSync(kept, { recursive: true, force: true });
    const folder = join(kept, "data");
    mkdirSync(folder, { recursive: true });
    const { secret } = await play(folder, await makeTestDatabase(folder));
    writeFileSync(keptKey, secret);
  }
  cpSync(join(kept, "data"), data, { recursive: true });
  return { secret: readFileSync(keptKey, "utf8") };
}

async function play(data: string, database: TestDatabase): Promise<{ secret: string }> {
  const port = await freePort();
  const environment = settings({ data, databaseUrl: database.url, port });
  const server = startProcess(["--demo", "--paused", "--figures-only", "--jump", DAY], environment);
  try {
    await server.until(async () => {
      const board = await fetch(`http://127.0.0.1:${port}/api/v1/board`);
      return ((await board.json()) as Board).clock.date === DAY;
    });
    await askUnits(database.url);
    return { secret: createKey(environment) };
  } finally {
    await server.end("SIGTERM");
  }
}

/** Asks the units for figures of every basis: in the demonstration official ones are owed by nobody. */
async function askUnits(url: string): Promise<void> {
  const storage = await openStorage({ url, now: () => new Date(`${DAY}T15:59:00Z`) });
  try {
    const { duties: standing } = await storage.catalogue();
    const kept = new Set(duties.map(dutyKey));
    const endedDuties = standing.filter((duty) => !kept.has(dutyKey(duty)));
    await storage.saveCatalogue({ duties, endedDuties });
  } finally {
    await storage.close();
  }
}

/** Removes what runs that are over have left. */
function removeOld(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(name.slice(NAME.length));
    if (name.startsWith(NAME) && !isAlive(pid)) {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
