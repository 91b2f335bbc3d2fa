import { afterAll, beforeAll, expect, test } from "vitest";
import type { Problem, Revisions, SubmissionAnswer } from "@diaodu/contracts";
import { figure, openWorld, submissionOf } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function refused(answer: Response): Promise<Problem> {
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
  return (await answer.json()) as Problem;
}

const pathsOf = (problem: Problem) => problem.faults?.map((fault) => fault.path);

test("an accepted figure is on the board by the time its sender is told so", async () => {
  const answer = await world.post(submissionOf(figure({ period: "2020-01/2020-03" })));
  expect(answer.status).toBe(201);
  const { seq, observations } = (await answer.json()) as SubmissionAnswer;
  expect(observations).toEqual([
    {
      indicator: "gdp",
      region: "100000",
      period: "2020-01/2020-03",
      basis: "official",
      measure: "level",
      revision: 1,
    },
  ]);
  const board = await world.board();
  expect(board.seq).toBe(seq);
  const tile = board.tiles.find(({ key }) => key === "gdp:100000");
  expect(tile?.figure?.facts[0]).toMatchObject({ value: "456614.4", reportedBy: "统计局" });
});

test("a figure that is wrong in shape and in meaning hears of every field at once", async () => {
  const answer = await world.post(
    submissionOf(
      figure({
        indicator: "nope",
        region: "999999",
        period: "2020-13",
        value: "NaN",
        asOf: "2020-02-30",
        source: "",
      }),
    ),
  );
  expect(answer.status).toBe(422);
  const paths = pathsOf(await refused(answer))?.toSorted();
  const fields = ["asOf", "indicator", "period", "region", "source", "value"];
  expect(paths).toEqual(fields.map((field) => `observations.0.${field}`));
});

test.each<[string, Record<string, unknown>, string]>([
  ["an unknown indicator", { indicator: "gnp" }, "indicator"],
  ["an unknown region", { region: "999999" }, "region"],
  ["a month that no year has", { period: "2020-13" }, "period"],
  ["a quarter that no year has", { period: "2020-Q5" }, "period"],
  [
    "January alone where January and February are published together",
    { indicator: "iva", measure: "yoy_real", period: "2020-01" },
    "period",
  ],
  ["a period that has not ended", { period: "2020-01/2020-09" }, "period"],
  ["a release in the future", { asOf: "2020-07-21" }, "asOf"],
  ["a day that no calendar has", { asOf: "2020-02-30" }, "asOf"],
  ["a word instead of a number", { value: "NaN" }, "value"],
  ["an exponent", { value: "1e400" }, "value"],
  ["a negative count", { indicator: "new_jobs", period: "2020-01/2020-06", value: "-5" }, "value"],
  ["a level where only growth is published", { indicator: "iva", period: "2020-06" }, "measure"],
  ["a NUL byte in a text", { source: "统计\u0000局" }, "source"],
  ["a word that is no basis", { basis: "rumour" }, "basis"],
  ["a field that nobody knows", { colour: "red" }, "colour"],
])("%s is refused at its own field and stores nothing", async (_name, over, field) => {
  const before = await world.storage.headSeq();
  const answer = await world.post(submissionOf({ ...figure(), ...over }));
  expect(answer.status).toBe(422);
  const problem = await refused(answer);
  expect(problem.code).toBe("validation_failed");
  expect(pathsOf(problem)).toContain(`observations.0.${field}`);
  expect(await world.storage.headSeq()).toBe(before);
});

test("every fault of every figure is named at once, in Chinese", async () => {
  const answer = await world.post(
    submissionOf(figure({ indicator: "gnp" }), figure({ period: "2020-Q5", asOf: "2021-01-01" })),
  );
  const problem = await refused(answer);
  expect(pathsOf(problem)).toEqual([
    "observations.0.indicator",
    "observations.1.period",
    "observations.1.asOf",
  ]);
  for (const fault of problem.faults ?? []) expect(fault.message).toMatch(/\p{Script=Han}/u);
});

test.each([
  ["a number too large for JSON", '{"observations":[{"value":1e400}]}', 422],
  ["NaN, which JSON does not have", '{"observations":[{"value":NaN}]}', 400],
  ["half a document", '{"observations":[', 400],
  ["no document", "", 422],
  ["a bare word", '"figures"', 422],
  ["null", "null", 422],
  ["no figures", '{"observations":[]}', 422],
  ["a prototype in disguise", '{"observations":[{"__proto__":{"value":"1"}}],"__proto__":[]}', 422],
  ["ten thousand nested arrays", "[".repeat(10_000) + "]".repeat(10_000), 422],
  [
    "half of a surrogate pair",
    JSON.stringify(submissionOf(figure({ period: "2019", asOf: "2020-01-17" }))).replace(
      "国家统计局",
      "\\ud800",
    ),
    422,
  ],
])("%s as a body is refused without a trace", async (_name, body, status) => {
  const before = await world.storage.headSeq();
  const answer = await world.post(body);
  expect(answer.status).toBe(status);
  await refused(answer);
  expect(await world.storage.headSeq()).toBe(before);
});

