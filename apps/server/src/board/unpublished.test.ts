import { afterAll, beforeAll, expect, test } from "vitest";
import type { Board } from "@diaodu/contracts";
import { decide, freshItems, openOffice, submit } from "../../test/units.ts";
import type { Office } from "../../test/units.ts";
import { openWorld, subscribe } from "../../test/world.ts";
import type { World } from "../../test/world.ts";
import { defaultCalendars } from "../dispatch/calendar.ts";
import { dispatchPartSource } from "../dispatch/part-source.ts";
import { openBoardStore } from "./board-store.ts";

let world: World;
let office: Office;
const fresh = freshItems();
beforeAll(async () => {
  world = await openWorld();
  office = await openOffice(world);
});
afterAll(() => world.close());

/** All but what belongs to the moment of looking. */
function lasting(board: Board): Omit<Board, "clock"> {
  const { clock: _, ...rest } = board;
  return rest;
}

test("a report that nobody published moves the board's seq and shows nothing of itself anywhere", async () => {
  const before = await world.board();
  const client = world.connect();
  const answer = await subscribe(client, before);
  expect(answer.kind).toBe("changes");
  const heard = new Promise((resolve) => client.once("changes", resolve));
  const secret = "123456.78";
  const sent = await submit(office.wang, fresh({ value: secret, note: "未经审核" }));

  const told = await heard;
  expect(told).toMatchObject({ to: sent.seq });
  const changes = await fetch(`${world.url}/api/v1/changes?since=${before.seq}`);
  const caught = await changes.text();
  const after = await fetch(`${world.url}/api/v1/board`);
  const frozen = await fetch(`${world.url}/api/v1/board?at=${sent.seq}`);
  const regional = await fetch(`${world.url}/api/v1/board?region=100000`);
  const metrics = await fetch(`${world.url}/metrics`);
  const everything = [
    JSON.stringify(told),
    caught,
    await after.text(),
    await frozen.text(),
    await regional.text(),
    await metrics.text(),
  ];
  for (const text of everything) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain("未经审核");
    expect(text).not.toContain(sent.entries[0]?.id);
  }
  expect(JSON.parse(caught)).toMatchObject({
    items: [{ seq: sent.seq, entries: [], puts: [] }],
  });
  const { seq: _, at: __, ...rest } = lasting(await world.board());
  const { seq: ___, at: ____, ...was } = lasting(before);
  expect(rest).toEqual(was);
});

test("after reports, decisions, rights and duties the board is what it is when loaded anew", async () => {
  const { storage } = world;
  const [one] = (await submit(office.wang, fresh())).entries;
  const [two] = (await submit(office.wang, fresh())).entries;
  if (one === undefined || two === undefined) throw new Error("nothing was submitted");
  await decide(office.reviewer, "return", one, "核实");
  await decide(office.reviewer, "publish", two);
  await storage.saveCatalogue({
    units: [{ code: "water", name: "水务专班", shortName: "水务", region: "371400" }],
    duties: [
      {
        unit: "water",
        indicator: "gdp",
        region: "371400",
        basis: "official",
        measures: ["level"],
      },
    ],
  });
  await storage.revokeApiKey((await storage.listApiKeys())[0]?.id ?? "");
  await world.application.publish();
  const grown = await world.board();
  expect(grown.seq).toBe(await storage.headSeq());
  const time = { now: () => new Date("2020-07-20T04:00:00.000Z"), rate: () => 1 };
  const anew = await openBoardStore({
    storage,
    time,
    calendars: defaultCalendars,
    dispatch: dispatchPartSource({ storage, calendars: defaultCalendars }),
    title: "主要指标调度",
    demo: null,
  });
  expect(lasting(grown)).toEqual(lasting(anew.head()));
});

test("units and duties change nothing that is drawn, so no page is sent its board again", async () => {
  const before = (await world.board()).seq;
  await world.storage.saveCatalogue({
    units: [{ code: "water", name: "水务局", shortName: "水务", region: "371400" }],
    endedDuties: [{ unit: "water", indicator: "gdp", region: "371400", basis: "official" }],
  });
  await world.application.publish();
  const answer = await fetch(`${world.url}/api/v1/changes?since=${before}`);
  expect(await answer.json()).toMatchObject({ items: [{ seq: before + 1, puts: [] }] });
});
