import { afterEach, beforeEach, expect, test } from "vitest";
import { issueSlip } from "../../test/slips.ts";
import { openWorld } from "../../test/world.ts";
import type { World } from "../../test/world.ts";
import { createAuditor } from "../access/audit.ts";
import { deliveryNoter } from "./note-delivery.ts";

const AT = "2020-07-20T04:10:00.000Z";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const noter = () => {
  const time = { now: () => new Date(AT), rate: () => 1 };
  return deliveryNoter({ ...world, audit: createAuditor(world.storage, time.now), time });
};
/** The messages of a slip, as the outbox hands them over. */
const messages = async (id: string) => world.storage.messages({ about: { kind: "slip", id } });

test("the first channel that takes a message about a slip delivers it, the next finds it delivered", async () => {
  const id = await issueSlip(world);
  const [message] = await messages(id);
  if (message === undefined) throw new Error("a slip is told of");
  const note = noter();
  await Promise.all([note(message), note({ ...message, channel: "mail" })]);
  await note(message);
  const history = await world.storage.recordHistory("slip", id);
  expect(history.map(({ event, state }) => `${event} ${state}`)).toEqual([
    "issue issued",
    "deliver delivered",
  ]);
  expect(history[1]?.body.deliveredAt).toBe(AT);
});

test("a message about something else, or about a slip that is gone on, delivers nothing", async () => {
  const id = await issueSlip(world);
  const [message] = await messages(id);
  if (message === undefined) throw new Error("a slip is told of");
  const note = noter();
  await note({ ...message, about: { kind: "round", id: "2020-R101" } });
  await note({ ...message, about: { kind: "slip", id: "none" } });
  expect(await world.storage.recordHistory("slip", id)).toHaveLength(1);
});
