import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BEIJING_STATIONS } from "@diaodu/demo";
import { openWorld } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";
import { loadAirFile } from "./load-file.ts";

const FILE = new URL(
  "../../../../../packages/demo/data/beijing-station-hours.csv",
  import.meta.url,
);
const [HEAD = "", ...LINES] = readFileSync(FILE, "utf8").trim().split("\n");

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.storage.saveCatalogue({
    regions: BEIJING_STATIONS.map(({ code, name, control }) => ({
      code,
      name,
      shortName: name,
      level: "station",
      parent: "110000",
      ...(control ? { control: true } : {}),
    })),
  });
});
afterAll(() => world.close());

const load = (lines: readonly string[], head = HEAD) =>
  loadAirFile(Buffer.from([head, ...lines].join("\n")), {
    storage: world.storage,
    now: new Date("2020-07-20T04:00:00Z"),
    reportedBy: "载入",
    auditOf: () => undefined,
  });

const april = LINES.filter((line) => line.startsWith("2016-04-0"));

test("a file of nine days is kept and published as days, once", async () => {
  const loaded = await load(april);
  expect(loaded).toMatchObject({ stored: 12 * 24 * 9, unchanged: 0, refused: [] });
  const days = await world.storage.observations({
    years: [2016],
    regions: ["110000"],
    indicators: ["pm25"],
  });
  expect(days.map(({ period }) => period)).toEqual(
    Array.from({ length: 9 }, (_, index) => `2016-04-0${index + 1}`),
  );
  expect(await load(april)).toMatchObject({ stored: 0, values: 0, unchanged: 12 * 24 * 9 });
});

test("a line that cannot be kept is named by its number in the file", async () => {
  const loaded = await load(["2016-02-30,1,1001A,1,1,1,1,1,1", "2016-04-10,25,1001A,1,1,1,1,1,1"]);
  expect(loaded.stored).toBe(0);
  expect(loaded.refused.map(({ line }) => line)).toEqual([2, 3]);
});

test("a file without a column is refused", async () => {
  await expect(load([], "date,hour,station")).rejects.toThrow("缺少列 pm25");
});
