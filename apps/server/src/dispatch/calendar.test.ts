import { afterAll, beforeAll, expect, test } from "vitest";
import { TWO_DAY_CALENDAR } from "@diaodu/domain";
import type { RoundCalendar } from "@diaodu/domain";
import { openWorld } from "../../test/world.ts";
import type { World } from "../../test/world.ts";

const [usual] = TWO_DAY_CALENDAR.spells;
const spell = (from: string, interval: number) => {
  if (usual === undefined) throw new Error("the usual calendar has a spell");
  return { ...usual, from, interval, cutOff: "16:30" };
};
/** A round a day, until weeks begin on 27 July. */
const daily: RoundCalendar = { spells: [spell("2020-01-01", 1)], days: [] };
const weekly: RoundCalendar = {
  spells: [spell("2020-01-01", 1), spell("2020-07-27", 7)],
  days: [],
};

let calendar = daily;
let world: World;
beforeAll(async () => {
  world = await openWorld({ calendars: { current: () => calendar, refresh: async () => {} } });
});
afterAll(() => world.close());

const figure = (over: Record<string, unknown>) => ({
  region: "100000",
  measure: "level",
  asOf: "2020-07-20",
  source: "调度",
  reason: null,
  ...over,
});

test("the clock tells the round of the calendar in force, and when it is cut off", async () => {
  expect((await world.board()).clock.round).toEqual({
    code: "2020-R202",
    number: 202,
    from: "2020-07-20",
    to: "2020-07-20",
    dueAt: "2020-07-20T08:30:00.000Z",
  });
});

test("figures of rounds that two days each would not have are taken and shown", async () => {
  const sent = await world.post({
    observations: [
      figure({
        indicator: "new_jobs",
        period: "2020-01/2020-06",
        basis: "official",
        status: "flash",
        value: "564",
      }),
      figure({
        indicator: "new_jobs",
        period: "2020-R202",
        basis: "dispatch",
        status: "dispatch",
        value: "600",
      }),
    ],
  });
  expect(sent.status, await sent.clone().text()).toBe(201);
  const jobs = (await world.board()).tiles.find(({ key }) => key === "new_jobs:100000");
  expect(jobs?.dispatch?.periodLabel).toBe("第 202 期");
  // 336 over the 164 days after 20 July.
  expect(jobs?.remaining).toContainEqual({ level: "base", words: "每期还需 2.0 万人" });
});

const forecast = (period: string, value: string) =>
  figure({ indicator: "new_jobs", period, basis: "dispatch", status: "forecast", value });

test("a round that the calendar does not have is refused, even foretold", async () => {
  expect((await world.post({ observations: [forecast("2020-R300", "700")] })).status).toBe(201);
  calendar = weekly;
  const refused = await world.post({ observations: [forecast("2020-R301", "701")] });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain("没有这一期");
});

test("what was foretold for a round that is no more breaks no board", async () => {
  const sent = await world.post({ observations: [forecast("2020-R209", "640")] });
  expect(sent.status, await sent.clone().text()).toBe(201);
  const board = await world.board();
  expect(board.seq).toBe(await world.storage.headSeq());
  const again = await fetch(`${world.url}/api/v1/board?region=100000`);
  expect(again.status).toBe(200);
});
