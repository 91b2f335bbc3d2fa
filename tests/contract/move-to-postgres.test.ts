import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Board } from "@diaodu/contracts";
import { makeTestDatabase } from "@diaodu/storage/test-database";
import { startPostgres } from "@diaodu/tooling/postgres";
import type { PostgresServer } from "@diaodu/tooling/postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../free-port.ts";
import { fillData } from "../browser/prepared-data.ts";
import { settings, startProcess } from "../server-process.ts";

/** Half a year of the demonstration may have to be played first. */
const PATIENCE = 400_000;
const FLAGS = ["--demo", "--paused", "--figures-only"];

let postgres: PostgresServer;
let data: string;
beforeAll(async () => {
  postgres = await startPostgres();
  data = mkdtempSync(join(tmpdir(), "diaodu-moved-"));
  await fillData(data, await makeTestDatabase(data));
}, PATIENCE);
afterAll(async () => {
  await postgres.stop();
  rmSync(data, { recursive: true, force: true, maxRetries: 5 });
}, PATIENCE);

/** The command line of an installation, without a PostgreSQL in its settings. */
function cli(...args: string[]): { code: number | null; said: string } {
  const run = spawnSync(process.execPath, ["apps/server/src/cli.ts", ...args], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    env: settings({ data, port: 0 }),
    encoding: "utf8",
  });
  return { code: run.status, said: run.stdout + run.stderr };
}

async function serve(databaseUrl?: string) {
  const port = await freePort();
  const own = databaseUrl === undefined ? { data, port } : { data, port, databaseUrl };
  const server = startProcess(FLAGS, settings(own));
  const address = `http://127.0.0.1:${port}`;
  return { server, isReady: async () => (await fetch(`${address}/readyz`)).ok, address };
}

async function boardAt(address: string): Promise<Omit<Board, "clock">> {
  const { clock: _, ...board } = (await (await fetch(`${address}/api/v1/board`)).json()) as Board;
  return board;
}

test(
  "an installation that was moved shows the same board as before, and its file is used no more",
  { timeout: PATIENCE },
  async () => {
    expect(cli("migrate-to-postgres").said).toContain("DIAODU_DATABASE_URL 或 --to");
    const before = await serve();
    await before.server.until(before.isReady);
    const board = await boardAt(before.address);
    expect(board.tiles.length).toBeGreaterThan(5);
    const secret = postgres.url.replace("postgres@", "postgres:geheim@");
    const inUse = cli("migrate-to-postgres", "--to", secret);
    expect([inUse.code, inUse.said]).toEqual([78, expect.stringContaining("正被使用")]);
    await before.server.end("SIGKILL");

    const moved = cli("migrate-to-postgres", "--to", secret);
    expect(moved.said).toContain("已全部迁往");
    expect(moved.said).toMatch(/^ {2}observation +\d+ +[\da-f]{16} {2}一致$/mu);
    expect(moved.said).toContain("审计日志完整");
    expect(moved.code).toBe(0);

    const after = await serve(postgres.url);
    try {
      await after.server.until(after.isReady);
      // The id of the database is part of it, so an open page goes on without a reset.
      expect(await boardAt(after.address)).toEqual(board);
    } finally {
      await after.server.end("SIGKILL");
    }

    const old = await serve();
    await expect(old.server.until(old.isReady)).rejects.toThrow("DIAODU_DATABASE_URL");
    expect(old.server.said()).toContain("/diaodu）");
    const twice = cli("migrate-to-postgres", "--to", secret);
    expect([twice.code, twice.said]).toEqual([78, expect.stringMatching(/已于 .+ 迁往/u)]);
    for (const words of [moved.said, old.server.said(), twice.said]) {
      expect(words).not.toContain("geheim");
    }
  },
);
