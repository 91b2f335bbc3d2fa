import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, chownSync, cpSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, parse } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { findPostgres, type PostgresBinaries } from "./postgres-binaries.ts";
import { runStatement } from "./postgres-query.ts";

export { findPostgres, type PostgresBinaries } from "./postgres-binaries.ts";

/** One database server of its own, on a Unix socket in a folder only its user may enter. */
export interface PostgresServer {
  /** Connection string of the database `diaodu`, as `pg` reads it. */
  readonly url: string;
  /** Folder of the socket `.s.PGSQL.5432`. */
  readonly socketFolder: string;
  readonly version: string;
  /** Connection string of any database on this server. */
  urlOf(database: string): string;
  /** Makes an empty database and returns its connection string. */
  createDatabase(name: string): Promise<string>;
  /** Stops at once as a crash would (SIGKILL); the data stay for `restart`. */
  kill(): Promise<void>;
  /** Starts again on the same data; ends a running server first, letting it finish cleanly. */
  restart(): Promise<void>;
  /** Ends the server, cutting its connections, and removes its folder. Safe to call twice. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** Server settings, for example `{ max_connections: '50', fsync: 'off' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Which PostgreSQL to run; the first one found when absent. */
  readonly binaries?: PostgresBinaries;
}

/** PostgreSQL refuses to run as root; `nobody` owns nothing else. */
const NOBODY = { uid: 65_534, gid: 65_534 };
const USER = "postgres";
const SOCKET = ".s.PGSQL.5432";

/**
 * Starts a fresh PostgreSQL: UTF-8, collation C, trust authentication, no network port. It
 * ends with this process even if `stop` is forgotten.
 *
 * @throws Error with the server's own log when it does not come up
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  if (process.platform === "win32") {
    throw new Error("Windows 上请用 WSL 运行需要 PostgreSQL 的测试。");
  }
  const asRoot = process.getuid?.() === 0;
  const owner = asRoot ? NOBODY : {};
  const folder = mkdtempSync(join(reachable(tmpdir()) ? tmpdir() : "/tmp", "diaodu-pg-"));
  const data = join(folder, "data");
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.once("exit", remove);
  chmodSync(folder, 0o700);
  if (asRoot) chownSync(folder, NOBODY.uid, NOBODY.gid);

  const found = options.binaries ?? findPostgres();
  const bin = asRoot && !reachable(found.bin) ? copyOf(found, folder) : found.bin;
  const child = { cwd: folder, env: serverEnvironment(folder), ...owner };
  try {
    const version = run(join(bin, "postgres"), ["--version"], child).trim();
    run(
      join(bin, "initdb"),
      ["-D", data, "-U", USER, "-A", "trust", "--locale=C", "--encoding=UTF8", "--no-sync"],
      child,
    );
    const settings = {
      listen_addresses: "",
      port: "5432",
      unix_socket_directories: folder,
      ...options.settings,
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const start = (): Promise<Running> =>
      launch(join(bin, "postgres"), ["-D", data, ...flags], child, join(folder, SOCKET));

    let running = await start();
    const urlOf = (database: string): string =>
      `postgres://${USER}@localhost:5432/${database}?host=${encodeURIComponent(folder)}`;
    const createDatabase = async (name: string): Promise<string> => {
      await runStatement(join(folder, SOCKET), USER, "postgres", `CREATE DATABASE "${name}"`);
      return urlOf(name);
    };
    return {
      url: await createDatabase("diaodu"),
      socketFolder: folder,
      version,
      urlOf,
      createDatabase,
      kill: () => running.end("SIGKILL"),
      restart: async () => {
        await running.end("SIGINT");
        running = await start();
      },
      stop: async () => {
        await running.end("SIGINT");
        process.off("exit", remove);
        remove();
      },
    };
  } catch (error) {
    process.off("exit", remove);
    remove();
    throw error;
  }
}

interface ChildOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
}

/** Settings from the caller's shell (PGDATA, PGPORT, LC_ALL) must not reach this server. */
function serverEnvironment(home: string): NodeJS.ProcessEnv {
  return { PATH: process.env["PATH"] ?? "", HOME: home, LC_ALL: "C", TZ: "UTC" };
}

function run(command: string, args: readonly string[], options: ChildOptions): string {
  const result = spawnSync(command, args, { ...options, encoding: "utf8" });
  if (result.error !== undefined) throw result.error;
  if (result.status !== 0) throw new Error(`${command} failed:\n${result.stdout}${result.stderr}`);
  return result.stdout;
}

interface Running {
  end(signal: NodeJS.Signals): Promise<void>;
}

async function launch(
  command: string,
  args: readonly string[],
  options: ChildOptions,
  socketFile: string,
): Promise<Running> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const server = spawn(command, args, { ...options, stdio: ["ignore", "ignore", "pipe"] });
    const log = keepTail(server);
    const gone = new Promise<void>((resolve) => {
      server.once("exit", () => resolve());
      server.once("error", () => resolve());
    });
    const endWithUs = (): void => void server.kill("SIGQUIT");
    process.once("exit", endWithUs);
    void gone.then(() => process.off("exit", endWithUs));
    while (server.exitCode === null && server.signalCode === null && server.pid !== undefined) {
      try {
        await runStatement(socketFile, USER, "postgres", "SELECT 1");
        return {
          end: async (signal) => {
            server.kill(signal);
            await gone;
          },
        };
      } catch {
        if (Date.now() > deadline) {
          server.kill("SIGQUIT");
          break;
        }
        await pause(20);
      }
    }
    await gone;
    // After a crash the old server's children may still hold the data for a moment.
    if (Date.now() > deadline || !/still in use|lock file/.test(log())) {
      throw new Error(`PostgreSQL did not start:\n${log()}`);
    }
    await pause(200);
  }
}

function keepTail(server: ChildProcess): () => string {
  let tail = "";
  server.stderr?.setEncoding("utf8").on("data", (text: string) => {
    tail = (tail + text).slice(-8000);
  });
  server.once("error", (error) => {
    tail += error.message;
  });
  return () => tail;
}

/** Whether every folder on the way may be entered by any user. */
function reachable(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o005) !== 0o005) return false;
    if (at === parse(at).root) return true;
  }
}

/** A copy that `nobody` can read, inside the server's own folder. */
function copyOf(found: PostgresBinaries, folder: string): string {
  const copy = join(folder, "postgresql");
  cpSync(found.root, copy, { recursive: true, verbatimSymlinks: true });
  chownTree(copy);
  return join(copy, "bin");
}

function chownTree(folder: string): void {
  // `chown` walks 4,000 files faster than we would.
  run("chown", ["-R", `${NOBODY.uid}:${NOBODY.gid}`, folder], { cwd: folder, env: process.env });
}
