import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStorage } from "@diaodu/storage";
import { makeTestDatabase } from "@diaodu/storage/test-database";
import { pino } from "pino";
import { saveCatalogueFile } from "../../apps/server/src/catalogue/catalogue-file.ts";
import { sampleCity } from "../../apps/server/src/catalogue/sample-city.ts";
import { readConfig } from "../../apps/server/src/config.ts";
import { startServer } from "../../apps/server/src/server.ts";
import { databaseSetting } from "../server-process.ts";

/** A real, closed installation in this process, whose city lives by a clock that the test sets. */
export interface Rehearsal {
  readonly origin: string;
  readonly databaseUrl: string;
  /** Sets the clock of the city, e.g. `2020-07-06T16:00`, and waits until its rounds have followed. */
  goTo(civil: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts one with the sample city of that year and no figure, at a civil time of the city. Only
 * `units` are asked for anything.
 */
export async function startRehearsal(civil: string, units: readonly string[]): Promise<Rehearsal> {
  const data = mkdtempSync(join(tmpdir(), "diaodu-rehearsal-"));
  const database = await makeTestDatabase(data);
  const databaseUrl = database.url;
  let now = instantOf(civil);
  const time = { now: () => now, rate: () => 0 };
  const storage = await openStorage({ url: databaseUrl, now: time.now });
  const city = sampleCity(now.getFullYear());
  const duties = city.duties.filter(({ unit }) => units.includes(unit));
  await saveCatalogueFile(storage, { ...city, duties }, await storage.catalogue());
  await storage.close();
  const read = readConfig({
    DIAODU_DATA_DIR: data,
    ...databaseSetting(databaseUrl),
    DIAODU_HOST: "127.0.0.1",
    DIAODU_PORT: "0",
    DIAODU_ACCESS: "closed",
  });
  if (!read.ok) throw new Error(read.faults.join("\n"));
  const server = await startServer({
    config: read.config,
    demo: null,
    time,
    log: pino({ level: "error" }),
    announce: () => {},
  });
  return {
    origin: `http://127.0.0.1:${server.port}`,
    databaseUrl,
    async goTo(next) {
      now = instantOf(next);
      await server.keepRounds();
    },
    async stop() {
      await server.stop();
      await database.remove();
      rmSync(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A time on the clocks of the city, UTC+8. */
function instantOf(civil: string): Date {
  return new Date(`${civil}:00+08:00`);
}
