import { afterAll, beforeAll, expect, test } from "vitest";
import type { OriginChains, Problem, ReportAnswer, ReportQueue } from "@diaodu/contracts";
import type { NewApiKey } from "@diaodu/storage";
import { openOffice, decide } from "../../../test/units.ts";
import type { Office } from "../../../test/units.ts";
import { figure, openWorld, submissionOf } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";

let world: World;
let office: Office;
beforeAll(async () => {
  world = await openWorld();
  office = await openOffice(world);
});
afterAll(() => world.close());

async function keyOf(over: Partial<NewApiKey>): Promise<Record<string, string>> {
  const { secret } = await world.storage.createApiKey({
    name: "财政接口",
    now: new Date("2020-07-20T04:00:00Z"),
    ...over,
  });
  return { authorization: `Bearer ${secret}` };
}

const revenue = (over: Record<string, unknown> = {}) =>
  figure({
    indicator: "budget_revenue",
    value: "96176",
    status: "flash",
    source: "财政部",
    ...over,
  });
const pathsOf = async (answer: Response) =>
  ((await answer.json()) as Problem).faults?.map(({ path, code }) => `${path} ${code}`);

test("what a key under review sends waits in the queue of its unit and reaches the board when published", async () => {
  const key = await keyOf({ mode: "review", unit: "finance" });
  const before = (await world.board()).tiles;
  const answer = await world.post(submissionOf(revenue()), key);
  expect(answer.status).toBe(202);
  const { entries } = (await answer.json()) as ReportAnswer;
  expect(entries).toMatchObject([
    {
      unit: "finance",
      state: "submitted",
      submittedBy: "财政调度专班（模拟）",
      origin: { kind: "api", keyName: "财政接口" },
    },
  ]);
  expect(JSON.stringify(entries)).not.toContain("keyId");
  expect((await world.board()).tiles).toEqual(before);

  const queue = await office.reviewer.json<ReportQueue>("GET", "/reports/queue");
  const [entry] = queue.entries;
  expect(entry).toMatchObject({ submittedBy: "财政接口", value: "96176" });
  if (entry === undefined) throw new Error("nothing waits");
  expect((await decide(office.reviewer, "publish", entry)).status).toBe(200);
  const tile = (await world.board()).tiles.find(({ key: one }) => one === "budget_revenue:100000");
  expect(tile?.figure?.facts[0]?.value).toBe("96176");
});

test("a key under review sends again over what it sent before, whatever was decided of it", async () => {
  const key = await keyOf({ mode: "review", unit: "finance" });
  const period = "2020-01/2020-05";
  const first = await world.post(submissionOf(revenue({ period })), key);
  const second = await world.post(submissionOf(revenue({ period, value: "96177" })), key);
  expect([first.status, second.status]).toEqual([202, 202]);
  const { entries } = (await second.json()) as ReportAnswer;
  expect(entries[0]).toMatchObject({ version: 2, value: "96177" });
});

test("a key under review is refused, by field, what its unit is not asked for", async () => {
  const key = await keyOf({ mode: "review", unit: "finance" });
  const before = await world.storage.headSeq();
  const answer = await world.post(
    submissionOf(
      figure(),
      revenue({ region: "371400" }),
      revenue({ basis: "monitoring" }),
      revenue({ measure: "share", value: "5" }),
    ),
    key,
  );
  expect(answer.status).toBe(422);
  expect(await pathsOf(answer)).toEqual([
    "observations.0.indicator not_asked",
    "observations.1.region not_asked",
    "observations.2.basis not_asked",
    "observations.3.measure rule",
  ]);
  expect(await world.storage.headSeq()).toBe(before);
});

test.each(["publish", "review"] as const)(
  "a key for some indicators and regions is refused any other, in mode %s",
  async (mode) => {
    const bounds = { indicators: ["budget_revenue"], regions: ["100000"] };
    const key = await keyOf({ mode, unit: "finance", ...bounds });
    const answer = await world.post(submissionOf(figure(), revenue({ region: "371400" })), key);
    expect(answer.status).toBe(422);
    expect(await pathsOf(answer)).toEqual(
      expect.arrayContaining([
        "observations.0.indicator out_of_bounds",
        "observations.1.region out_of_bounds",
      ]),
    );
  },
);

test("a trusted key within its bounds goes straight to the board", async () => {
  const key = await keyOf({ name: "国家统计局", indicators: ["gdp"], regions: ["100000"] });
  const answer = await world.post(submissionOf(figure()), key);
  expect(answer.status).toBe(201);
  const query = "indicator=gdp&region=100000&period=2020-01%2F2020-06";
  const open = await fetch(`${world.url}/api/v1/origin?${query}`);
  const { chains } = (await open.json()) as OriginChains;
  expect(chains).toMatchObject([
    {
      periodLabel: "2020年上半年",
      unit: "亿元",
      steps: [
        {
          event: "publish",
          eventName: "接口发布",
          unitName: "国家统计局",
          by: null,
          before: null,
          difference: null,
          revision: 1,
        },
      ],
    },
  ]);
});

test("the same attempt under review sent again is answered again and stored once", async () => {
  const key = { ...(await keyOf({ mode: "review", unit: "finance" })), "idempotency-key": "a" };
  const body = submissionOf(revenue({ period: "2020-01/2020-04" }));
  const first = await world.post(body, key);
  const second = await world.post(body, key);
  expect([first.status, second.status]).toEqual([202, 202]);
  expect(second.headers.get("idempotency-replayed")).toBe("true");
  expect(await second.json()).toEqual(await first.json());
});

test("a person signed in does not publish past the review by the way of machines", async () => {
  for (const by of [office.wang, office.reviewer, office.dispatch, office.admin]) {
    expect((await by.ask("POST", "/observations", submissionOf(figure()))).status).toBe(403);
  }
});
