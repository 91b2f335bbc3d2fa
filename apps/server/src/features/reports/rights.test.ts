import { afterAll, beforeAll, expect, test } from "vitest";
import type { ReportNotice, ReportSheets, Revisions } from "@diaodu/contracts";
import { opened } from "../../../test/people.ts";
import {
  bodyOf,
  decide,
  freshItems,
  openOffice,
  only,
  queueOf,
  refused,
  sheetOf,
  submit,
} from "../../../test/units.ts";
import type { Office } from "../../../test/units.ts";
import { openWorld } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";

let world: World;
let office: Office;
const fresh = freshItems();
beforeAll(async () => {
  world = await openWorld();
  office = await openOffice(world);
});
afterAll(() => world.close());

test("nobody reports, reads or decides on another unit's figures", async () => {
  const entry = only(await submit(office.wang, fresh()));
  const { statistics } = office;
  await refused(await statistics.ask("POST", "/reports", bodyOf([fresh()])), 403);
  await refused(await statistics.ask("GET", "/reports/sheet?unit=finance"), 403);
  await refused(await statistics.ask("GET", `/reports/${entry.id}/events`), 404);
  await refused(await decide(statistics, "withdraw", entry), 422);
  expect((await queueOf(statistics)).entries).toEqual([]);
  expect((await queueOf(statistics, "?unit=finance")).entries).toEqual([]);
  const { units } = await statistics.json<ReportSheets>("GET", "/reports/sheets");
  expect(units.map(({ unit }) => unit)).toEqual(["statistics"]);
});

test.each(["viewer", "leader", "admin"] as const)(
  "%s sees nothing that is not published",
  async (who) => {
    const one = fresh();
    const entry = only(await submit(office.wang, one));
    const by = office[who];
    for (const path of ["/reports/queue", "/reports/sheets", `/reports/${entry.id}/events`]) {
      expect((await by.ask("GET", path)).status).toBe(403);
    }
    const place = { indicator: one.indicator, region: one.region, period: one.period };
    const query = new URLSearchParams(place).toString();
    expect(await by.json("GET", `/origin?${query}`)).toEqual({ chains: [] });
    const revisions = await by.json<Revisions>("GET", `/observations?${query}`);
    expect(revisions.revisions).toEqual([]);
    expect((await by.ask("POST", "/reports", bodyOf([one]))).status).toBe(403);
  },
);

test("the dispatch office sees how far every unit is, and returns but does not write", async () => {
  const { dispatch, wang } = office;
  const { units } = await dispatch.json<ReportSheets>("GET", "/reports/sheets");
  expect(units.map(({ unit }) => unit)).toContain("ecology");
  const finance = units.find(({ unit }) => unit === "finance");
  const sheet = await sheetOf(wang);
  const inState = (state: string) => sheet.fields.filter((f) => f.entry?.state === state).length;
  expect(finance).toMatchObject({
    asked: sheet.fields.length,
    submitted: inState("submitted"),
    returned: inState("returned"),
    published: inState("published"),
  });
  expect((await dispatch.ask("POST", "/reports", bodyOf([fresh()]))).status).toBe(403);
  const entry = only(await submit(wang, fresh()));
  await refused(await decide(dispatch, "publish", entry), 403);
  expect((await decide(dispatch, "return", entry, "单位换算有误")).status).toBe(200);
});

test("office pages of the unit and its reviewers hear of a report at once, others do not", async () => {
  const sockets = await Promise.all(
    [office.reviewer, office.statistics, office.leader].map((by) =>
      opened(by.office()).catch(() => null),
    ),
  );
  const heard: string[] = [];
  const told = new Promise<ReportNotice>((resolve) => {
    sockets[0]?.once("reports", resolve);
    sockets[1]?.on("reports", () => heard.push("statistics"));
    sockets[2]?.on("reports", () => heard.push("leader"));
  });
  const sent = await submit(office.wang, fresh());
  const notice = await told;
  expect(notice.seq).toBe(sent.seq);
  expect(notice.entries).toEqual([
    { id: only(sent).id, unit: "finance", region: "100000", state: "submitted" },
  ]);
  expect(heard).toEqual([]);
  for (const socket of sockets) socket?.disconnect();
});
