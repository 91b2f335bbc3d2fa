import type { Config } from "../config.ts";
import { StartRefused } from "../installation.ts";

/** What a worker is told first, and last. */
export type Order =
  | {
      readonly kind: "serve";
      /** Its place among the workers, from 1 on; a replacement takes over the place. */
      readonly place: number;
      /** Where the workers reach each other: see `innerAddress`. */
      readonly folder: string;
      /** 0 until the first of them has been given one by the system. */
      readonly port: number;
    }
  | { readonly kind: "stop" };

/** What a worker tells. */
export type Report =
  | { readonly kind: "serving"; readonly port: number; readonly pages: boolean }
  /** The code of the first start, for whoever runs the server. */
  | { readonly kind: "code"; readonly code: string };

/**
 * Several processes need PostgreSQL. On SQLite a process that waits for the turn of another to write
 * waits with its whole event loop, and its pages with it: more processes would serve slower.
 *
 * @throws StartRefused
 */
export function refuseWorkers(config: Pick<Config, "databaseUrl">, demo: boolean): void {
  if (demo) throw new StartRefused("演示只用一个进程，请去掉 --workers（DIAODU_WORKERS）。");
  if (config.databaseUrl === null) {
    throw new StartRefused(
      "多个进程须共用 PostgreSQL：请设 DIAODU_DATABASE_URL，或去掉 --workers（DIAODU_WORKERS），内置数据库由一个进程服务。",
    );
  }
}
