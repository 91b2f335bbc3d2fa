import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres, type PostgresServer } from "@diaodu/tooling/postgres";
import { ensureSystemProgram } from "@diaodu/tooling/system-program";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { freePort } from "../free-port.ts";
import { settings, startProcess } from "../server-process.ts";
import { allShow, boardAt, IN_TIME, openPage, publish, type Page } from "./page.ts";
import { prepareDatabase } from "./prepared.ts";

let postgres: PostgresServer;
let data: string;

beforeAll(async () => {
  postgres = await startPostgres();
  data = mkdtempSync(join(tmpdir(), "diaodu-workers-"));
});

afterAll(async () => {
  await postgres.stop();
  rmSync(data, { recursive: true, force: true });
});

/** The program as it is started by `flags`; gone when the test is over, however it ended. */
function start(...[flags, environment, o]: Parameters<typeof startProcess>) {
  const server = startProcess(flags, environment, o);
  onTestFinished(() => server.end("SIGTERM"));
  return server;
}

test("pages that poll or hold a socket miss nothing while one of several workers is killed and replaced", async () => {
  const databaseUrl = postgres.url;
  const secret = await prepareDatabase(databaseUrl);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let heard = "";
  const server = start(
    ["--workers", "3"],
    { ...settings({ data, port }), DIAODU_DATABASE_URL: databaseUrl, DIAODU_LOG_LEVEL: "info" },
    { hear: (words) => (heard += words) },
  );
  const serving = () =>
    logLines(heard).filter(({ msg, worker }) => msg === "worker serves" && worker !== undefined);
  const pages: Page[] = [];
  try {
    await server.until(async () => (await boardAt(url)).seq > 0);
    await vi.waitFor(() => expect(serving()).toHaveLength(3), IN_TIME);
    expect(heard.match(/调度已启动/gu)).toHaveLength(1);
    expect(heard.match(/初始化代码 {2}/gu)).toHaveLength(1);

    for (let left = 6; left > 0; left -= 1) pages.push(openPage(url, ["polling"]));
    for (let left = 6; left > 0; left -= 1) pages.push(openPage(url, ["websocket"]));
    // Begun by polling, then upgraded: the upgrade may come to another worker too.
    for (let left = 3; left > 0; left -= 1) pages.push(openPage(url, ["polling", "websocket"]));
    await allShow(pages, url, 1);
    expect(pages.map(({ way }) => way()).slice(0, 12)).toEqual(
      pages.slice(0, 12).map((_, index) => (index < 6 ? "polling" : "websocket")),
    );
    await vi.waitFor(() => {
      expect(pages.slice(12).map(({ way }) => way())).toEqual(Array(3).fill("websocket"));
    }, IN_TIME);

    let last = 0;
    for (let left = 4; left > 0; left -= 1) last = await publish(url, secret);
    await allShow(pages, url, last);

    await measuresAll(url, { up: [1, 1, 1], sockets: pages.length });
    const victim = serving()[1]?.workerPid;
    if (victim === undefined) throw new Error("a worker must say who it is");
    process.kill(victim, "SIGKILL");
    const amid = Array.from({ length: 40 }, () => boardAt(url, AbortSignal.timeout(20_000)));
    // Cut by the death of the worker that had taken it, maybe; left hanging never.
    expect((await Promise.allSettled(amid)).filter(isLate)).toEqual([]);
    for (let left = 4; left > 0; left -= 1) {
      last = await publish(url, secret).catch(() => publish(url, secret));
    }
    await allShow(pages, url, last);
    await vi.waitFor(() => expect(serving()).toHaveLength(4), IN_TIME);
    await measuresAll(url, { up: [1, 1, 1], sockets: pages.length });
    expect(serving()[3]?.worker).toBe(serving()[1]?.worker);
    expect(heard.match(/调度已启动/gu)).toHaveLength(1);
    last = await publish(url, secret);
    await allShow(pages, url, last);
    for (const { shown } of pages) expect(shown).toEqual(shown.toSorted((a, b) => a - b));
    const workers = new Set(logLines(heard).flatMap(({ worker }) => worker ?? []));
    expect([...workers].toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
  } finally {
    for (const page of pages) page.close();
    await server.end("SIGTERM");
  }
  expect(server.status()).toBe(0);
});

/**
 * Whoever of the workers is asked answers for all: Prometheus takes it, each worker stands in it once,
 * the sockets of all together are the pages, and what is the database's stands there once.
 */
async function measuresAll(url: string, o: { up: number[]; sockets: number }): Promise<void> {
  for (let asked = 1; asked <= 4; asked += 1) {
    await vi.waitFor(async () => {
      const text = await (
        await fetch(`${url}/metrics`, { headers: { connection: "close" } })
      ).text();
      const samples = (name: string): [string, number][] =>
        [...text.matchAll(new RegExp(`^${name}(?:\\{(.*)\\})? (\\S+)$`, "gmu"))].map(
          ([, labels, value]) => [labels ?? "", Number(value)],
        );
      const workers = samples("process_start_time_seconds").map(([labels]) => labels);
      expect(workers.toSorted()).toEqual(['worker="1"', 'worker="2"', 'worker="3"']);
      expect(samples("diaodu_worker_up").map(([, value]) => value)).toEqual(o.up);
      const sockets = samples("diaodu_sockets").filter(([labels]) => labels.includes('"board"'));
      expect(sockets).toHaveLength(3);
      expect(sockets.reduce((sum, [, value]) => sum + value, 0)).toBe(o.sockets);
      expect(samples("diaodu_last_backup_timestamp_seconds")).toHaveLength(1);
      expect(samples("diaodu_board_seq")).toHaveLength(3);
      const heads = text.match(/^# HELP \S+/gmu) ?? [];
      expect(new Set(heads).size).toBe(heads.length);
      const taken = spawnSync(ensureSystemProgram("promtool"), ["check", "metrics"], {
        input: text,
        encoding: "utf8",
      });
      expect(taken.stdout + taken.stderr).toBe("");
    }, IN_TIME);
  }
}

test("a first worker that is killed before it serves is a start that failed, and says so", async () => {
  const killed =
    "import cluster from 'node:cluster'; if (cluster.isWorker) process.kill(process.pid, 'SIGKILL')";
  const server = start(
    ["--workers", "2"],
    { ...settings({ data, port: 0 }), DIAODU_DATABASE_URL: postgres.url },
    { program: ["--import", `data:text/javascript,${killed}`, "apps/server/src/main.ts"] },
  );
  await vi.waitFor(() => expect(server.status()).toBe(1), IN_TIME);
  expect(server.said()).toContain('"signal":"SIGKILL"');
});

test("several workers are refused on the embedded database and at a demonstration", async () => {
  const environment = settings({ data, port: 0 });
  for (const [flags, words] of [
    [["--workers", "2"], "DIAODU_DATABASE_URL"],
    [["--workers", "2", "--demo"], "演示只用一个进程"],
  ] as const) {
    const server = start(flags, environment);
    await vi.waitFor(() => expect(server.status()).toBe(78), IN_TIME);
    expect(server.said()).toContain(words);
  }
});

test("a start that fails in its first worker fails as a whole, with the words of that worker", async () => {
  const environment = {
    ...settings({ data, port: 0 }),
    DIAODU_DATABASE_URL: `postgres://nobody@localhost:5432/none?host=${encodeURIComponent(data)}`,
  };
  const server = start(["--workers", "2"], environment);
  await vi.waitFor(() => expect(server.status()).toBe(1), IN_TIME);
  expect(server.said()).toContain("无法打开数据库");
});

function isLate(outcome: PromiseSettledResult<unknown>): boolean {
  return outcome.status === "rejected" && (outcome.reason as Error).name === "TimeoutError";
}

interface LogLine {
  readonly msg: string;
  readonly worker?: number;
  readonly workerPid?: number;
}

function logLines(heard: string): LogLine[] {
  return heard
    .split("\n")
    .filter((line) => line.startsWith("{") && line.endsWith("}"))
    .map((line) => JSON.parse(line) as LogLine);
}
