import { join } from "node:path";
import { startPostgres } from "@diaodu/tooling/postgres";
import { NOON, openWorld, type World } from "../../apps/server/test/world.ts";
import { askServer } from "../../packages/tooling/src/postgres-query.ts";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy.ts";

/** A server whose every connection, to pages and to the database, can be made to fail. */
export interface ExposedServer {
  readonly world: World;
  /** By which the database knows its connections. */
  readonly name: string;
  /** Where pages and callers find it. */
  readonly origin: string;
  readonly toPages: TcpProxy;
  readonly toDatabase: TcpProxy;
}

export interface ExposedServers {
  readonly servers: readonly ExposedServer[];
  /** Of the database itself, past every fault. */
  readonly databaseUrl: string;
  /** Asks the database itself one statement; its rows. */
  ask(statement: string): Promise<(string | null)[][]>;
  /** Of an API key that every server takes. */
  readonly secret: string;
  /** The day that they live in. */
  readonly today: Date;
  close(): Promise<void>;
}

/**
 * Starts so many servers on one PostgreSQL, each behind proxies of its own.
 *
 * @param o between two looks at the log, and between two beats to a page; milliseconds
 */
export async function openExposed(
  count: number,
  o: { readonly pollMs?: number; readonly beatMs?: number } = {},
): Promise<ExposedServers> {
  const postgres = await startPostgres({ settings: { fsync: "off" } });
  const socket = join(postgres.socketFolder, ".s.PGSQL.5432");
  const servers: ExposedServer[] = [];
  for (let n = 0; n < count; n += 1) {
    const toDatabase = await startTcpProxy(socket);
    const name = `server_${n}`;
    const storageUrl = `postgres://postgres@127.0.0.1:${toDatabase.port}/diaodu?application_name=${name}`;
    const world = await openWorld({ beatMs: 200, ...o, storageUrl });
    const toPages = await startTcpProxy(Number(new URL(world.url).port));
    servers.push({ world, name, origin: `http://127.0.0.1:${toPages.port}`, toPages, toDatabase });
  }
  return {
    servers,
    databaseUrl: postgres.url,
    ask: (statement) => askServer(socket, "postgres", "diaodu", statement),
    secret: servers[0]?.world.secret ?? "",
    today: new Date(NOON),
    async close() {
      try {
        for (const { world, toPages, toDatabase } of servers) {
          // Whoever failed amid a fault left it there, and a server waits for its database.
          toDatabase.refuse(false);
          toDatabase.delay(0);
          toDatabase.resume();
          await toPages.stop();
          await world.close();
          await toDatabase.stop();
        }
      } finally {
        await postgres.stop();
      }
    },
  };
}
