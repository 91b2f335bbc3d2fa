import { monitorEventLoopDelay } from "node:perf_hooks";
import { LONG_UNIT, longDuties, longSheet } from "../../../apps/server/test/long-sheet.ts";
import { makeAccount, PASSWORD } from "../../../apps/server/test/people.ts";
import { openWorld } from "../../../apps/server/test/world.ts";
import type { FromServer, ToServer } from "./messages.ts";

const ROWS = 10_000;
const NANOSECONDS = 1e6;

const tell = (message: FromServer): void => void process.send?.(message);

/** The server with a unit that has ten thousand figures to report, and an eye on its event loop. */
const world = await openWorld();
await world.storage.saveCatalogue({ units: [LONG_UNIT], duties: longDuties });
const scope = { units: [LONG_UNIT.code], regions: "all" } as const;
await makeAccount(world, "bench", ["reporter"], scope);
const delay = monitorEventLoopDelay({ resolution: 2 });
process.on("message", (message: ToServer) => {
  if (message.kind === "begin") {
    delay.reset();
    delay.enable();
    return tell({ kind: "begun" });
  }
  delay.disable();
  tell({ kind: "late", p99: delay.percentile(99) / NANOSECONDS, max: delay.max / NANOSECONDS });
});
process.once("disconnect", () => process.exit(0));

const files = [await longSheet(ROWS, 0), await longSheet(ROWS, 7)] as const;
const { url: origin } = world;
tell({ kind: "ready", origin, login: "bench", password: PASSWORD, unit: LONG_UNIT.code, files });
