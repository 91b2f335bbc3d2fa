import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStorage } from "@diaodu/storage";
import { makeTestDatabase } from "@diaodu/storage/test-database";
import { saveCatalogueFile } from "../../apps/server/src/catalogue/catalogue-file.ts";
import { sampleCity } from "../../apps/server/src/catalogue/sample-city.ts";
import { freePort } from "../free-port.ts";
import { settings, startProcess } from "../server-process.ts";

/** A real installation in a process of its own: closed to whoever is not let in, by the real clock. */
export interface Installation {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Of its database, for another process beside it. */
  readonly databaseUrl: string;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** Starts one with the sample city's catalogue and not a single figure. */
export async function startInstallation(): Promise<Installation> {
  const data = mkdtempSync(join(tmpdir(), "diaodu-installation-"));
  const database = await makeTestDatabase(data);
  const databaseUrl = database.url;
  await loadCity(databaseUrl);
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const server = startProcess([], settings({ data, databaseUrl, port, access: "closed" }));
  const stop = async (): Promise<void> => {
    await server.end("SIGKILL");
    await database.remove();
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await server.until(async () => (await fetch(`${origin}/readyz`)).ok);
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin, databaseUrl, stop };
}

async function loadCity(databaseUrl: string): Promise<void> {
  const storage = await openStorage({ url: databaseUrl, now: () => new Date() });
  try {
    const city = sampleCity(new Date().getFullYear());
    await saveCatalogueFile(storage, city, await storage.catalogue());
  } finally {
    await storage.close();
  }
}
