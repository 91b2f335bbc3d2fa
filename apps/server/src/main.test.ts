import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import type { Board } from "@diaodu/contracts";
import { catalogue } from "@diaodu/demo";
import { makeTestDatabase } from "@diaodu/storage/test-database";
import type { TestDatabase } from "@diaodu/storage/test-database";

const program = (name: string) => fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
/** What is compiled for one start serves the next: dozens of programs are started here. */
const compiled = mkdtempSync(join(tmpdir(), "diaodu-compiled-"));
afterAll(() => rmSync(compiled, { recursive: true, force: true }));
/** Starting Node and a database several times takes longer than a usual test on a busy machine. */
const PATIENCE = 120_000;

let folder: string;
let database: TestDatabase;
let children: ChildProcess[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "diaodu-main-"));
  database = await makeTestDatabase(folder);
  children = [];
});
afterEach(async () => {
  for (const child of children) if (child.exitCode === null) child.kill("SIGKILL");
  await database.remove();
  rmSync(folder, { recursive: true, force: true });
});

function start(name: "main" | "cli", args: string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [program(name), ...args], {
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: compiled,
      DIAODU_DATA_DIR: folder,
      ...(database.kind === "postgres" ? { DIAODU_DATABASE_URL: database.url } : {}),
      DIAODU_LOG_LEVEL: "error",
      DIAODU_ACCESS: "open",
      ...environment,
    },
  });
  children.push(child);
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const exit = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, exit, output: () => output };
}

/** Waits for the greeting and reads the address from it. */
async function ready(server: ReturnType<typeof start>): Promise<string> {
  await expect.poll(server.output, { timeout: 60_000 }).toContain("Ctrl-C");
  return /http:\/\/127\.0\.0\.1:\d+/u.exec(server.output())?.[0] ?? "";
}

async function cli(...args: string[]): Promise<{ code: number | null; output: string }> {
  const run = start("cli", args);
  const code = await run.exit;
  return { code, output: run.output() };
}

const boardAt = async (url: string) => (await (await fetch(`${url}/api/v1/board`)).json()) as Board;

test(
  "a start with wrong settings names every fault in Chinese and ends with 78",
  async () => {
    const run = start("main", ["--port", "99999"], { DIAODU_BEAT_MS: "x", DIAODU_COLOUR: "red" });
    expect(await run.exit).toBe(78);
    for (const name of ["DIAODU_PORT", "DIAODU_BEAT_MS", "DIAODU_COLOUR"]) {
      expect(run.output()).toContain(name);
    }
    const flags = start("main", ["--speed", "fast", "--paused"]);
    expect(await flags.exit).toBe(78);
    expect(flags.output()).toContain("--speed 须为大于 0 的数");
    expect(flags.output()).toContain("--paused 只用于演示");
  },
  PATIENCE,
);

test(
  "a real installation starts empty, stops on request, and refuses to become a demonstration",
  async () => {
    const server = start("main", ["--port", "0"]);
    const url = await ready(server);
    expect((await boardAt(url)).tiles).toEqual([]);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    server.child.kill("SIGTERM");
    expect(await server.exit).toBe(0);

    const demo = start("main", ["--demo", "--port", "0"]);
    expect(await demo.exit).toBe(78);
    expect(demo.output()).toContain("正式数据");
  },
  PATIENCE,
);

test(
  "a demonstration obeys the command line, resumes after a kill, and refuses to pass for real",
  async () => {
    const first = start("main", ["--demo", "--port", "0", "--paused", "--from", "2020-06-01"]);
    const url = await ready(first);
    const opened = await boardAt(url);
    expect(opened.demo).toContain("演示");
    expect(opened.clock).toMatchObject({ date: "2020-06-01", rate: 0 });
    expect(opened.tiles.length).toBeGreaterThan(5);

    const jumped = await cli("replay", "jump", "2020-06-10");
    expect(jumped).toMatchObject({ code: 0 });
    expect(jumped.output).toContain("业务日期 2020-06-10");
    expect((await cli("replay", "jump", "2020-06-05")).code).toBe(78);
    const later = await boardAt(url);
    expect(later.clock.date).toBe("2020-06-10");
    expect(later.seq).toBeGreaterThan(opened.seq);
    first.child.kill("SIGKILL");
    await first.exit;

    const second = start("main", ["--demo", "--port", "0", "--paused", "--from", "2020-06-01"]);
    const resumed = await boardAt(await ready(second));
    expect(resumed.clock.date).toBe("2020-06-10");
    expect(resumed.seq).toBe(later.seq);
    expect(resumed.tiles).toEqual(later.tiles);
    second.child.kill("SIGINT");
    expect(await second.exit).toBe(0);

    const real = start("main", ["--port", "0"]);
    expect(await real.exit).toBe(78);
    expect(real.output()).toContain("演示数据");
    const silent = await cli("replay", "pause");
    expect(silent.output).toContain("没有应答");
  },
  PATIENCE,
);

