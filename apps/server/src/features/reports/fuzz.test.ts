import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "../../../test/people.ts";
import { bodyOf, item, openOffice, publish, ROUND } from "../../../test/units.ts";
import type { Office } from "../../../test/units.ts";
import { openWorld } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";

let world: World;
let office: Office;
let entry: { id: string; version: number };
beforeAll(async () => {
  world = await openWorld();
  office = await openOffice(world);
  entry = await publish(office, item());
});
afterAll(() => world.close());

const SEED = 20_200_720;
const RUNS = 250;

const LONE = "\uD800";
const words = fc.oneof(
  fc.constantFrom("", " ", "\u0000", "\u001b[2J", LONE, "x".repeat(5000), "'; drop table duty; --"),
  fc.constantFrom("__proto__", "constructor", "1e400", "NaN", "-", "２０２０", "2020-02-30"),
  fc.string({ unit: "binary", maxLength: 40 }),
);
const noText = fc.oneof(
  fc.constantFrom(null, true, -1, 1.5, 1e308),
  fc.array(fc.constant("x"), { maxLength: 3 }),
  fc.dictionary(fc.string({ maxLength: 5 }), fc.constant(1), { maxKeys: 2 }),
);
const anything = fc.oneof(words, noText, fc.jsonValue({ maxDepth: 4 }));
const notWholeNumber = fc.oneof(
  noText.filter((one) => one !== 1),
  fc.constantFrom("0", -5, 2.5),
);

/** Values that the field can never take; any other field of the same figure is fine. */
const SPOILED: Record<string, fc.Arbitrary<unknown>> = {
  indicator: anything.filter((one) => one !== "budget_revenue"),
  region: anything.filter((one) => one !== "100000"),
  period: fc.oneof(words, noText, fc.constantFrom("2020-R400", "2020-01/2020-01", "2020-13")),
  basis: anything.filter((one) => !["official", "dispatch"].includes(one as string)),
  measure: anything.filter((one) => !["level", "yoy_nominal"].includes(one as string)),
  value: fc.oneof(noText, fc.constantFrom("", "-1", "1e3", "1,000", "9".repeat(31), " 1", LONE)),
  status: anything.filter((one) => one !== "forecast"),
  asOf: fc.oneof(words, noText, fc.constantFrom("2020-07-21", "2019-01-01", "0000-00-00")),
  source: fc.oneof(noText, fc.constantFrom("", " ", "\u0000", LONE, "x".repeat(201))),
  reason: fc.oneof(fc.constantFrom("", "\u0000", LONE, "x".repeat(501), 1, [], {})),
  note: fc.oneof(fc.constantFrom("\u0000", LONE, "x".repeat(501), 1, [], {})),
  unchanged: fc.constantFrom(null, 0, "true", []),
  attachment: fc.oneof(words, fc.constantFrom("none", 1, [], {})),
  basedOn: notWholeNumber,
  colour: fc.constant("red"),
};

const spoiled = fc
  .constantFrom(...Object.keys(SPOILED))
  .chain((field) => (SPOILED[field] ?? anything).map((value) => ({ ...fresh(), [field]: value })));
const fresh = () => item({ period: "2020-01/2020-05" });

async function state(): Promise<unknown> {
  const { storage } = world;
  return [
    await storage.headSeq(),
    await storage.reports({ limit: 10_000 }),
    await storage.draft("finance", ROUND),
  ];
}

/** No answer is a fault of ours, and none a success; what is stored is told before and after. */
async function refusesAll(
  by: () => Browser,
  method: string,
  asked: fc.Arbitrary<{ readonly path: string; readonly body?: unknown }>,
  fine: (status: number) => boolean = () => false,
): Promise<{ before: unknown; after: unknown }> {
  const before = await state();
  await fc.assert(
    fc.asyncProperty(asked, async ({ path, body }) => {
      const answer = await by().ask(method, path, body);
      const text = await answer.text();
      expect(answer.status, text).toBeLessThan(500);
      if (!fine(answer.status)) {
        expect(answer.status, text).toBeGreaterThanOrEqual(400);
        expect(answer.headers.get("content-type")).toContain("application/problem+json");
      }
    }),
    { seed: SEED, numRuns: RUNS },
  );
  return { before, after: await state() };
}

const to = (path: string, bodies: fc.Arbitrary<unknown>) => bodies.map((body) => ({ path, body }));

test("no spoiled figure is stored or breaks the server", { timeout: 60_000 }, async () => {
  const bodies = fc.oneof(
    spoiled.map((one) => bodyOf([one])),
    spoiled.map((one) => bodyOf([fresh(), one])),
    anything.map((unit) => bodyOf([fresh()], { unit })),
    anything.map((round) => bodyOf([fresh()], { round: [round] })),
    anything,
  );
  const { before, after } = await refusesAll(() => office.wang, "POST", to("/reports", bodies));
  expect(after).toEqual(before);
});

