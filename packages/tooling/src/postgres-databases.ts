import { join } from "node:path";
import { SUPERUSER } from "./postgres-process.ts";
import { runStatement } from "./postgres-query.ts";

/** The port that names a server's socket, unless it was started with another. */
const PORT = "5432";

/** The file by which a server is reached, within its folder. */
export const socketName = (port = PORT): string => `.s.PGSQL.${port}`;

/** The databases of a server that runs already, maybe started by another process. */
export interface PostgresDatabases {
  /** Connection string of any database on this server, as `pg` reads it. */
  urlOf(database: string): string;
  /** Makes an empty database, or a copy of `template`, and returns its connection string. */
  createDatabase(name: string, template?: string): Promise<string>;
  /** Runs one statement in a database, as its owner. @throws Error with the server's own message */
  run(database: string, statement: string): Promise<void>;
}

/** @param folder the server's `socketFolder` */
export function postgresAt(folder: string, port = PORT): PostgresDatabases {
  const run: PostgresDatabases["run"] = (database, statement) =>
    runStatement(join(folder, socketName(port)), SUPERUSER, database, statement);
  const urlOf = (database: string): string =>
    `postgres://${SUPERUSER}@localhost:${port}/${database}?host=${encodeURIComponent(folder)}`;
  return {
    run,
    urlOf,
    async createDatabase(name, template) {
      const copied = template === undefined ? "" : ` TEMPLATE "${template}"`;
      await run("postgres", `CREATE DATABASE "${name}"${copied}`);
      return urlOf(name);
    },
  };
}
