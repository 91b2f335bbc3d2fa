import { expect, onTestFinished, test } from "vitest";
import { openWorld } from "../test/world.ts";
import { removeOver } from "./remove-over.ts";

const SENT_AT = "2020-07-16T02:00:00.000Z";
const A_WEEK_LATER = new Date("2020-07-23T02:00:00.001Z");
const GDP = {
  indicator: "gdp",
  region: "371400",
  period: "2020-01/2020-06",
  basis: "official",
  measure: "level",
  value: "1400.5",
  status: "flash",
  asOf: "2020-07-16",
  source: "统计局",
  simulated: false,
  reason: null,
} as const;

test("an idempotency key is free again after seven days, but in a replay, which never forgets one", async () => {
  const { storage, close } = await openWorld();
  onTestFinished(close);
  const send = (bodyHash: string) =>
    storage.submitObservations({
      items: [GDP],
      reportedBy: "统计局",
      committedAt: SENT_AT,
      idempotency: { callerId: "feed", key: "july", bodyHash },
    });
  await send("one");
  await removeOver(storage, { keys: false, now: A_WEEK_LATER });
  expect(await send("another")).toMatchObject({ kind: "idempotency_conflict" });
  await removeOver(storage, { keys: true, now: A_WEEK_LATER });
  expect(await send("another")).not.toMatchObject({ kind: "idempotency_conflict" });
});
