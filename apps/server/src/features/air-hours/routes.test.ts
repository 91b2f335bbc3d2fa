import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AirHoursAnswer, Problem, Revisions } from "@diaodu/contracts";
import { BEIJING_STATIONS, catalogue, loadStationHours } from "@diaodu/demo";
import type { StationHour } from "@diaodu/demo";
import { addDays } from "@diaodu/domain";
import { openWorld } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";

/** The hours of 2016 moved to days of the world's year; their values are the measured ones. */
const MOVED = {
  "2016-06-01": "2020-07-15",
  "2016-06-02": "2020-07-16",
  "2016-06-03": "2020-07-17",
};

let world: World;
let hours: StationHour[];
beforeAll(async () => {
  world = await openWorld();
  hours = loadStationHours().flatMap((one) => {
    const date = MOVED[one.date as keyof typeof MOVED];
    return date === undefined ? [] : [{ ...one, date }];
  });
  await world.storage.saveCatalogue({
    regions: BEIJING_STATIONS.map(({ code, name, control }) => ({
      code,
      name,
      shortName: name,
      level: "station",
      parent: "110000",
      ...(control ? { control: true } : {}),
    })),
    boardRows: [...catalogue.board, { indicator: "pm25", region: "110000" }],
  });
});
afterAll(() => world.close());

const row = ({ date, hour, station, values }: StationHour) => ({
  station,
  time: hour === 24 ? `${addDays(date, 1)}T00:00` : `${date}T${String(hour).padStart(2, "0")}:00`,
  ...values,
});