test("a body of five megabytes is refused as too large", async () => {
  const answer = await world.post(`{"observations":"${"9".repeat(5_000_000)}"}`);
  expect(answer.status).toBe(413);
  expect((await refused(answer)).code).toBe("body_too_large");
});

test.each([
  "text/plain",
  "application/x-www-form-urlencoded",
  "application/jsonp",
  "multipart/form-data",
])("a body that says it is %s is refused unread", async (type) => {
  const answer = await world.post(submissionOf(figure()), { "content-type": type });
  expect(answer.status).toBe(415);
});

test("an encoding that we cannot unpack is refused", async () => {
  const answer = await world.post(submissionOf(figure()), { "content-encoding": "zstd-9" });
  expect(answer.status).toBe(415);
  const lying = await world.post(submissionOf(figure()), { "content-encoding": "gzip" });
  expect(lying.status).toBe(400);
});

test.each<[string, Record<string, string>]>([
  ["no key", { authorization: "" }],
  ["an unknown key", { authorization: "Bearer dd_unknown" }],
  ["another scheme", { authorization: "Basic ZGQ6ZGQ=" }],
  ["a key of absurd length", { authorization: `Bearer dd_${"x".repeat(5000)}` }],
])("with %s nobody submits", async (_name, headers) => {
  const answer = await world.post(submissionOf(figure()), headers);
  expect(answer.status).toBe(401);
  expect(answer.headers.get("www-authenticate")).toContain("Bearer");
});

test("a revoked key opens nothing any more", async () => {
  const { id, secret } = await world.storage.createApiKey({ name: "临时", now: new Date() });
  await world.storage.revokeApiKey(id);
  const answer = await world.post(submissionOf(figure()), { authorization: `Bearer ${secret}` });
  expect(answer.status).toBe(401);
});

test("the same attempt sent again is answered again and stored once", async () => {
  const headers = { "idempotency-key": "attempt-1", authorization: "", "x-api-key": world.secret };
  const body = submissionOf(figure({ value: "456000" }));
  const first = await world.post(body, headers);
  expect(first.status).toBe(201);
  const second = await world.post(body, headers);
  expect(second.status).toBe(200);
  expect(second.headers.get("idempotency-replayed")).toBe("true");
  expect(await second.json()).toEqual(await first.json());

  const other = await world.post(submissionOf(figure({ value: "1" })), headers);
  expect(other.status).toBe(409);
  expect((await refused(other)).code).toBe("idempotency_conflict");
});

test("an idempotency key longer than 200 characters is refused", async () => {
  const answer = await world.post(submissionOf(figure()), { "idempotency-key": "k".repeat(201) });
  expect(answer.status).toBe(422);
});

test("a figure that is already there, or is corrected without a reason, conflicts", async () => {
  const period = "2019-01/2019-06";
  const first = figure({ period, value: "460636.7", asOf: "2019-07-15" });
  expect((await world.post(submissionOf(first))).status).toBe(201);
  const again = await world.post(submissionOf(first));
  expect(again.status).toBe(409);
  const problem = await refused(again);
  expect(problem.code).toBe("observation_conflict");
  expect(problem.faults?.length).toBe(1);
  const silent = await world.post(submissionOf({ ...first, value: "460000" }));
  expect(silent.status).toBe(409);
});

test("every revision can be read, newest first, with its reason", async () => {
  const period = "2020-Q1";
  await world.post(submissionOf(figure({ period, value: "206504.3", asOf: "2020-04-17" })));
  const correction = figure({
    period,
    value: "205727",
    reason: "最终核实",
    asOf: "2020-07-16",
    status: "final",
  });
  expect((await world.post(submissionOf(correction))).status).toBe(201);
  const query = new URLSearchParams({ indicator: "gdp", region: "100000", period });
  const answer = await fetch(`${world.url}/api/v1/observations?${query.toString()}`);
  const { revisions, periodLabel } = (await answer.json()) as Revisions;
  expect(periodLabel).toBe("一季度");
  expect(revisions.map((one) => [one.revision, one.value, one.reason])).toEqual([
    [2, "205727", "最终核实"],
    [1, "206504.3", null],
  ]);
});

test.each([
  "indicator=gdp&region=100000",
  "indicator=gnp&region=100000&period=2020",
  "indicator=gdp&region=999999&period=2020",
  "indicator=gdp&region=100000&period=2020-13",
  "indicator=gdp&indicator=fai&region=100000&period=2020",
  "indicator=gdp&region=100000&period=2020&extra=1",
])("the question %s is refused as a query", async (query) => {
  const answer = await fetch(`${world.url}/api/v1/observations?${query}`);
  expect(answer.status).toBe(400);
  expect((await refused(answer)).code).toBe("invalid_query");
});
