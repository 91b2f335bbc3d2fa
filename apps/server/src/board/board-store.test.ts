import type { Board } from "@diaodu/contracts";
import { catalogue, loadEvents } from "@diaodu/demo";
import type { ReplayEvent } from "@diaodu/demo";
import { openStorage } from "@diaodu/storage";
import type { Storage } from "@diaodu/storage";
import { makeTestDatabase } from "@diaodu/storage/test-database";
import type { TestDatabase } from "@diaodu/storage/test-database";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openBoardStore } from "./board-store.ts";
import type { BoardStore } from "./board-store.ts";
import { defaultCalendars } from "../dispatch/calendar.ts";
import { dispatchPartSource } from "../dispatch/part-source.ts";
import { openDueRound } from "./round-keeper.ts";

let database: TestDatabase;
let storage: Storage;
let now: Date;
const time = { now: () => now, rate: () => 1 };
const face = { title: "两天一调度", demo: null };

beforeEach(async () => {
  database = await makeTestDatabase();
  now = new Date("2020-01-01T00:00:00Z");
  storage = await openStorage({ url: database.url, now: time.now });
});

afterEach(async () => {
  await storage.close();
  await database.remove();
});

async function open(): Promise<BoardStore> {
  const calendars = defaultCalendars;
  const dispatch = dispatchPartSource({ storage, calendars });
  return openBoardStore({ storage, time, calendars, dispatch, ...face });
}

async function seed(): Promise<void> {
  const { board, ...rest } = catalogue;
  await storage.saveCatalogue({ ...rest, boardRows: board });
}

async function deliver(event: ReplayEvent): Promise<void> {
  now = new Date(event.at);
  await openDueRound(storage, time, defaultCalendars);
  const result = await storage.submitObservations({
    items: event.observations,
    reportedBy: event.reportedBy,
    committedAt: event.at,
  });
  expect(result.kind).toBe("committed");
}

/** Everything published before `day`, at once. */
async function loadUntil(day: string): Promise<BoardStore> {
  await seed();
  now = new Date(`${day}T00:00:00Z`);
  const items = official.filter(({ at }) => at < day).flatMap(({ observations }) => observations);
  await storage.bulkLoad({ items, reportedBy: "国家统计局", committedAt: now.toISOString() });
  return open();
}

/** All but what belongs to the moment of looking. */
function lasting(board: Board): Omit<Board, "clock"> {
  const { clock: _, ...rest } = board;
  return rest;
}

const official = loadEvents({ dispatch: false, airFrom: "2020-01-01" });

function tileOf(board: Board, key: string) {
  const tile = board.tiles.find((one) => one.key === key);
  if (!tile) throw new Error(`no tile ${key}`);
  return tile;
}

