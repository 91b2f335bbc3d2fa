import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { socketName } from "./postgres-databases.ts";
import { makeGround, type PostgresGround } from "./postgres-ground.ts";
import { launch, type Running, SUPERUSER } from "./postgres-process.ts";
import { askServer, openSession } from "./postgres-query.ts";

/** A primary and the standby that follows it. */
export interface PostgresPair {
  readonly version: string;
  /** Both servers in one connection string, for the database `diaodu`. */
  readonly url: string;
  /** The folder of the socket of the server that takes writes now. */
  primaryFolder(): string;
  /** Runs a statement on the primary, in the database `diaodu`. */
  ask(statement: string): Promise<(string | null)[][]>;
  /** Cuts the standby off: what is committed from here on does not reach it. */
  cutStandby(): Promise<void>;
  /** Ends the primary as a power cut does, at once and with all its processes. */
  killPrimary(): void;
  /** Makes the standby the primary; resolves when it takes writes. */
  promote(): Promise<void>;
  /** Makes the server that died a standby of the other, from a copy of its data. */
  rejoin(): Promise<void>;
  /** Ends both and removes their folders. */
  stop(): Promise<void>;
}

interface Member {
  readonly folder: string;
  readonly data: string;
  readonly socket: string;
  running: Running | null;
}

/** What a copy of a running server leaves out: it is made anew, or streamed. */
const LEFT_OUT = new Set(["postmaster.pid", "postmaster.opts", "pg_wal", "pg_replslot"]);
const PATIENCE_MS = 60_000;

/**
 * Starts a primary and a standby that streams from it. PostgreSQL 15 or later.
 *
 * @param o `synchronous`: the primary answers a commit when the standby has it too
 */
export async function startPostgresPair(o: {
  readonly synchronous: boolean;
  readonly settings?: Readonly<Record<string, string>>;
}): Promise<PostgresPair> {
  const ground = makeGround();
  const [left, right] = [memberIn(ground, "a"), memberIn(ground, "b")];
  let [primary, standby] = [left, right];
  const start = (member: Member): Promise<Running> => startMember(ground, member, o.settings ?? {});

  async function rejoin(): Promise<void> {
    await copyData(ground, primary, standby);
    standby.running = await start(standby);
    await until(async () => {
      const rows = await run(
        primary,
        "select 1 from pg_stat_replication where state = 'streaming'",
      );
      return rows.length > 0;
    });
    if (o.synchronous) await setSynchronous(primary, "*");
  }

  try {
    ground.makeCluster(primary.data);
    primary.running = await start(primary);
    await run(primary, "create database diaodu");
    await rejoin();
  } catch (error) {
    for (const member of [left, right]) member.running?.signalAll("SIGKILL");
    ground.remove();
    throw error;
  }
  const folders = [left, right].map(({ folder }) => encodeURIComponent(folder)).join(",");
  return {
    version: ground.version,
    url: `postgres://${SUPERUSER}@localhost:5432/diaodu?host=${folders}&target_session_attrs=read-write`,
    primaryFolder: () => primary.folder,
    ask: (statement) => run(primary, statement, "diaodu"),
    async cutStandby() {
      await run(standby, "alter system set primary_conninfo = ''");
      await run(standby, "select pg_reload_conf()");
      await until(
        async () => (await run(standby, "select 1 from pg_stat_wal_receiver")).length === 0,
      );
    },
    killPrimary() {
      primary.running?.signalAll("SIGKILL");
      primary.running = null;
    },
    async promote() {
      // It has no standby of its own yet: waiting for one would let no commit through.
      if (o.synchronous) await setSynchronous(standby, "");
      await run(standby, "select pg_promote(true, 60)");
      [primary, standby] = [standby, primary];
    },
    rejoin,
    async stop() {
      await Promise.all([left, right].map(async (member) => member.running?.end("SIGQUIT")));
      ground.remove();
    },
  };
}

function memberIn(ground: PostgresGround, name: string): Member {
  const folder = join(ground.folder, name);
  mkdirSync(folder, { mode: 0o700 });
  ground.own(folder);
  const socket = join(folder, socketName());
  return { folder, data: join(folder, "data"), socket, running: null };
}

function startMember(
  ground: PostgresGround,
  member: Member,
  own: Readonly<Record<string, string>>,
): Promise<Running> {
  const settings = {
    listen_addresses: "",
    port: "5432",
    unix_socket_directories: member.folder,
    wal_keep_size: "512MB",
    ...own,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const program = join(ground.bin, "postgres");
  return launch(program, ["-D", member.data, ...flags], ground.child, member.socket);
}

/** A base backup as pg_basebackup makes it, which not every set of programs has. */
async function copyData(ground: PostgresGround, from: Member, to: Member): Promise<void> {
  rmSync(to.data, { recursive: true, force: true });
  const session = await openSession(from.socket, SUPERUSER, "postgres");
  try {
    await session.run("select pg_backup_start('standby', true)");
    copyTree(from.data, to.data);
    const [row] = await session.run("select labelfile from pg_backup_stop(false)");
    writeFileSync(join(to.data, "backup_label"), row?.[0] ?? "");
  } finally {
    session.end();
  }
  for (const name of ["pg_wal", "pg_replslot"]) mkdirSync(join(to.data, name), { mode: 0o700 });
  writeFileSync(join(to.data, "standby.signal"), "");
  writeFileSync(
    join(to.data, "postgresql.auto.conf"),
    `primary_conninfo = 'host=${from.folder} port=5432 user=${SUPERUSER} application_name=standby'\n`,
  );
  ground.own(to.data);
}

function copyTree(from: string, to: string): void {
  mkdirSync(to, { mode: 0o700 });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (LEFT_OUT.has(entry.name)) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    try {
      if (entry.isDirectory()) copyTree(source, target);
      else copyFileSync(source, target);
    } catch (error) {
      // A running server removes files under the copy; the log brings what mattered.
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
}

async function setSynchronous(member: Member, names: string): Promise<void> {
  await run(member, `alter system set synchronous_standby_names = '${names}'`);
  await run(member, "select pg_reload_conf()");
  await until(async () => {
    const [row] = await run(member, "show synchronous_standby_names");
    return row?.[0] === names;
  });
}

function run(
  member: Member,
  statement: string,
  database = "postgres",
): Promise<(string | null)[][]> {
  return askServer(member.socket, SUPERUSER, database, statement);
}

async function until(reached: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await reached())) {
    if (performance.now() > deadline) throw new Error("the standby did not get there");
    await pause(50);
  }
}