test(
  "a real installation is told by a file what it follows, while it runs",
  async () => {
    const server = start("main", ["--port", "0"]);
    const url = await ready(server);
    const file = join(folder, "catalogue.json");
    const { regions, indicators, rules, board } = catalogue;
    const targets = catalogue.targets.map(({ revision: _, ...target }) => target);
    writeFileSync(file, JSON.stringify({ regions, indicators, targets: [{}], rules, colour: 1 }));
    const wrong = await cli("catalogue", "load", file);
    expect(wrong.code).toBe(78);
    expect(wrong.output).toContain("targets.0.base");
    expect(wrong.output).toContain("colour");
    writeFileSync(file, JSON.stringify({ regions, indicators, targets, rules, board }));
    expect((await cli("catalogue", "load", file)).output).toContain("目录已载入");
    await expect
      .poll(async () => (await boardAt(url)).tiles.length, { timeout: 10_000 })
      .toBe(board.length);
    writeFileSync(file, (await cli("catalogue", "export")).output);
    expect((await cli("catalogue", "load", file)).output).toContain("没有变化");
    server.child.kill("SIGTERM");
    expect(await server.exit).toBe(0);
  },
  PATIENCE,
);

test(
  "the command line makes keys that open the running server, and revokes them",
  async () => {
    const server = start("main", ["--port", "0"]);
    const url = await ready(server);
    const made = await cli("api-key", "create", "--name", "财政局");
    const secret = /^dd_\S+$/mu.exec(made.output)?.[0] ?? "";
    const id = /编号 ([\w-]+)/u.exec(made.output)?.[1] ?? "";
    const submit = async () =>
      (
        await fetch(`${url}/api/v1/observations`, {
          method: "POST",
          headers: { "x-api-key": secret, "content-type": "application/json" },
          body: "{}",
        })
      ).status;
    expect(await submit()).toBe(422);
    expect((await cli("api-key", "list")).output).toContain("财政局  有效");
    expect((await cli("api-key", "revoke", id)).code).toBe(0);
    expect(await submit()).toBe(401);
    expect((await cli("api-key", "revoke", id)).code).toBe(78);
    expect((await cli("nonsense")).output).toContain("没有这个命令");
    server.child.kill("SIGTERM");
    expect(await server.exit).toBe(0);
  },
  PATIENCE,
);

test(
  "the first start shows a code, and the audit log that follows is whole, or shows where it is not",
  async () => {
    const server = start("main", ["--port", "0"], { DIAODU_ACCESS: "closed" });
    const url = await ready(server);
    expect((await fetch(`${url}/api/v1/board`)).status).toBe(401);
    const code = /初始化代码 +(\S+)/u.exec(server.output())?.[1];
    const person = (login: string) => ({ login, name: login, password: "Cheng-shi-2020" });
    const made = await fetch(`${url}/api/v1/setup`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        code,
        system: person("xitong"),
        security: person("anquan"),
        audit: person("shenji"),
      }),
    });
    expect(made.status).toBe(204);
    const reset = await cli("account", "reset-password", "anquan");
    const password = reset.output.trim().split("\n").at(-1);
    const signIn = await fetch(`${url}/api/v1/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ login: "anquan", password }),
    });
    expect(((await signIn.json()) as { pending: string }).pending).toBe("change_password");
    const whole = await cli("audit", "verify");
    expect(whole.output).toContain("审计日志完整");
    const head = /散列 (\w{64})/u.exec(whole.output)?.[1] ?? "";
    expect((await cli("audit", "verify", "--head", head)).code).toBe(0);
    const cut = await cli("audit", "verify", "--head", "f".repeat(64));
    expect([cut.code, cut.output]).toEqual([78, expect.stringContaining("审计日志不完整")]);
    server.child.kill("SIGTERM");
    expect(await server.exit).toBe(0);

    const again = start("main", ["--port", "0"], { DIAODU_LOG_LEVEL: "info" });
    await ready(again);
    expect(again.output()).not.toContain("初始化代码");
    expect(again.output()).toMatch(/"auditHead":"\w{64}"/u);
    again.child.kill("SIGTERM");
    expect(await again.exit).toBe(0);
  },
  PATIENCE,
);

test(
  "a server that is told where backs itself up, and says that PostgreSQL has other programs for it",
  async () => {
    const backups = join(folder, "backups");
    mkdirSync(backups);
    const server = start("main", ["--port", "0"], {
      DIAODU_HOST: "127.0.0.1",
      DIAODU_BACKUP_DIRECTORY: backups,
      DIAODU_LOG_LEVEL: "info",
    });
    const url = await ready(server);
    const measured = async () => (await fetch(`${url}/metrics`)).text();
    if (database.kind === "postgres") {
      expect(server.output()).toContain("back up with pg_dump or pg_basebackup");
      expect(await measured()).toContain('diaodu_backup_runs_total{outcome="done"} 0');
    } else {
      await expect
        .poll(measured, { timeout: 30_000 })
        .toContain('diaodu_backup_runs_total{outcome="done"} 1');
      // What the database says is read once a second at most.
      await expect
        .poll(measured, { timeout: 30_000 })
        .not.toContain("diaodu_last_backup_timestamp_seconds 0");
      expect(readdirSync(backups)).toHaveLength(1);
      const listed = await cli("backup", "list", backups);
      expect(listed).toMatchObject({ code: 0, output: expect.stringContaining("完好") as string });
    }
    server.child.kill("SIGTERM");
    expect(await server.exit).toBe(0);
  },
  PATIENCE,
);
