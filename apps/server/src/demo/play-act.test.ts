import { catalogue, chanceOf, demonstrationEvents } from "@diaodu/demo";
import type { ReplayEvent } from "@diaodu/demo";
import { observationKey } from "@diaodu/domain";
import { openStorage } from "@diaodu/storage";
import type { Storage } from "@diaodu/storage";
import { makeTestDatabase } from "@diaodu/storage/test-database";
import type { TestDatabase } from "@diaodu/storage/test-database";
import { pino } from "pino";
import { afterEach, expect, test } from "vitest";
import { createAuditor } from "../access/audit.ts";
import { openBoardStore } from "../board/board-store.ts";
import { defaultCalendars } from "../dispatch/calendar.ts";
import { createCycle } from "../dispatch/cycle.ts";
import { dispatchPartSource } from "../dispatch/part-source.ts";
import { castOf } from "./cast.ts";
import { admitDemoPeople } from "./demo-people.ts";
import { replayIntake } from "./intake.ts";
import { actPlayer } from "./play-act.ts";

const SEED = Number(process.env["DEMO_SEED"] ?? 20_200_720);
const PATIENCE = 120_000;
const FROM = "2020-01-01";
const UNTIL = "2020-01-15T16:00:00.000Z";
const start = Date.parse("2019-12-31T16:00:00.000Z");
const events = demonstrationEvents(FROM).filter(({ at }) => Date.parse(at) >= start && at < UNTIL);
const databases: TestDatabase[] = [];
afterEach(async () => {
  for (const database of databases.splice(0)) await database.remove();
});

/** A process that dies: what it called last was written, or was not. */
class Killed extends Error {}

const WRITES = new Set(["submitReports", "decideReports", "writeRecords", "submitObservations"]);

/** The storage of a process that dies at some of its writes, before or after the commit. */
function mortal(storage: Storage, random: () => number): Storage {
  return new Proxy(storage, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== "function" || !WRITES.has(String(name))) return value;
      const write = value as (o: unknown) => Promise<unknown>;
      return async (o: unknown) => {
        const fate = random();
        if (fate < 0.08) throw new Killed("before the commit");
        const result = await write.call(target, o);
        if (fate > 0.92) throw new Killed("after the commit");
        return result;
      };
    },
  });
}

/** Plays the first fortnight, again from the event under way wherever the process dies. */
async function played(random: (() => number) | null) {
  const database = await makeTestDatabase();
  databases.push(database);
  let now = new Date(start);
  const storage = await openStorage({ url: database.url, now: () => now });
  const { board: boardRows, ...lists } = catalogue;
  await storage.saveCatalogue({ ...lists, boardRows });
  await admitDemoPeople(storage, () => now);
  const log = pino({ level: "silent" });
  const passedOver: unknown[] = [];
  const noting = {
    ...log,
    info: (said: unknown) => passedOver.push(said),
  } as unknown as typeof log;
  let deaths = 0;

  /** What a start makes anew. */
  async function begin() {
    const used = random === null ? storage : mortal(storage, random);
    const calendars = defaultCalendars;
    const time = { now: () => now, rate: () => 0 };
    const boards = await openBoardStore({
      storage,
      time,
      calendars,
      title: "调度",
      demo: "演示",
      dispatch: dispatchPartSource({ storage, calendars }),
    });
    const audit = createAuditor(storage, () => now);
    const publish = async () => {
      await boards.advance();
    };
    const base = { storage: used, boards, audit, publish };
    const cycle = createCycle({ ...base, tellPages: publish, simulated: true });
    const play = actPlayer({ ...base, calendars, cast: await castOf(storage) }, noting);
    const intake = replayIntake(used, log);
    return async (event: ReplayEvent) => {
      now = new Date(event.at);
      await cycle.keep(now);
      const { reportedBy, at: committedAt, id: idempotencyKey, act = null } = event;
      await (act === null
        ? intake(event.observations, { reportedBy, committedAt, idempotencyKey, act })
        : play(act));
    };
  }

  let deliver = await begin();
  for (const event of events) {
    for (;;) {
      try {
        await deliver(event);
        break;
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        deaths += 1;
        deliver = await begin();
      }
    }
  }
  const standing = await standingOf(storage);
  await expectFigures(storage);
  expect((await storage.verifyAudit()).ok).toBe(true);
  await storage.close();
  return { standing, deaths, passedOver };
}

/** Figures that were published are what the data say; whatever an act brought says that it is invented. */
async function expectFigures(storage: Storage): Promise<void> {
  const figures = await storage.observations({ years: [2018, 2019, 2020] });
  const released = new Map(
    events.flatMap(({ observations }) =>
      observations.map((one) => [observationKey(one), one.value]),
    ),
  );
  const wrong = figures.filter((one) =>
    one.basis === "dispatch" ? !one.simulated : released.get(observationKey(one)) !== one.value,
  );
  expect(wrong).toEqual([]);
  const records = [...(await storage.records("item")), ...(await storage.records("liaison"))];
  expect(records.filter(({ body }) => !body.simulated)).toEqual([]);
  expect((await storage.records("slip")).filter(({ body }) => !body.simulated)).toEqual([]);
}

/** Everything that acts leave, without what chance names. */
async function standingOf(storage: Storage) {
  const kinds = ["item", "slip", "meeting", "liaison", "round"] as const;
  const histories: string[] = [];
  for (const kind of kinds) {
    for (const { id } of await storage.records(kind)) {
      for (const one of await storage.recordHistory(kind, id)) {
        histories.push(
          [kind, id, one.version, one.state, one.event, one.by.name, one.at].join(" "),
        );
      }
    }
  }
  const reports = (await storage.reports({ limit: 10_000 })).map((one) =>
    [observationKey(one), one.state, one.version, one.value, one.submittedAt, one.simulated].join(
      " ",
    ),
  );
  return { histories: histories.toSorted(), reports: reports.toSorted() };
}

test(
  "wherever the demonstration is killed, each act is done once, and nothing is passed over",
  { timeout: PATIENCE },
  async () => {
    const whole = await played(null);
    expect(whole.passedOver).toEqual([]);
    expect(whole.standing.reports.length).toBeGreaterThan(80);
    const kinds = new Set(whole.standing.histories.map((line) => line.split(" ")[0]));
    expect(kinds).toEqual(new Set(["item", "slip", "meeting", "liaison", "round"]));
    const killed = await played(chanceOf(SEED, "deaths"));
    expect(killed.deaths).toBeGreaterThan(20);
    expect(killed.passedOver).toEqual([]);
    expect(killed.standing).toEqual(whole.standing);
  },
);
