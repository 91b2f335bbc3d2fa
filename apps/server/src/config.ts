import { DEFAULT_SETTINGS, readAddress } from "@diaodu/storage";
import type { PostgresSettings } from "@diaodu/storage";
import { z } from "zod";
import type { AccessSettings } from "./access/settings.ts";
import type { BackupPlan } from "./backups/keep-backups.ts";
import { accessFaults, accessOf, ACCESS_SETTINGS } from "./config-access.ts";
import { backupFaults, backupOf, BACKUP_SETTINGS } from "./config-backup.ts";
import { whole } from "./config-values.ts";
import type { TrustProxy } from "./config-values.ts";
import { DEFAULT_BATCH } from "./features/observations/batch-limits.ts";
import type { BatchLimits } from "./features/observations/batch-limits.ts";
import { chinese } from "./http/chinese.ts";

/** Exit code of a start that was refused for its configuration: EX_CONFIG of sysexits(3). */
export const EXIT_CONFIG = 78;

const PREFIX = "DIAODU_";

/** More than the cores of any machine that this is meant for. */
const MOST_WORKERS = 64;

/** Names that hosting platforms set by themselves; any other name counts only with the prefix. */
const PLAIN = new Set(["PORT", "DATA_DIR", "DATABASE_URL"]);

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** Environment variable (without prefix) → value. The README's table says what each is for. */
const SETTINGS = {
  PORT: whole(0, 65_535).default(4000),
  HOST: z.string().min(1, "不能为空").default("0.0.0.0"),
  DATA_DIR: z.string().min(1, "不能为空").default("./data"),
  DATABASE_URL: z
    .string()
    .transform((url, context) => {
      const fault = faultOfAddress(url);
      if (fault === null) return url;
      context.addIssue({ code: "custom", message: fault });
      return z.NEVER;
    })
    .nullable()
    .default(null),
  DATABASE_POOL: whole(3, 100).default(DEFAULT_SETTINGS.connections),
  DATABASE_CONNECT_MS: whole(100, 60_000).default(DEFAULT_SETTINGS.connectMs),
  DATABASE_READ_MS: whole(100, 3_600_000).default(DEFAULT_SETTINGS.readMs),
  DATABASE_STATEMENT_MS: whole(1000, 3_600_000).default(DEFAULT_SETTINGS.statementMs),
  DATABASE_LOCK_MS: whole(1000, 600_000).default(DEFAULT_SETTINGS.lockMs),
  DATABASE_IDLE_MS: whole(1000, 600_000).default(DEFAULT_SETTINGS.idleInTransactionMs),
  DATABASE_FAILOVER_MS: whole(0, 60_000).default(DEFAULT_SETTINGS.patienceMs),
  BEAT_MS: whole(100, 60_000).default(2000),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `须为 ${LOG_LEVELS.join("、")} 之一` }).default("info"),
  TITLE: z.string().trim().min(1, "不能为空").max(40, "最多 40 个字").default("主要指标调度"),
  BATCH_ROWS: whole(1, 10_000_000).default(DEFAULT_BATCH.rows),
  BATCH_BYTES: whole(1024, 999_999_999).default(DEFAULT_BATCH.bytes),
  WEB_DIST: z.string().min(1, "不能为空").nullable().default(null),
  UPLOAD_MB: whole(1, 200).default(20),
  WORKERS: whole(1, MOST_WORKERS).default(1),
  ...BACKUP_SETTINGS,
  ...ACCESS_SETTINGS,
};

type Name = keyof typeof SETTINGS;
const NAMES = Object.keys(SETTINGS) as Name[];

