import { Counter, Gauge } from "prom-client";
import type { Registry } from "prom-client";
import type { PoolUse } from "@diaodu/storage";
import type { FanOutCounts } from "../../realtime/fan-out.ts";
import type { StoredState } from "./stored-state.ts";

/** Several gauges of one scrape read the same state. */
const SAME_SCRAPE_MS = 1000;

/** How the process, its database and its disk stand, read when somebody asks. */
export interface Watched {
  readonly version: string;
  readonly database: "sqlite" | "postgres";
  /** Whether the figures are a replay's. */
  readonly demo: boolean;
  /** Position of the log that pages were told. */
  toldSeq(): number;
  /** Seconds for which the oldest commit that pages were not told of waits; 0 for none. */
  untold(): number;
  /** The board cannot be brought to the head at present. */
  failing(): boolean;
  /** Sockets by the namespace's name. */
  sockets(): Readonly<Record<string, number>>;
  /** How broadcasts reached the pages so far. */
  told(): FanOutCounts;
  /** The running round; null before the first. */
  round(): { readonly state: string; readonly dueAt: string } | null;
  pool(): PoolUse | null;
  stored(): Promise<StoredState | null>;
  disk(): Promise<{ readonly free: number; readonly size: number } | null>;
  /** The clock by which the city works, which messages are due by. */
  businessNow(): Date;
}

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [Labels, number];

/** Registers everything that is read and not counted. A value that is not known is left out. */
export function registerState(
  { registry, common }: { readonly registry: Registry; readonly common: Registry },
  watched: Watched,
): void {
  const gaugeOf = (
    where: Registry,
    name: string,
    help: string,
    read: () => Promise<readonly Sample[]> | readonly Sample[],
    labelNames: readonly string[] = [],
  ): void => {
    const made = new Gauge({
      name: `diaodu_${name}`,
      help,
      labelNames,
      registers: [],
      async collect() {
        const samples = await read();
        this.reset();
        // Without a label a gauge that was reset says 0: what is not known is not 0.
        if (samples.length === 0 && labelNames.length === 0) this.remove();
        for (const [labels, value] of samples) this.set({ ...labels }, value);
      },
    });
    where.registerMetric(made);
  };
  type OfGauge = Parameters<typeof gaugeOf> extends [Registry, ...infer Rest] ? Rest : never;
  const gauge = (...of: OfGauge): void => gaugeOf(registry, ...of);
  const commonGauge = (...of: OfGauge): void => gaugeOf(common, ...of);
  const counter = (name: string, help: string, read: () => number): void => {
    const made = new Counter({
      name: `diaodu_${name}`,
      help,
      registers: [],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
    registry.registerMetric(made);
  };
  const stored = onceAScrape(() => watched.stored());
  const disk = onceAScrape(() => watched.disk());
  const fromStored = (
    name: string,
    help: string,
    pick: (state: StoredState) => number | null,
    where = common,
  ): void =>
    gaugeOf(where, name, help, async () => {
      const state = await stored();
      return one(state === null ? null : pick(state));
    });

  const { version, database } = watched;
  const build = { version, node: process.versions.node, database };
  gauge("build_info", "What runs", () => [[build, 1]], Object.keys(build));
  gauge("demo", "1 where the figures are a replay's", () => one(Number(watched.demo)));
  gauge("board_seq", "Position of the log that open pages were told", () => one(watched.toldSeq()));
  gauge("commit_untold_seconds", "For how long the oldest commit waits to be told to pages", () =>
    one(watched.untold()),
  );
  gauge("board_failing", "1 while the board cannot be brought to the head of the log", () =>
    one(Number(watched.failing())),
  );
  gauge("sockets", "Pages connected now", () => byLabel("namespace", watched.sockets()), [
    "namespace",
  ]);
  counter(
    "slow_readers_cut_total",
    "Pages cut because they read too slowly",
    () => watched.told().cut,
  );
  counter(
    "frames_shared_total",
    "Broadcast frames written to pages as they are",
    () => watched.told().straight,
  );
  counter(
    "packets_queued_total",
    "Broadcasts that waited behind others or went by polling",
    () => watched.told().ordinary,
  );
  gauge(
    "round_state",
    "1 for the state of the running round",
    () => {
      const round = watched.round();
      return round === null ? [] : [[{ state: round.state }, 1]];
    },
    ["state"],
  );
  gauge("round_due_timestamp_seconds", "When figures of the running round are due", () =>
    one(seconds(watched.round()?.dueAt ?? null)),
  );
  gauge(
    "pool_connections",
    "Connections to PostgreSQL: in use, callers waiting, and the most there may be",
    () => {
      const pool = watched.pool();
      if (pool === null) return [];
      return byLabel("state", { in_use: pool.inUse, waiting: pool.waiting, max: pool.max });
    },
    ["state"],
  );

  gauge("storage_up", "1 when the database answers", async () =>
    one(Number((await stored()) !== null)),
  );
  // Beside what this process told its pages: the difference is how far it is behind.
  const head = "Latest committed position of the log";
  fromStored("log_head_seq", head, ({ headSeq }) => headSeq, registry);
  commonGauge(
    "outbox_messages",
    "Messages waiting to be sent, and those given up",
    async () => {
      const outbox = (await stored())?.outbox;
      if (outbox === undefined) return [];
      return byLabel("state", { waiting: outbox.waiting, dead: outbox.dead });
    },
    ["state"],
  );
  fromStored("outbox_oldest_seconds", "For how long the oldest message is due", ({ outbox }) => {
    if (outbox.waitingSince === null) return 0;
    return Math.max(0, (watched.businessNow().getTime() - Date.parse(outbox.waitingSince)) / 1000);
  });
  fromStored(
    "last_backup_timestamp_seconds",
    "When the last backup was made; 0 for never",
    ({ lastBackupAt }) => seconds(lastBackupAt) ?? 0,
  );
  fromStored(
    "audit_verified_timestamp_seconds",
    "When the audit log was last checked; 0 for never",
    ({ auditVerifiedAt }) => seconds(auditVerifiedAt) ?? 0,
  );
  fromStored("audit_intact", "What the last check of the audit log found", ({ auditIntact }) =>
    auditIntact === null ? null : Number(auditIntact),
  );
  commonGauge("data_dir_free_bytes", "Room left on the data folder's disk", async () =>
    one((await disk())?.free ?? null),
  );
  commonGauge("data_dir_size_bytes", "Size of the data folder's disk", async () =>
    one((await disk())?.size ?? null),
  );
}

function one(value: number | null): readonly Sample[] {
  return value === null ? [] : [[{}, value]];
}

function byLabel(label: string, values: Readonly<Record<string, number>>): readonly Sample[] {
  return Object.entries(values).map(([name, value]) => [{ [label]: name }, value]);
}

function seconds(instant: string | null): number | null {
  return instant === null ? null : Date.parse(instant) / 1000;
}

/** One reading for all who ask within a moment. */
function onceAScrape<T>(read: () => Promise<T>): () => Promise<T> {
  let last: { readonly at: number; readonly value: Promise<T> } | null = null;
  return () => {
    const at = performance.now();
    if (last === null || at - last.at > SAME_SCRAPE_MS) last = { at, value: read() };
    return last.value;
  };
}
