import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type PostgresServer, startPostgres } from "@diaodu/tooling/postgres";
import type { Engine } from "../../../packages/storage/src/engine/engine.ts";
import { openPostgres } from "../../../packages/storage/src/engine/postgres.ts";
import { openSqlite } from "../../../packages/storage/src/engine/sqlite.ts";
import { runStatement } from "../../../packages/tooling/src/postgres-query.ts";
import { startTcpProxy } from "../../faults/tcp-proxy.ts";

/** One database as several servers see it. */
export interface SharedDatabase {
  readonly kind: Engine["kind"];
  /** For who is to be left undisturbed. */
  readonly url: string;
  /** Runs a statement beside everybody. PostgreSQL only: a file has no business with it. */
  run(statement: string): Promise<void>;
  /** A way of its own to the database, which can be cut where there is a network at all. */
  way(): Promise<{ readonly url: string; cut(): void; close(): Promise<void> }>;
  openEngine(url: string): Engine;
  close(): Promise<void>;
}

/** Where fresh databases come from. */
export interface Databases {
  fresh(): Promise<SharedDatabase>;
  close(): Promise<void>;
}

export function sqliteFiles(): Databases {
  const folder = mkdtempSync(join(tmpdir(), "diaodu-seqs-"));
  let made = 0;
  return {
    async fresh() {
      const url = `file:${join(folder, `${(made += 1)}.db`)}`;
      const way = { url, cut: () => {}, close: async () => {} };
      return {
        kind: "sqlite",
        url,
        run: () => Promise.reject(new Error("not on SQLite")),
        way: async () => way,
        openEngine: openSqlite,
        close: async () => {},
      };
    },
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

export async function postgresDatabases(): Promise<
  Databases & { readonly server: PostgresServer }
> {
  const server = await startPostgres({ settings: { fsync: "off", max_connections: "200" } });
  const socket = join(server.socketFolder, ".s.PGSQL.5432");
  let made = 0;
  return {
    server,
    async fresh() {
      const name = `seqs_${(made += 1)}`;
      return {
        kind: "postgres",
        url: await server.createDatabase(name),
        run: (statement) => runStatement(socket, "postgres", name, statement),
        async way() {
          const proxy = await startTcpProxy(socket);
          return {
            url: `postgres://postgres@127.0.0.1:${proxy.port}/${name}`,
            cut: proxy.cut,
            close: proxy.stop,
          };
        },
        openEngine: openPostgres,
        close: async () => {},
      };
    },
    close: () => server.stop(),
  };
}
