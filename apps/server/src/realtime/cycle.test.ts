import { afterAll, beforeAll, expect, test } from "vitest";
import type { CycleNotice } from "@diaodu/contracts";
import { raiseItem } from "../../test/items.ts";
import { opened, signedIn } from "../../test/people.ts";
import type { OfficeSocket } from "../../test/people.ts";
import { next, openWorld, subscribe } from "../../test/world.ts";
import type { World } from "../../test/world.ts";

let world: World;
const sockets: OfficeSocket[] = [];
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await world.close();
});

async function listen(browser: { office(): OfficeSocket }) {
  const socket = browser.office();
  sockets.push(socket);
  const heard: CycleNotice[] = [];
  socket.on("cycle", (notice) => heard.push(notice));
  await opened(socket);
  return heard;
}

test("of a step of an item hears who may read the item, once, and nobody else", async () => {
  const region = "371400";
  const scope = (units: readonly string[] | "all", regions: readonly string[] | "all") => ({
    units,
    regions,
  });
  const who = {
    unit: await signedIn(world, "unit", ["reporter"], scope(["finance"], ["370000"])),
    co: await signedIn(world, "co", ["reporter"], scope(["commerce"], [])),
    leader: await signedIn(world, "leader", ["leader"], scope([], [])),
    person: await signedIn(world, "person", ["reporter"], scope([], [])),
    covering: await signedIn(world, "covering", ["leader"], scope("all", [region])),
    reviewer: await signedIn(world, "reviewer", ["reviewer"], scope(["finance"], "all")),
    dispatch: await signedIn(world, "dispatch", ["dispatch_office"], scope([], [])),
    otherUnit: await signedIn(world, "other", ["reporter"], scope(["ecology"], "all")),
    otherLeader: await signedIn(world, "boss", ["leader"], scope(["ecology"], "all")),
    otherRegion: await signedIn(world, "far", ["reviewer"], scope(["finance"], ["370000"])),
    viewer: await signedIn(world, "viewer", ["viewer"], scope("all", "all")),
    system: await signedIn(world, "system", ["system_admin"], scope("all", "all")),
  };
  const ears = new Map(
    await Promise.all(
      Object.entries(who).map(async ([name, one]) => [name, await listen(one)] as const),
    ),
  );
  const board = world.connect();
  await subscribe(board, await world.board());
  const changes = next(board, "changes");
  const id = await raiseItem(world, {
    region,
    coUnits: ["commerce"],
    person: { accountId: who.person.account.id, name: "person" },
    leader: { accountId: who.leader.account.id, name: "leader" },
  });
  await expect.poll(() => ears.get("dispatch")?.length).toBe(1);
  expect(JSON.stringify(await changes)).not.toContain("finance");
  const told = [...ears].filter(([, heard]) => heard.length > 0);
  expect(told.map(([name]) => name)).toEqual([
    "unit",
    "co",
    "leader",
    "person",
    "covering",
    "reviewer",
    "dispatch",
  ]);
  const seq = await world.storage.headSeq();
  for (const [, heard] of told) {
    expect(heard).toEqual([{ seq, kind: "item", id, version: 1, state: "assigned" }]);
  }
});