describe("the board", () => {
  test("shows the published first half of 2020 against its targets", async () => {
    const store = await loadUntil("2020-07-21");
    const board = store.head();

    const gdp = tileOf(board, "gdp:100000");
    expect(gdp.figure?.periodLabel).toBe("上半年");
    expect(gdp.figure?.facts.map(({ measure, value }) => [measure, value])).toContainEqual([
      "yoy_real",
      "-1.6",
    ]);
    expect(gdp.light).toMatchObject({ light: "none", short: null });

    const jobs = tileOf(board, "new_jobs:100000");
    expect(jobs.target?.words).toBe("900万人以上");
    expect(jobs.progress).toMatchObject({ completion: "39.3", scheduled: "33.3", gap: "6.0" });
    expect(jobs.light).toMatchObject({ light: "on", words: "超序时进度 6.0 个百分点" });

    const days = tileOf(board, "good_days:371400").days;
    expect(days).toMatchObject({ good: 100, valid: 166, standard: "HJ 633-2012" });
  });

  test("names the year of a figure of last year and does not draw it against this year's plan", async () => {
    const store = await loadUntil("2020-01-05");
    const jobs = tileOf(store.head(), "new_jobs:100000");
    expect(jobs.figure?.periodLabel).toBe("2019年1—7月");
    expect(jobs.target?.year).toBe(2020);
    expect(jobs).toMatchObject({ progress: null, light: { light: "none" } });
    expect(jobs.series.plan).toEqual([]);
  });

  test("judges by the latest period that has an amount when a release prints growth alone", async () => {
    const store = await loadUntil("2020-07-21");
    const budget = tileOf(store.head(), "budget_revenue:100000");
    expect(budget.figure?.periodLabel).toBe("1—6月");
    expect(budget.note).toBe("进度按 1—5月 计算");
    expect(budget.light.reasons[0]).toEqual({ label: "判断所依据的时期", value: "1—5月" });
  });

  test("is the same folded row by row, loaded at once, and opened again at an earlier version", async () => {
    const store = await open();
    await seed();
    const seen = new Map<number, Omit<Board, "clock">>();
    await store.advance();
    for (const event of official.filter(({ at }) => at > "2019-12-01" && at < "2020-03-25")) {
      await deliver(event);
      await store.advance();
      seen.set(store.head().seq, lasting(store.head()));
    }
    const again = await open();
    expect(lasting(again.head())).toEqual(lasting(store.head()));
    const seqs = [...seen.keys()];
    for (const seq of seqs.filter((_, index) => index % 17 === 0)) {
      const frozen = await again.at(seq);
      expect(frozen && lasting(frozen)).toEqual(seen.get(seq));
    }
  }, 60_000);

  test("is the same when days of air arrive late, with gaps and out of order", async () => {
    now = new Date("2020-04-01T00:00:00Z");
    const store = await open();
    await seed();
    const days = official.filter(({ family, at }) => family === "air" && at < "2020-04-01");
    const order = fc.sample(fc.shuffledSubarray(days, { minLength: 40, maxLength: 40 }), {
      numRuns: 1,
      seed: 20200401,
    });
    for (const event of order.flat()) {
      const { reportedBy, observations: items } = event;
      await storage.submitObservations({ items, reportedBy, committedAt: now.toISOString() });
      await store.advance();
      const again = await open();
      expect(lasting(again.head())).toEqual(lasting(store.head()));
    }
  }, 60_000);

  test("is the same when figures come of years that it no longer shows, or does not show yet", async () => {
    const store = await loadUntil("2020-08-01");
    const [known] = official.flatMap(({ observations }) => observations);
    if (known === undefined) throw new Error("the demonstration has no figures");
    for (const year of [2012, 2016, 2017, 2021]) {
      const figure = { ...known, period: `${year}-01/${year}-06`, reason: "补录" };
      const result = await storage.submitObservations({
        items: [figure],
        reportedBy: "统计局",
        committedAt: now.toISOString(),
      });
      expect(result.kind).toBe("committed");
      await store.advance();
      const again = await open();
      expect(lasting(again.head())).toEqual(lasting(store.head()));
    }
  });

  test("brings a reader from any seq to the head with puts alone", async () => {
    const store = await open();
    await seed();
    await store.advance();
    const boards: Board[] = [store.head()];
    for (const event of official.filter(({ at }) => at > "2020-04-01" && at < "2020-05-20")) {
      await deliver(event);
      await store.advance();
      boards.push(store.head());
    }
    fc.assert(
      fc.property(fc.nat(boards.length - 1), (index) => {
        const from = boards[index];
        if (!from) return;
        const changes = store.changes(from.seq);
        if ("reset" in changes) return;
        const tiles = new Map(from.tiles.map((tile) => [tile.key, tile]));
        for (const put of changes.items.flatMap((item) => item.puts)) {
          if (put.type === "tile") tiles.set(put.tile.key, put.tile);
        }
        expect(changes).toMatchObject({ from: from.seq, to: store.head().seq });
        expect([...tiles.values()]).toEqual(store.head().tiles);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test.each(["the catalogue", "the records"] as const)(
    "tells the rows of a step that failed while it read %s with the next one",
    async (away) => {
      const calendars = defaultCalendars;
      let broken = false;
      const unless = <T>(work: () => Promise<T>): Promise<T> =>
        broken ? Promise.reject(new Error("away")) : work();
      const source = dispatchPartSource({ storage, calendars });
      const store = await openBoardStore({
        time,
        calendars,
        ...face,
        storage: {
          ...storage,
          catalogue: (at) =>
            away === "the catalogue" ? unless(() => storage.catalogue(at)) : storage.catalogue(at),
        },
        dispatch: {
          ...source,
          follow: (rows, atSeq) =>
            away === "the records"
              ? unless(() => source.follow(rows, atSeq))
              : source.follow(rows, atSeq),
        },
      });
      await seed();
      await store.advance();
      const before = store.head();
      const [event] = official.filter(({ at }) => at > "2020-04-17");
      if (!event) throw new Error("no event");
      await deliver(event);
      // A row that makes a fold read everything anew follows one that does not.
      const [gdp] = catalogue.indicators;
      if (!gdp) throw new Error("no indicator");
      await storage.saveIndicator({ ...gdp, leader: "某同志" });
      broken = true;
      await expect(store.advance()).rejects.toThrow("away");
      broken = false;

      const told = await store.advance();
      const head = await storage.headSeq();
      const seqs = Array.from({ length: head - before.seq }, (_, n) => before.seq + 1 + n);
      expect(told).toMatchObject({ from: before.seq, to: head });
      expect(told && "items" in told && told.items.map(({ seq }) => seq)).toEqual(seqs);
      const catchUp = store.changes(before.seq);
      expect("items" in catchUp && catchUp.items.map(({ seq }) => seq)).toEqual(seqs);
      expect(lasting(store.head())).toEqual(lasting((await open()).head()));
    },
  );

  test("answers a reader from the future, one too far behind, and a version that never was", async () => {
    const store = await open();
    await seed();
    await store.advance();
    const { seq } = store.head();
    expect(store.changes(seq + 1)).toEqual({ reset: "from_the_future" });
    expect(store.changes(-1)).toEqual({ reset: "too_far_behind" });
    expect(await store.at(seq + 1)).toBeNull();
    expect(await store.ofRegion("999999")).toBeNull();
  });

  test("shows one region's own indicators and nothing else", async () => {
    const store = await open();
    await seed();
    for (const event of official) {
      if (event.at > "2020-07-01" && event.at < "2020-07-30") await deliver(event);
    }
    await store.advance();
    const board = await store.ofRegion("370000");
    expect(board?.tiles.map(({ key }) => key)).toEqual(["gdp:370000"]);
    expect(board?.seq).toBe(store.head().seq);
  });

  test("ranks the provinces by growth and lists those that have not reported", async () => {
    const store = await loadUntil("2020-05-20");
    const ranking = store.head().rankings.find(({ key }) => key === "gdp:100000");
    expect(ranking).toMatchObject({ periodLabel: "2020年一季度", by: "growth" });
    expect((ranking?.rows.length ?? 0) + (ranking?.missing.length ?? 0)).toBe(31);
    const growths = ranking?.rows.map(({ growth }) => growth ?? Number.NEGATIVE_INFINITY) ?? [];
    expect(growths).toEqual(growths.toSorted((a, b) => b - a));
  });

  test("opens a round once, however many notice that it began", async () => {
    const store = await open();
    now = new Date("2020-03-01T00:00:00Z");
    const seqs = await Promise.all(
      [1, 2, 3, 4].map(() => openDueRound(storage, time, defaultCalendars)),
    );
    expect(seqs.filter((seq) => seq !== null)).toHaveLength(1);
    expect(await store.advance()).toMatchObject({ items: [{ seq: seqs.find(Boolean) }] });
  });
});