test("no spoiled decision is taken or breaks the server", { timeout: 60_000 }, async () => {
  const spoil = fc.record(
    {
      entry: fc.oneof(anything, fc.constant(entry?.id)),
      version: notWholeNumber,
      event: anything,
      reason: anything,
    },
    { requiredKeys: [] },
  );
  const bodies = fc.oneof(
    spoil.map((one) => ({ decisions: [one] })),
    spoil.map((one) => ({
      decisions: [{ entry: entry.id, version: 99, event: "return", ...one }],
    })),
    anything,
  );
  const { before, after } = await refusesAll(
    () => office.reviewer,
    "POST",
    to("/reports/decisions", bodies),
  );
  expect(after).toEqual(before);
});

test("no spoiled return is taken or breaks the server", { timeout: 60_000 }, async () => {
  const { indicator, region, period, basis, measure } = item();
  const fine = { indicator, region, period, basis, measure, reason: "核实" };
  const bodies = fc.oneof(
    fc
      .constantFrom("indicator", "region", "period", "basis", "measure")
      .chain((field) =>
        (SPOILED[field] ?? anything)
          .filter((value) => value !== fine[field as keyof typeof fine])
          .map((value) => ({ ...fine, [field]: value })),
      ),
    (SPOILED["reason"] ?? anything).map((reason) => ({ ...fine, reason })),
    anything,
  );
  const { before, after } = await refusesAll(
    () => office.leader,
    "POST",
    to("/figures/return", bodies),
  );
  expect(after).toEqual(before);
});

test("no spoiled draft is saved or breaks the server", { timeout: 60_000 }, async () => {
  const path = `/reports/draft?unit=finance&round=${ROUND}`;
  const bodies = fc.oneof(
    notWholeNumber.map((basedOn) => ({ basedOn, cells: {} })),
    fc.constantFrom(null, 1, "x", []).map((cells) => ({ basedOn: 0, cells })),
    fc.constant({ basedOn: 0, cells: { ["k".repeat(201)]: 1 } }),
    fc.constant({ basedOn: 0, cells: { large: "x".repeat(300_000) } }),
    anything,
  );
  const { before, after } = await refusesAll(() => office.wang, "PUT", to(path, bodies));
  expect(after).toEqual(before);
});

test("no odd question breaks the server or changes anything", { timeout: 60_000 }, async () => {
  const odd = words.filter((one) => !one.includes(LONE)).map((one) => encodeURIComponent(one));
  const asked = fc
    .tuple(
      fc.constantFrom(
        (x: string) => `/reports/sheet?unit=${x}`,
        (x: string) => `/reports/queue?state=${x}`,
        (x: string) => `/reports/queue?unit=${x}`,
        (x: string) => `/reports/${x === "" ? "-" : x}/events`,
        (x: string) => `/attachments/${x === "" ? "-" : x}`,
        (x: string) => `/origin?indicator=${x}&region=100000&period=2020`,
        (x: string) => `/origin?indicator=gdp&region=100000&period=${x}`,
        (x: string) => `/reports/sheets?${x === "" ? "a" : x}=1`,
      ),
      odd,
    )
    .map(([make, x]) => ({ path: make(x) }));
  // A word may by chance be a code that nobody uses: then the answer is empty.
  const { before, after } = await refusesAll(
    () => office.zhao,
    "GET",
    asked,
    (status) => status === 200,
  );
  expect(after).toEqual(before);
});

test("no odd upload is kept or breaks the server", { timeout: 60_000 }, async () => {
  const { csrfToken } = await office.wang.me();
  const cookie = [...office.wang.cookies].map(([key, value]) => `${key}=${value}`).join("; ");
  const heads = ["%PD", "PK\u0003\u0004", "\u0089PNG", "GIF89a", "<svg", "#!/bin/sh", ""];
  const before = await state();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...heads),
      fc.uint8Array({ maxLength: 200 }),
      fc.constantFrom("application/pdf", "application/json", "text/html", "multipart/form-data"),
      async (head, tail, type) => {
        const answer = await fetch(`${world.url}/api/v1/attachments?unit=finance&name=a.pdf`, {
          method: "POST",
          headers: { cookie, "x-csrf-token": csrfToken, "content-type": type },
          body: Buffer.concat([Buffer.from(head, "latin1"), tail]),
        });
        expect(answer.status).toBe(422);
      },
    ),
    { seed: SEED, numRuns: RUNS },
  );
  expect(await state()).toEqual(before);
});
