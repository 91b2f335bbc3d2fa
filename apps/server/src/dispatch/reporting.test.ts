import { catalogue, loadEvents } from "@diaodu/demo";
import { TWO_DAY_CALENDAR } from "@diaodu/domain";
import { openStorage } from "@diaodu/storage";
import { makeTestDatabase } from "@diaodu/storage/test-database";
import { expect, test } from "vitest";
import { todayAt } from "../features/reports/desk.ts";
import { followReporting, readAnew } from "./reporting.ts";

test("what is followed row by row says the same as what is read anew, on every day", async () => {
  const database = await makeTestDatabase();
  const now = () => new Date("2020-06-01T00:00:00Z");
  const storage = await openStorage({ url: database.url, now });
  const { board: boardRows, ...lists } = catalogue;
  await storage.saveCatalogue({ ...lists, boardRows });
  const followed = followReporting(storage);
  const anew = readAnew(storage);
  const events = loadEvents().filter(({ at }) => at >= "2020-06-10" && at < "2020-07-10");
  let seq = 0;
  for (const [index, { at, observations, reportedBy }] of events.entries()) {
    await storage.submitObservations({ items: observations, reportedBy, committedAt: at });
    const rows = await storage.changesSince(seq, 1000);
    seq = rows.at(-1)?.seq ?? seq;
    followed.see(rows);
    if (index % 5 > 0) continue;
    const today = todayAt(at, TWO_DAY_CALENDAR);
    expect(await followed.progress(today), at).toEqual(await anew.progress(today));
  }
  await storage.saveCatalogue({ endedDuties: catalogue.duties.slice(0, 1) });
  followed.see(await storage.changesSince(seq, 1000));
  const today = todayAt("2020-07-10T00:00:00Z", TWO_DAY_CALENDAR);
  expect(await followed.progress(today)).toEqual(await anew.progress(today));
  await storage.close();
  await database.remove();
});
