import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { catalogue } from "@diaodu/demo";
import { openStorage } from "@diaodu/storage";
import { afterEach, beforeEach, expect, test } from "vitest";
import { duties } from "../../apps/server/test/duties.ts";
import { openBrowser } from "../../apps/server/test/people.ts";
import { figure, submissionOf } from "../../apps/server/test/world.ts";
import { freePort } from "../free-port.ts";
import { makePeople } from "../browser/people.ts";
import { settings, startProcess } from "../server-process.ts";
import { openSyncPage, shownValue } from "./sync-page.ts";
import { halfYearOver } from "../half-year.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const KEY = "gdp:100000";
const PERIOD = halfYearOver(new Date());
const SOON = { timeout: 20_000, interval: 20 };

let data: string;
let port: number;
let origin: string;
let server: ReturnType<typeof startProcess>;
let secret: string;
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), "diaodu-restore-"));
  port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  const url = `file:${join(data, "diaodu.db")}`;
  const storage = await openStorage({ url, now: () => new Date() });
  const { board: boardRows, ...lists } = catalogue;
  await storage.saveCatalogue({ ...lists, duties, boardRows });
  ({ secret } = await storage.createApiKey({ name: "统计局", now: new Date() }));
  await storage.close();
  await makePeople(url, [{ login: "reporter", name: "张三", roles: ["reporter"] }]);
  await start();
});
afterEach(async () => {
  await server.end("SIGKILL");
  rmSync(data, { recursive: true, force: true });
});

async function start(): Promise<void> {
  server = startProcess([], settings({ data, port }));
  await server.until(async () => (await fetch(`${origin}/readyz`)).ok);
}

function cli(...args: string[]): { readonly code: number | null; readonly said: string } {
  const run = spawnSync(process.execPath, ["apps/server/src/cli.ts", ...args], {
    cwd: ROOT,
    env: settings({ data, port }),
    encoding: "utf8",
  });
  return { code: run.status, said: run.stdout + run.stderr };
}

async function publish(value: string, reason: string | null = "更正"): Promise<void> {
  const answer = await fetch(`${origin}/api/v1/observations`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
    body: JSON.stringify(submissionOf(figure({ value, reason, ...PERIOD }))),
  });
  expect(answer.status).toBe(201);
}

test("an office that loses its data is back with its last backup, and open pages show what it holds", async () => {
  await publish("1000", null);
  const person = openBrowser({ url: origin });
  await person.signIn("reporter");
  const page = openSyncPage(origin);
  await expect.poll(() => shownValue(page, KEY), SOON).toBe("1000");

  const made = cli("backup", "--data", data);
  expect(made, made.said).toMatchObject({ code: 0 });
  expect(made.said).toMatch(/SHA-256 {3}[\da-f]{64}\n/u);
  const backups = join(data, "backups");
  expect(cli("backup", "list").said).toContain("完好");
  await publish("2000");
  await publish("3000");
  await expect.poll(() => shownValue(page, KEY), SOON).toBe("3000");
  const ahead = page.sync.board();

  const early = cli("restore", backups, "--replace");
  expect(early).toMatchObject({ code: 78 });
  expect(early.said).toContain("请先停止服务");
  await server.end("SIGTERM");
  expect(cli("restore", backups).said).toContain("确要替换请加 --replace");
  const none = cli("restore", backups, "--to", "2020-01-01", "--replace");
  expect(none.said).toContain("没有 2020-01-01");
  expect(cli("restore", backups, "--to", "soon").code).toBe(78);
  const done = cli("restore", backups, "--replace");
  expect(done, done.said).toMatchObject({ code: 0 });
  expect(done.said).toContain("1 个已结束");
  expect(readdirSync(data).filter((name) => name.includes(".replaced-"))).toHaveLength(1);

  await start();
  await expect.poll(() => shownValue(page, KEY), SOON).toBe("1000");
  expect(page.sync.board()?.database).not.toBe(ahead?.database);
  expect(page.sync.board()?.seq).toBeLessThan(ahead?.seq ?? 0);
  expect((await person.me()).account).toBeNull();
  await publish("4000");
  await expect.poll(() => shownValue(page, KEY), SOON).toBe("4000");
  page.stop();
  expect(cli("audit", "verify").said).toContain("审计日志完整");
}, 300_000);

test("a folder that went with its machine is made anew from a file kept elsewhere", async () => {
  await publish("1000", null);
  const elsewhere = mkdtempSync(join(tmpdir(), "diaodu-elsewhere-"));
  const file = join(elsewhere, "kept.db");
  expect(cli("backup", file)).toMatchObject({ code: 0 });
  expect(cli("backup", file).said).toContain("已经存在");
  await server.end("SIGKILL");
  rmSync(data, { recursive: true });
  const done = cli("restore", file, "--head", "0".repeat(63) + "1");
  expect(done).toMatchObject({ code: 78 });
  expect(done.said).toContain("没有找到给出的链尾散列");
  expect(cli("restore", file)).toMatchObject({ code: 0 });
  await start();
  const page = openSyncPage(origin);
  await expect.poll(() => shownValue(page, KEY), SOON).toBe("1000");
  page.stop();
  rmSync(elsewhere, { recursive: true });
}, 300_000);
