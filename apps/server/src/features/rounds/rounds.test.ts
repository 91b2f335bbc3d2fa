import { afterAll, beforeAll, expect, test } from "vitest";
import type {
  BurdenOnWire,
  Inbox,
  Problem,
  RoundDetail,
  Rounds,
  StandingsOnWire,
  UrgeAnswer,
} from "@diaodu/contracts";
import { roundDetail, rounds } from "@diaodu/contracts";
import { signedIn } from "../../../test/people.ts";
import type { Browser } from "../../../test/people.ts";
import { figure, openWorld, submissionOf } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";

const NOW = new Date("2020-07-20T04:00:00.000Z");
let world: World;
let office: Browser;
let wang: Browser;

/** Three rounds lived by the hour; revenue comes in behind its plan in the second. */
beforeAll(async () => {
  world = await openWorld();
  office = await signedIn(world, "office", ["dispatch_office"]);
  wang = await signedIn(world, "wang", ["reporter"], { units: ["finance"], regions: "all" });
  await live("2020-07-15T00:00:00Z", "2020-07-17T02:00:00Z");
  const jobs = { indicator: "new_jobs", basis: "official", measure: "level", status: "flash" };
  const sent = await world.post(
    submissionOf(figure({ ...jobs, value: "100", asOf: "2020-07-17" } as never)),
  );
  expect(sent.status, await sent.clone().text()).toBe(201);
  await live("2020-07-17T02:00:00Z", NOW.toISOString());
});
afterAll(() => world.close());

async function live(from: string, to: string): Promise<void> {
  for (let at = Date.parse(from); at <= Date.parse(to); at += 3_600_000) {
    await world.application.keepRounds(new Date(at));
  }
}

test("the year's rounds are told with their states and counts, the newest first", async () => {
  const list = await office.json<Rounds>("GET", "/rounds?year=2020");
  expect(rounds.parse(list)).toEqual(list);
  expect(list).toMatchObject({ year: 2020, running: "2020-R101", planned: 183, left: 82 });
  expect(list.rounds.map(({ code, state }) => `${code} ${state}`)).toEqual([
    "2020-R101 open",
    "2020-R100 frozen",
    "2020-R099 frozen",
  ]);
  const [running, frozen] = list.rounds;
  expect(running).toMatchObject({ lights: null, frozenSeq: null, lateUnits: null });
  expect(running?.asked).toBeGreaterThan(0);
  expect(frozen?.lights?.behind).toBe(1);
  expect((await office.json<Rounds>("GET", "/rounds?year=2019")).rounds).toEqual([]);
});

test("a frozen round tells what turned, what remains to be done and what it issued", async () => {
  const detail = await office.json<RoundDetail>("GET", "/rounds/2020-R100");
  expect(roundDetail.parse(detail)).toEqual(detail);
  expect(detail.steps.map(({ name }) => name)).toEqual(["开始", "催报", "截止", "结束", "冻结"]);
  expect(detail.gaps?.before).toBe("2020-R099");
  expect(detail.gaps?.turnedBehind).toMatchObject([
    { key: "new_jobs:100000", streak: 1, trouble: 1, since: "2020-R100" },
  ]);
  expect(detail.remaining).toContainEqual(
    expect.objectContaining({ key: "new_jobs:100000", base: "每期还需 9.8 万人" }),
  );
  expect(detail.slips.length).toBe(detail.round.slips);
  expect(detail.slips.length).toBeGreaterThan(0);
  const again = await office.json<RoundDetail>("GET", "/rounds/2020-R099");
  expect(again.gaps?.before).toBeNull();
});

test("a light is told over the rounds of the year", async () => {
  const { standings } = await office.json<StandingsOnWire>(
    "GET",
    "/standings?indicator=new_jobs&region=100000",
  );
  expect(standings.map(({ round, light }) => `${round} ${light}`)).toEqual([
    "2020-R099 none",
    "2020-R100 behind",
  ]);
});

test("a unit is urged once in a round, and only while something is missing", async () => {
  const before = await office.json<RoundDetail>("GET", "/rounds/2020-R101");
  expect(before.units).toContainEqual(expect.objectContaining({ unit: "finance", urgedAt: null }));
  const ask = { units: ["finance"] };
  const said = await office.json<UrgeAnswer>("POST", "/rounds/2020-R101/reminders", ask);
  expect(said.urged).toEqual(["finance"]);
  const again = await office.ask("POST", "/rounds/2020-R101/reminders", ask);
  expect([again.status, ((await again.json()) as Problem).code]).toEqual([409, "step_refused"]);
  const inbox = await wang.json<Inbox>("GET", "/inbox");
  const urged = inbox.messages.filter(({ title }) => title.startsWith("催报：第 101 期尚有"));
  expect(urged).toHaveLength(1);
  const after = await office.json<RoundDetail>("GET", "/rounds/2020-R101");
  expect(after.units.find(({ unit }) => unit === "finance")?.urgedAt).toBe(NOW.toISOString());
  expect((await wang.ask("POST", "/rounds/2020-R101/reminders", ask)).status).toBe(403);
  expect((await office.ask("POST", "/rounds/2020-R100/reminders", ask)).status).toBe(409);
  expect((await office.ask("POST", "/rounds/2020-R102/reminders", ask)).status).toBe(404);
});

test("of two who urge at once a unit is told once", async () => {
  const ask = { units: ["statistics"] };
  const answers = await Promise.all(
    [1, 2].map(() => office.ask("POST", "/rounds/2020-R101/reminders", ask)),
  );
  expect(answers.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 409]));
});

test("the burden counts the fields of each unit, and a unit sees its own alone", async () => {
  const all = await office.json<BurdenOnWire>("GET", "/burden");
  expect(all.units.length).toBeGreaterThan(1);
  expect(all.rounds[0]?.code).toBe("2020-R101");
  for (const { fields, total } of all.units) {
    expect(fields).toHaveLength(all.rounds.length);
    expect(fields.reduce((sum, n) => sum + n, 0)).toBe(total);
  }
  const own = await wang.json<BurdenOnWire>("GET", "/burden");
  expect(own.units.map(({ unit }) => unit)).toEqual(["finance"]);
});

test("what is no round is not found, and what is no year is refused", async () => {
  for (const code of ["2020-R183", "2020", "x", "2020-R000"]) {
    expect((await office.ask("GET", `/rounds/${code}`)).status, code).toBe(404);
  }
  expect((await office.ask("GET", "/rounds?year=20")).status).toBe(400);
});
