import { join } from "node:path";
import type { PostgresBinaries } from "./postgres-binaries.ts";
import { type PostgresDatabases, postgresAt, socketName } from "./postgres-databases.ts";
import { makeGround } from "./postgres-ground.ts";
import { launch, type Running } from "./postgres-process.ts";

export { findPostgres, type PostgresBinaries } from "./postgres-binaries.ts";
export { postgresAt, type PostgresDatabases } from "./postgres-databases.ts";
export { type PostgresPair, startPostgresPair } from "./postgres-pair.ts";

/** One database server of its own, on a Unix socket in a folder only its user may enter. */
export interface PostgresServer extends PostgresDatabases {
  /** Connection string of the database `diaodu`, as `pg` reads it. */
  readonly url: string;
  /** Folder of the socket, `.s.PGSQL.5432` unless `settings` name another port. */
  readonly socketFolder: string;
  readonly version: string;
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

/**
 * Starts a fresh PostgreSQL: UTF-8, collation C, trust authentication, no network port. It
 * ends with this process even if `stop` is forgotten.
 *
 * @throws Error with the server's own log when it does not come up
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const ground = makeGround(options.binaries);
  const { folder, bin, child, version } = ground;
  try {
    const data = join(folder, "data");
    ground.makeCluster(data);
    const settings = {
      listen_addresses: "",
      port: "5432",
      unix_socket_directories: folder,
      ...options.settings,
    };
    const socket = join(folder, socketName(settings.port));
    const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const start = (): Promise<Running> =>
      launch(join(bin, "postgres"), ["-D", data, ...flags], child, socket);

    let running = await start();
    const databases = postgresAt(folder, settings.port);
    return {
      ...databases,
      url: await databases.createDatabase("diaodu"),
      socketFolder: folder,
      version,
      kill: () => running.end("SIGKILL"),
      restart: async () => {
        await running.end("SIGINT");
        running = await start();
      },
      stop: async () => {
        // What would be written down at an orderly end is removed with the folder.
        await running.end("SIGQUIT");
        ground.remove();
      },
    };
  } catch (error) {
    ground.remove();
    throw error;
  }
}