export interface Config {
  /** 0 lets the system choose. */
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** PostgreSQL; null keeps everything in SQLite under `dataDir`. */
  readonly databaseUrl: string | null;
  /** Connections to PostgreSQL and how long what may take. */
  readonly database: PostgresSettings;
  /** Milliseconds between two beats to every open page. */
  readonly beatMs: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly title: string;
  /** Folder with the built web app; null is the one of this checkout. */
  readonly webDist: string | null;
  /** Largest spreadsheet to import, in MiB. */
  readonly uploadMb: number;
  /** Processes that serve on this machine; more than one only on PostgreSQL. */
  readonly workers: number;
  /** Backups that the server makes of the embedded database by itself; null for none. */
  readonly backup: BackupPlan | null;
  /** Who is let in; `board` null leaves it to the way the program was started. */
  readonly access: Omit<AccessSettings, "board"> & {
    readonly board: AccessSettings["board"] | null;
  };
  /** Proxies in front whose word about the caller's address counts; null for none. */
  readonly trustProxy: TrustProxy | null;
  /** How much one batch of figures may hold. */
  readonly batch: BatchLimits;
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  /** One Chinese sentence for each fault: all of them, not the first. */
  | { readonly ok: false; readonly faults: readonly string[] };

/**
 * Reads the configuration from environment variables. Each is named `DIAODU_…`; `PORT`, `DATA_DIR`
 * and `DATABASE_URL` are understood without the prefix too, and the prefixed name wins. An unknown
 * `DIAODU_…` is a fault: a misspelt setting must not be a silent default.
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
): ConfigResult {
  const faults: string[] = [];
  for (const key of Object.keys(environment).sort()) {
    if (key.startsWith(PREFIX) && !NAMES.some((name) => key === PREFIX + name)) {
      faults.push(`${key}：没有这个设置，可用的有 ${NAMES.map((n) => PREFIX + n).join("、")}`);
    }
  }
  function setting<N extends Name>(name: N): z.output<(typeof SETTINGS)[N]> {
    const prefixed = environment[PREFIX + name];
    const plain = PLAIN.has(name) ? environment[name] : undefined;
    const parsed = SETTINGS[name].safeParse(prefixed ?? plain, chinese);
    if (parsed.success) return parsed.data as z.output<(typeof SETTINGS)[N]>;
    const used = prefixed === undefined ? name : PREFIX + name;
    for (const issue of parsed.error.issues) faults.push(`${used}：${issue.message}`);
    return undefined as z.output<(typeof SETTINGS)[N]>;
  }
  const config: Config = {
    port: setting("PORT"),
    host: setting("HOST"),
    dataDir: setting("DATA_DIR"),
    databaseUrl: setting("DATABASE_URL"),
    database: {
      connections: setting("DATABASE_POOL"),
      connectMs: setting("DATABASE_CONNECT_MS"),
      readMs: setting("DATABASE_READ_MS"),
      statementMs: setting("DATABASE_STATEMENT_MS"),
      lockMs: setting("DATABASE_LOCK_MS"),
      idleInTransactionMs: setting("DATABASE_IDLE_MS"),
      patienceMs: setting("DATABASE_FAILOVER_MS"),
    },
    beatMs: setting("BEAT_MS"),
    logLevel: setting("LOG_LEVEL"),
    title: setting("TITLE"),
    webDist: setting("WEB_DIST"),
    uploadMb: setting("UPLOAD_MB"),
    workers: setting("WORKERS"),
    backup: backupOf(setting),
    access: accessOf(setting),
    trustProxy: setting("TRUST_PROXY"),
    batch: {
      ...DEFAULT_BATCH,
      rows: setting("BATCH_ROWS"),
      bytes: setting("BATCH_BYTES"),
    },
  };
  if (faults.length === 0) faults.push(...accessFaults(setting), ...backupFaults(setting));
  if (faults.length === 0 && config.database.lockMs <= config.database.idleInTransactionMs) {
    // Else who waits for a halted server gives up before the database ends its transaction.
    faults.push("DIAODU_DATABASE_LOCK_MS：须大于 DIAODU_DATABASE_IDLE_MS");
  }
  return faults.length === 0 ? { ok: true, config } : { ok: false, faults };
}

/** What is wrong with an address of PostgreSQL, in Chinese; null when it can be meant. */
export function faultOfAddress(url: string): string | null {
  try {
    readAddress(url);
    return null;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}
