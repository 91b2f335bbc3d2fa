import { afterAll, beforeAll, expect, test } from "vitest";
import {
  bodyOf,
  decide,
  freshItems,
  openOffice,
  only,
  pathsOf,
  publish,
  queueOf,
  refused,
  ROUND,
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

test("every fault of every figure is named at once, and nothing is stored", async () => {
  const before = await world.storage.headSeq();
  const answer = await office.wang.ask(
    "POST",
    "/reports",
    bodyOf([
      fresh({ indicator: "gnp", region: "999999", value: "NaN" }),
      fresh({ period: "2020-01/2020-09", asOf: "2021-01-01" }),
      fresh({ indicator: "gdp" }),
      fresh({ measure: "rank", value: "5" }),
      fresh({ basis: "monitoring" }),
      fresh({ region: "371400", attachment: "none" }),
    ]),
  );
  expect(pathsOf(await refused(answer, 422))?.toSorted()).toEqual([
    "items.0.indicator",
    "items.0.region",
    "items.0.value",
    "items.1.asOf",
    "items.1.period",
    "items.2.indicator",
    "items.3.measure",
    "items.4.basis",
    "items.5.region",
  ]);
  expect(await world.storage.headSeq()).toBe(before);
});

test("faults against what stands already come with those of the figures themselves", async () => {
  const one = fresh();
  const entry = await publish(office, one);
  const answer = await office.wang.ask(
    "POST",
    "/reports",
    bodyOf([
      { ...one, value: "1", basedOn: entry.version, attachment: "none" },
      fresh({ source: " " }),
      { ...one, value: "1", basedOn: entry.version, reason: "更正" },
    ]),
  );
  expect(pathsOf(await refused(answer, 422))?.toSorted()).toEqual([
    "items.0.attachment",
    "items.0.reason",
    "items.1.source",
    "items.2.period",
  ]);
});

test("of two people who send over the same version the second hears how it stands", async () => {
  const one = fresh();
  await submit(office.wang, one);
  const answer = await office.zhao.ask("POST", "/reports", bodyOf([{ ...one, value: "1" }]));
  const problem = await refused(answer, 409);
  expect(problem.code).toBe("changed_meanwhile");
  const entry = (await queueOf(office.reviewer)).entries.find(
    ({ period }) => period === one.period,
  );
  expect(entry?.value).toBe("96176");
});

test("a decision on a version that has been replaced is refused", async () => {
  const one = fresh();
  const entry = only(await submit(office.wang, one));
  await submit(office.wang, { ...one, value: "96177", basedOn: 1 });
  const problem = await refused(await decide(office.reviewer, "publish", entry), 409);
  expect(problem.code).toBe("changed_meanwhile");
});

test("the same attempt sent again is answered again and stored once", async () => {
  const body = bodyOf([fresh()]);
  Object.assign(office.wang.headers, { "idempotency-key": "wang-1" });
  const first = await office.wang.ask("POST", "/reports", body);
  const second = await office.wang.ask("POST", "/reports", body);
  const other = await office.wang.ask("POST", "/reports", bodyOf([fresh()]));
  delete office.wang.headers["idempotency-key"];
  expect([first.status, second.status]).toEqual([201, 200]);
  expect(second.headers.get("idempotency-replayed")).toBe("true");
  expect(await second.json()).toEqual(await first.json());
  expect((await refused(other, 409)).code).toBe("idempotency_conflict");
});

test("of two people who save a draft the second is handed the first one's", async () => {
  const { wang, zhao } = office;
  const path = `/reports/draft?unit=finance&round=${ROUND}`;
  const mine = await wang.json("PUT", path, { basedOn: 0, cells: { a: "1" } });
  expect(mine).toMatchObject({ version: 1, cells: { a: "1" }, by: "wang" });
  const answer = await zhao.ask("PUT", path, { basedOn: 0, cells: { a: "2" } });
  const problem = await refused(answer, 409);
  expect(problem.draft).toMatchObject({ version: 1, cells: { a: "1" }, by: "wang" });
  await zhao.json("PUT", path, { basedOn: 1, cells: { a: "2" } });
  expect((await sheetOf(wang)).draft).toMatchObject({ version: 2, by: "zhao" });
  await refused(await office.statistics.ask("PUT", path, { basedOn: 2, cells: {} }), 403);
  await submit(wang, fresh());
  expect((await sheetOf(wang)).draft).toBeNull();
});
