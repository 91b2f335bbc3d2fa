import { loadEvents } from "@diaodu/demo";
import { openWorld } from "../../../apps/server/test/world.ts";
import { DAY } from "../run-context.ts";
import { type FromProduct, steady, type ToProduct, usage } from "./messages.ts";

/** Longer than a run: ten thousand beats in the middle of a round would be measured as the round. */
const BEAT_MS = 3_600_000;

const tell = (message: FromProduct): void => void process.send?.(message);

/** A database that other servers share; its figures are there already when we follow. */
const [storageUrl, following] = process.argv.slice(2);

/** The server's own sockets, board and storage, with an ear at the commit. */
const world = await openWorld({
  beatMs: BEAT_MS,
  empty: following !== undefined,
  ...(storageUrl === undefined ? {} : { storageUrl }),
});
for (const { id, at, observations, reportedBy } of following === undefined ? loadEvents() : []) {
  if (at.slice(0, 10) > DAY) continue;
  const result = await world.storage.submitObservations({
    items: observations,
    reportedBy,
    committedAt: at,
  });
  if (result.kind !== "committed") throw new Error(`${id}: ${JSON.stringify(result)}`);
}
await world.application.publish();
world.storage.onCommit(() => {
  const at = steady();
  // Told after the broadcast: a message to the bench must not stand between commit and pages.
  setTimeout(() => tell({ kind: "committed", at }), 50);
});
process.on("message", (order: ToProduct) => tell({ kind: "usage", usage: usage(order) }));
process.once("disconnect", () => process.exit(0));

const { database, seq } = await world.board();
tell({ kind: "ready", origin: world.url, secret: world.secret, database, seq });
