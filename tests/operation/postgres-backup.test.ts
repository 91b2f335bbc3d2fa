import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { openStorage, type Storage } from "@diaodu/storage";
import { findPostgres, type PostgresServer, startPostgres } from "@diaodu/tooling/postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { figure, openWorld, submissionOf } from "../../apps/server/test/world.ts";
import { openSyncPage, shownValue } from "../faults/sync-page.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const GUIDE = readFileSync(join(ROOT, "apps/server/deploy/BACKUP.md"), "utf8");
const SOON = { timeout: 20_000, interval: 50 };
const KEY = "gdp:100000";

/** The commands that the guide gives under this name. */
function commands(name: string): string {
  const found = new RegExp(`^\`\`\`sh ${name}\\n(.+?)^\`\`\`$`, "msu").exec(GUIDE)?.[1];
  if (found === undefined) throw new Error(`BACKUP.md has no commands ${name}`);
  return found;
}

let postgres: PostgresServer;
let folder = "";
let programs = "";
beforeAll(async () => {
  programs = findPostgres().bin;
  if (!existsSync(join(programs, "pg_dump"))) {
    throw new Error(
      `${programs} 中没有 pg_dump、pg_restore。Debian/Ubuntu：sudo apt-get install -y postgresql`,
    );
  }
  folder = mkdtempSync(join(tmpdir(), "diaodu-pg-backup-"));
  postgres = await startPostgres();
}, 60_000);
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

function shell(name: string, more: Readonly<Record<string, string>>) {
  const run = spawnSync("sh", ["-euc", commands(name)], {
    cwd: ROOT,
    encoding: "utf8",
    env: {
      ...process.env,
      PATH: [programs, join(ROOT, "node_modules/.bin"), process.env["PATH"]].join(delimiter),
      BACKUP: join(folder, "diaodu.dump"),
      DIAODU_DATABASE_URL: postgres.url,
      ...more,
    },
  });
  return { code: run.status, said: run.stdout + run.stderr };
}

test("the guide's commands bring a PostgreSQL back to its backup, and pages that were ahead begin anew", async () => {
  const before = await openWorld({ storageUrl: postgres.url });
  expect((await before.post(submissionOf(figure({ value: "1000" })))).status).toBe(201);
  const page = openSyncPage(before.url);
  await vi.waitFor(() => expect(shownValue(page, KEY)).toBe("1000"), SOON);
  const { seq, database } = await before.board();

  const dumped = shell("pg-backup", {});
  expect(dumped.code, dumped.said).toBe(0);
  expect(await before.storage.meta.get("last_backup_at")).not.toBeNull();
  expect(statSync(join(folder, "diaodu.dump")).mode & 0o777).toBe(0o600);
  for (const value of ["2000", "3000"]) {
    const answer = await before.post(submissionOf(figure({ value, reason: "更正" })));
    expect(answer.status).toBe(201);
  }
  await vi.waitFor(() => expect(shownValue(page, KEY)).toBe("3000"), SOON);
  const port = Number(new URL(before.url).port);
  await before.application.close();

  const url = await postgres.createDatabase("restored");
  const restored = shell("pg-restore", { NEW_URL: url });
  expect(restored.code, restored.said).toBe(0);
  expect(restored.said).toContain(`数据版本 ${seq}`);
  expect(restored.said).toContain("审计日志完整");
  expect(await databaseIdOf(url)).not.toBe(database);

  const after = await openWorld({ storageUrl: url, port });
  await vi.waitFor(() => expect(shownValue(page, KEY)).toBe("1000"), SOON);
  expect(page.sync.board()?.database).toBe((await after.board()).database);
  page.stop();
  await after.close();
  await before.close();
}, 120_000);

test("a restored PostgreSQL that does not hold the head noted elsewhere is not taken up", async () => {
  const url = await postgres.createDatabase("short");
  await withStorage(url, (storage) => storage.appendAudit(ENTRY, ENTRY));
  const id = await databaseIdOf(url);
  const wrong = shell("pg-restored", { NEW_URL: url, AUDIT_HEAD: "0".repeat(63) + "1" });
  expect(wrong.code).toBe(78);
  expect(wrong.said).toContain("没有找到给出的链尾散列");
  expect(await databaseIdOf(url)).toBe(id);
  const head = await withStorage(url, async (storage) => {
    const [row] = await storage.readAudit({ limit: 1 });
    return row?.hash ?? "";
  });
  const right = shell("pg-restored", { NEW_URL: url, AUDIT_HEAD: head });
  expect(right.code, right.said).toBe(0);
  expect(await databaseIdOf(url)).not.toBe(id);
}, 120_000);

const ENTRY = {
  at: "2020-07-16T02:00:00.000Z",
  actor: { kind: "system", id: null, name: "系统", ip: null },
  action: "system.start",
  object: null,
  result: "done",
  detail: null,
} as const;

async function withStorage<T>(url: string, work: (storage: Storage) => Promise<T>): Promise<T> {
  const storage = await openStorage({ url, now: () => new Date() });
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}

const databaseIdOf = (url: string): Promise<string> =>
  withStorage(url, async (storage) => storage.databaseId);
