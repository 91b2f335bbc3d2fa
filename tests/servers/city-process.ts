/** One server of a city whose business clock shows what the process that started it says. */
import { pino } from "pino";
import { readConfig } from "../../apps/server/src/config.ts";
import { startServer } from "../../apps/server/src/server.ts";

/** What it is told. */
export interface Clock {
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** What it tells once it serves. */
export interface Serving {
  readonly port: number;
}

let now: Date | null = null;

async function serve(): Promise<void> {
  const read = readConfig(process.env);
  if (!read.ok) throw new Error(read.faults.join("\n"));
  const running = await startServer({
    config: read.config,
    demo: null,
    log: pino({ level: "silent" }),
    time: { now: () => now ?? new Date(0), rate: () => 1 },
    announce: () => undefined,
  });
  process.send?.({ port: running.port } satisfies Serving);
}

process.on("message", ({ at }: Clock) => {
  const isFirst = now === null;
  now = new Date(at);
  if (isFirst) void serve();
});
process.on("disconnect", () => process.exit());
