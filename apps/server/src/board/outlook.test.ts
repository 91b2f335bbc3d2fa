import type { Board } from "@diaodu/contracts";
import { catalogue, loadEvents } from "@diaodu/demo";
import { openStorage } from "@diaodu/storage";
import type { Storage } from "@diaodu/storage";
import { makeTestDatabase } from "@diaodu/storage/test-database";
import type { TestDatabase } from "@diaodu/storage/test-database";
import { afterAll, beforeAll, expect, test } from "vitest";
import { defaultCalendars } from "../dispatch/calendar.ts";
import { readAnew } from "../dispatch/reporting.ts";
import { openBoardStore } from "./board-store.ts";

/** Everything published by 20 August 2020, as a board. */
let board: Board;
beforeAll(async () => {
  board = await boardOn("2020-08-20");
});

const opened: { storage: Storage; database: TestDatabase }[] = [];
afterAll(async () => {
  for (const { storage, database } of opened) {
    await storage.close();
    await database.remove();
  }
});

async function boardOn(day: string): Promise<Board> {
  const now = new Date(`${day}T00:00:00Z`);
  const database = await makeTestDatabase();
  const storage = await openStorage({ url: database.url, now: () => now });
  opened.push({ storage, database });
  const { board: boardRows, ...rest } = catalogue;
  await storage.saveCatalogue({ ...rest, boardRows });
  const items = loadEvents({ dispatch: false })
    .filter(({ at }) => at < now.toISOString())
    .flatMap(({ observations }) => observations);
  await storage.bulkLoad({ items, reportedBy: "国家统计局", committedAt: now.toISOString() });
  const time = { now: () => now, rate: () => 1 };
  const face = { title: "两天一调度", demo: null };
  const boards = await openBoardStore({
    storage,
    time,
    calendars: defaultCalendars,
    dispatch: {
      reporting: readAnew(storage),
      forget: () => {},
      follow: async () => null,
      at: async () => null,
    },
    ...face,
  });
  return boards.head();
}

function seen(indicator: string, on = board) {
  const tile = on.tiles.find((one) => one.indicator === indicator);
  if (!tile) throw new Error(`no tile of ${indicator}`);
  return { outlook: tile.outlook, outlookWhy: tile.outlookWhy };
}

test("a sum with whole past years has an outlook by share and by pace, each with its past error", () => {
  expect(seen("gdp")).toEqual({
    outlook: {
      low: 861788.5,
      high: 986930.9,
      words: "预计全年 861\u202f800—986\u202f900 亿元",
      methods: [
        {
          name: "按近 2 年同期占比",
          value: "约 983\u202f800 亿元",
          error: "过去 1 年同期预计误差 ±0.3%",
        },
        {
          name: "按近期进度",
          value: "约 918\u202f200 亿元",
          error: "过去 2 年同期预计误差 ±6.6%",
        },
      ],
    },
    outlookWhy: null,
  });
});

test("the outlook says where 确保 lies, and the year's jobs, 1186, came to lie in it", () => {
  const { outlook } = seen("new_jobs");
  expect(outlook?.words).toBe("预计全年 948—1287 万人，可达确保目标");
  expect(outlook?.methods[0]).toEqual({
    name: "按去年同期占比",
    value: "约 1046 万人",
    error: "缺少更早年份，误差比照另一方法",
  });
});

test("means and good days of a year whose days stop in June are foreseen from that day", () => {
  expect(seen("pm25").outlook).toMatchObject({
    low: 39.7,
    high: 51,
    words: "预计全年平均 40—51 μg/m³，可达确保目标",
  });
  expect(seen("good_days").outlook?.words).toBe("预计全年 209—245 天，可达确保目标");
});

test("where the figures cannot carry an outlook, a sentence says why", () => {
  expect(seen("iva")).toEqual({ outlook: null, outlookWhy: "只公布增速，不由增速推算全年数值" });
  for (const indicator of ["fai", "retail", "budget_revenue", "surveyed_unemployment"]) {
    expect(seen(indicator)).toEqual({
      outlook: null,
      outlookWhy: "数据不足：缺少往年完整数据",
    });
  }
});

test("an outlook that stands on an earlier period than the headline says which", async () => {
  const october = await boardOn("2020-10-20");
  expect(seen("gdp", october).outlook?.words).toBe(
    "预计全年 861\u202f800—986\u202f900 亿元（据上半年数值）",
  );
  expect(seen("new_jobs", october)).toEqual({
    outlook: null,
    outlookWhy: "数据不足：往年没有同期数据可比",
  });
});