function send(body: unknown, secret = world.secret): Promise<Response> {
  return fetch(`${world.url}/api/v1/air-hours`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function taken(rows: unknown[]): Promise<AirHoursAnswer> {
  const answer = await send({ hours: rows });
  expect(answer.status).toBe(200);
  return (await answer.json()) as AirHoursAnswer;
}

async function history(region: string, period: string): Promise<Revisions["revisions"]> {
  const query = `indicator=pm25&region=${region}&period=${period}`;
  const answer = await fetch(`${world.url}/api/v1/observations?${query}`);
  return ((await answer.json()) as Revisions).revisions;
}

test("hours of twelve stations become their days and the city's, and rank on the board", async () => {
  const first = hours.filter(({ date }) => date === "2020-07-15");
  const late = first.filter(({ station, hour }) => station === "1004A" && hour > 19);
  const answer = await taken(first.filter((one) => !late.includes(one)).map(row));
  expect(answer).toMatchObject({ stored: 12 * 24 - 5, unchanged: 0, refused: [] });
  expect(answer.days.map(({ region }) => region).toSorted()).toEqual(
    ["110000", ...BEIJING_STATIONS.map(({ code }) => code)].toSorted(),
  );
  expect(answer.days.find(({ region }) => region === "1004A")).toMatchObject({
    published: ["o3_8h"],
    incomplete: ["pm25", "pm10", "so2", "no2", "co"],
  });
  const ranking = (await world.board()).rankings.find(({ key }) => key === "pm25:110000");
  expect(ranking).toMatchObject({ by: "level", missing: ["天坛"] });
  expect(ranking?.rows).toHaveLength(11);
  const levels = ranking?.rows.map(({ level }) => level ?? 0) ?? [];
  expect(levels).toEqual(levels.toSorted((a, b) => a - b));
});

test("the same hours again change nothing", async () => {
  const head = await world.storage.headSeq();
  const again = hours.filter(({ date, station }) => date === "2020-07-15" && station === "1001A");
  expect(await taken(again.map(row))).toMatchObject({ stored: 0, unchanged: 24, seq: null });
  expect(await world.storage.headSeq()).toBe(head);
});

test("hours that come late complete their station and correct the city, with a reason", async () => {
  const before = await history("110000", "2020-07-15");
  expect(before).toHaveLength(1);
  const late = hours
    .filter(({ date, station, hour }) => date === "2020-07-15" && station === "1004A" && hour > 19)
    .map((one) => ({ ...one, values: { ...one.values, pm25: "480" } }));
  const answer = await taken(late.map(row));
  expect(answer.days.find(({ region }) => region === "1004A")?.published).toContain("pm25");
  expect(answer.days.find(({ region }) => region === "110000")?.corrected).toContain("pm25");
  const [corrected] = await history("110000", "2020-07-15");
  expect(corrected).toMatchObject({ revision: 2, reportedBy: "统计局", basis: "monitoring" });
  expect(corrected?.reason).toContain(`原 ${before[0]?.value}`);
  const board = await world.board();
  expect(board.rankings.find(({ key }) => key === "pm25:110000")?.rows).toHaveLength(12);
});

test("an audited value is not overwritten by hours", async () => {
  const audited = {
    indicator: "pm25",
    region: "1001A",
    period: "2020-07-15",
    basis: "monitoring",
    measure: "level",
    value: "99",
    status: "final",
    asOf: "2020-07-18",
    source: "审核数据",
    reason: "审核",
  };
  expect((await world.post({ observations: [audited] })).status).toBe(201);
  const answer = await taken(
    hours.filter(({ date, station }) => date === "2020-07-15" && station === "1001A").map(row),
  );
  expect(answer.days.find(({ region }) => region === "1001A")?.kept).toEqual(["pm25"]);
});

test("a day is made when its next delivery comes, not before it is over", async () => {
  // The world stands at noon of 20 July.
  const today = hours
    .filter(({ date, station, hour }) => date === "2020-07-16" && station === "1001A" && hour <= 12)
    .map((one) => ({ ...one, date: "2020-07-20" }));
  const answer = await taken(today.map(row));
  expect(answer).toMatchObject({ stored: 12, days: [], seq: null });
});

test("a faulty row is named and keeps no other out", async () => {
  const [good] = hours.filter(({ date }) => date === "2020-07-16").map(row);
  const answer = await taken([
    { ...good, station: "9999Z" },
    good,
    { ...good, time: "2020-07-20T13:00" },
    { ...good, co: "1300", pm25: "-1" },
    { ...good, time: "2020-02-30T01:00", colour: "red" },
    7,
  ]);
  expect(answer.stored).toBe(1);
  expect(answer.refused.map((one) => [one.row, one.faults.map(({ path }) => path)])).toEqual([
    [0, ["station"]],
    [2, ["time"]],
    [3, ["pm25", "co"]],
    [4, ["colour"]],
    [5, [""]],
  ]);
});

test("where every row is faulty nothing is kept, and all are told", async () => {
  const answer = await send({ hours: [{ station: "1001A" }, { time: "x" }] });
  expect(answer.status).toBe(422);
  const { faults = [] } = (await answer.json()) as Problem;
  expect(faults.map(({ path }) => path)).toEqual([
    "hours.0.time",
    "hours.1.station",
    "hours.1.time",
  ]);
});

test("a key sends only the stations and pollutants that it is for", async () => {
  const { secret } = await world.storage.createApiKey({
    name: "一个站",
    now: new Date(),
    regions: ["1002A"],
    indicators: ["pm25"],
  });
  const day = hours.filter(({ date }) => date === "2020-07-17");
  const other = day.filter(({ station }) => station === "1003A").map(row);
  expect((await send({ hours: other }, secret)).status).toBe(422);
  const own = day.filter(({ station }) => station === "1002A").map(row);
  const answer = (await (await send({ hours: own }, secret)).json()) as AirHoursAnswer;
  expect(answer.days.find(({ region }) => region === "1002A")?.published).toEqual(["pm25"]);
  const review = await world.storage.createApiKey({
    name: "审核",
    now: new Date(),
    mode: "review",
  });
  expect((await send({ hours: own }, review.secret)).status).toBe(403);
  expect((await send({ hours: own }, "dd_nobody")).status).toBe(401);
});

test("whatever is sent is answered in the API's own words", async () => {
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.record({ hours: fc.oneof(fc.array(fc.jsonValue(), { maxLength: 4 }), fc.jsonValue()) }),
    fc.record({
      hours: fc.array(
        fc.record(
          {
            station: fc.constantFrom("1001A", "1002A", "", "110000", "𠮷"),
            time: fc.constantFrom("2020-07-01T01:00", "2020-07-01T24:00", "9999-99-99T99:00", ""),
            pm25: fc.oneof(fc.string(), fc.constantFrom("1e9", "-0", "12.5", null, "99999999")),
          },
          { requiredKeys: [] },
        ),
        { maxLength: 4 },
      ),
    }),
  );
  await fc.assert(
    fc.asyncProperty(anything, async (body) => {
      const answer = await send(body);
      expect([200, 400, 422]).toContain(answer.status);
      await answer.text();
    }),
    { seed: 20_260_304, numRuns: 60 },
  );
});
