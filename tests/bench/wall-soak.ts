import { openFedWall } from "../soak/wall.ts";
import { grown, heapGrowth } from "../soak/samples.ts";
import { metrics } from "./measured-page.ts";
import { median, quantile } from "./quantiles.ts";
import type { Row } from "./result.ts";
import { type Bench, STANDING_STILL } from "./run-context.ts";
import { postFigures, startServer } from "./server-process.ts";

/**
 * Changes before the first look. Compiled code goes on growing for hundreds of changes and is
 * still afterwards; it would pass for a leak of the page.
 */
const WARM_UP = 700;
const TURN_EVERY = 50;

/** What one change costs a wall, and whether the wall grows; the long proof is `npm run soak`. */
export const wallSoak: Bench = async ({ options, demoData, say }) => {
  const server = await startServer({ data: await demoData(), flags: STANDING_STILL });
  const secret = await server.createKey();
  const wall = await openFedWall({
    origin: server.origin,
    post: (figure) => postFigures(server.origin, secret, [figure]),
  });
  try {
    for (let n = 0; n < WARM_UP; n++) {
      if (n % TURN_EVERY === 0) await wall.turn();
      await wall.change();
    }
    const before = await wall.weigh();
    const scripting: number[] = [];
    const tasks: number[] = [];
    for (let n = 0; n < options.changes; n++) {
      if (n % TURN_EVERY === 0) await wall.turn();
      const start = await metrics(wall.devtools);
      await wall.change();
      const stop = await metrics(wall.devtools);
      const spent = (name: string): number => (stop(name) - start(name)) * 1000;
      // The change after a turn may also take the wall back to its overview.
      if (n % TURN_EVERY !== 0) {
        scripting.push(spent("ScriptDuration"));
        tasks.push(spent("TaskDuration"));
      }
      if (n % 500 === 499) say(`${n + 1} changes`);
    }
    const after = await wall.weigh();
    const soaked = { changes: options.changes, weights: [before, after] };
    const counts = (weight: typeof before): string =>
      Object.entries(weight.counts)
        .map(([name, count]) => `${name} ${count}`)
        .join(", ");
    const row = (
      what: string,
      measured: number,
      unit: Row["unit"],
      bound: number | null,
    ): Omit<Row, "bench"> => ({
      what,
      measured,
      unit,
      bound,
      peer: null,
    });
    return [
      row(
        `JS heap growth after ${options.changes} changes, from ${(before.heap / 1e6).toFixed(2)} to ${(after.heap / 1e6).toFixed(2)} MB`,
        heapGrowth(soaked) * 100,
        "%",
        5,
      ),
      row(`kinds of ${counts(after)} that grew`, grown(soaked).length, "", 0),
      row("scripting of one change p50", median(scripting), "ms", null),
      row("scripting of one change p95", quantile(scripting, 0.95), "ms", 4),
      row(
        "main thread of one change p95 (script, style, layout, paint)",
        quantile(tasks, 0.95),
        "ms",
        null,
      ),
    ];
  } finally {
    await wall.close();
    await server.stop();
  }
};
