import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { isShipped, packServer } from "@diaodu/tooling/pack";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "../../apps/server/src/config.ts";
import { USAGE } from "../../apps/server/src/cli/find-command.ts";
import { freePort } from "../free-port.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const deploy = join(root, "apps/server/deploy");
const read = (name: string): string => readFileSync(join(deploy, name), "utf8");
const dockerfile = read("Dockerfile");
const units = readdirSync(deploy).filter((name) => /\.(?:service|timer)$/u.test(name));

let folder = "";
/** The pack, where an image has it at /app and an installation at /opt/diaodu. */
let pack = "";
let running: ChildProcess | null = null;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "diaodu-deploy-"));
  pack = join(folder, "diaodu");
  // As on a hardened machine.
  const mask = process.umask(0o077);
  packServer(root, pack, process.execPath);
  process.umask(mask);
}, 300_000);
afterAll(() => {
  running?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** The words of a JSON array after this instruction of the Dockerfile, as the pack has them. */
function instruction(name: RegExp): string[] {
  const found = [...dockerfile.matchAll(new RegExp(`^${name.source} (\\[.+\\])$`, "gmu"))].at(-1);
  const words = JSON.parse(found?.[1] ?? "[]") as string[];
  return words.map((word) => word.replace(/^\/app\//u, `${pack}/`));
}

test("what the image starts serves pages and answers its health check, in a fresh folder with nothing else", async () => {
  const port = await freePort();
  // Nothing of this machine's: neither its programs nor its settings, nor a way to a proxy.
  const env = {
    DIAODU_DATA_DIR: join(folder, "data"),
    DIAODU_PORT: String(port),
    PATH: "/usr/bin:/bin",
  };
  const [program = "", ...args] = instruction(/CMD/u);
  const [check = "", ...checkArgs] = instruction(/HEALTHCHECK .*CMD/u);
  const health = () => spawnSync(check, checkArgs, { env, cwd: folder }).status;
  const spawned = spawn(program, args, { env, cwd: folder, stdio: "ignore" });
  running = spawned;
  for (let tries = 0; health() !== 0 && tries < 60; tries += 1) {
    expect(spawned.exitCode).toBeNull();
    await pause(250);
  }
  expect(health()).toBe(0);
  const page = await fetch(`http://127.0.0.1:${port}/sign-in`);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("<script")]);
  const ended = once(spawned, "exit");
  spawned.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
  expect(health()).toBe(1);
}, 120_000);

test("a command of the pack that finds no database says so and makes none", () => {
  const nowhere = join(folder, "nowhere");
  const env = { PATH: "/usr/bin:/bin", DIAODU_DATA_DIR: nowhere };
  const run = spawnSync(join(pack, "bin/diaodu-cli"), ["audit", "verify"], {
    env,
    encoding: "utf8",
  });
  expect([run.status, run.stderr]).toEqual([78, expect.stringContaining("没有找到")]);
  expect(existsSync(nowhere)).toBe(false);
});

test("everybody may read the pack, also one that was made under a narrow umask", () => {
  const closed = spawnSync("find", [pack, "!", "-type", "l", "!", "-perm", "-o=r"], {
    encoding: "utf8",
  });
  expect(closed.stdout).toBe("");
});

test.each([
  ["apps/server/deploy/postgres.password", false],
  ["apps/server/deploy/diaodu.env", false],
  ["apps/server/deploy/tls", false],
  ["apps/server/data", false],
  ["apps/server/deploy/nginx.conf", true],
  ["apps/server/src/server.test.ts", false],
  ["packages/demo/data", true],
])("of %s the pack takes nothing that is a site's own", (path, shipped) => {
  expect(isShipped(path)).toBe(shipped);
});

test("the pack holds no test, no tool of development and nothing that points outside of it", () => {
  const files = readdirSync(pack, { recursive: true, withFileTypes: true });
  const names = files.map((file) => file.name);
  const ours = files.filter((file) => !file.parentPath.includes("node_modules"));
  expect(ours.filter((file) => /\.test\.tsx?$/u.test(file.name))).toEqual([]);
  expect(names).not.toContain("vitest");
  expect(existsSync(join(pack, "packages/tooling"))).toBe(false);
  expect(existsSync(join(pack, "apps/server/deploy/diaodu.service"))).toBe(true);
  const found = spawnSync("find", [pack, "-type", "l", "-printf", "%l\\n"], { encoding: "utf8" });
  const links = found.stdout.split("\n").filter((target) => target !== "");
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((target) => target.startsWith("/"))).toEqual([]);
});

test("whatever the image is built from is there, and its own commands build it", () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--)(.+) \S+$/gmu)].flatMap((found) =>
    (found[1] ?? "").split(" "),
  );
  expect(copied.length).toBeGreaterThan(3);
  expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  expect(dockerfile).toContain("RUN node packages/tooling/src/pack.ts --into /app");
  expect(dockerfile).toMatch(/^USER node$/mu);
});

test("every setting in the files of deployment is one that the program knows", () => {
  const files = readdirSync(deploy).map((name) => [name, read(name)] as const);
  const named = files.flatMap(([name, text]) =>
    [...text.matchAll(/\bDIAODU_[A-Z_]+\b/gu)].map(([setting]) => `${name} ${setting}`),
  );
  expect(named.length).toBeGreaterThan(5);
  const unknown = named.filter((line) => {
    const result = readConfig({ [line.split(" ")[1] ?? ""]: "" });
    return !result.ok && result.faults.some((fault) => fault.includes("没有这个设置"));
  });
  expect(unknown).toEqual([]);
});

test("every command that units, alerts and instructions name is one that the program has", () => {
  const texts = readdirSync(deploy).map((name) => [name, read(name)] as const);
  const named = texts.flatMap(([name, text]) =>
    [...text.matchAll(/(?:npm run cli -- |diaodu-cli )([a-z-]+(?: [a-z]+)?)/gu)].map(
      (found) => [name, found[1] ?? ""] as const,
    ),
  );
  expect(named.length).toBeGreaterThan(3);
  const unknown = named.filter(
    ([, words]) => ![words, words.split(" ")[0]].some((one) => USAGE.includes(`\n  ${one} `)),
  );
  expect(unknown).toEqual([]);
});

test("systemd takes every unit as it is", () => {
  expect(units).toEqual([
    "diaodu-audit.service",
    "diaodu-audit.timer",
    "diaodu-backup.service",
    "diaodu-backup.timer",
    "diaodu.service",
  ]);
  for (const name of units.filter((unit) => unit.endsWith(".service"))) {
    const [, program = ""] = /^ExecStart=\/opt\/diaodu\/(\S+)/mu.exec(read(name)) ?? [];
    expect(existsSync(join(pack, program))).toBe(true);
  }
  // What is beside systemd's own check holds on a machine without systemd too.
  if (!existsSync("/usr/bin/systemd-analyze")) return;
  const copies = join(folder, "units");
  mkdirSync(copies);
  for (const name of units) cpSync(join(deploy, name), join(copies, name));
  const edit = spawnSync("sed", ["-i", `s#/opt/diaodu/bin#${pack}/bin#`, ...units], {
    cwd: copies,
  });
  expect(edit.status).toBe(0);
  const checked = spawnSync(
    "systemd-analyze",
    ["verify", ...units.map((name) => join(copies, name))],
    {
      encoding: "utf8",
    },
  );
  expect([checked.status, checked.stderr]).toEqual([0, ""]);
});
