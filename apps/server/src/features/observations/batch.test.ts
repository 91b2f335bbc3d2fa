import { connect } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BatchLine, Problem } from "@diaodu/contracts";
import { addDays } from "@diaodu/domain";
import { figure, openWorld } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld({ batch: { rows: 1200, bytes: 400_000, patienceMs: 300 } });
});
afterAll(() => world.close());

type Verdict = Exclude<BatchLine, { result: "end" }>;
type End = Extract<BatchLine, { result: "end" }>;

function send(lines: readonly string[], over: { query?: string; headers?: object } = {}) {
  return fetch(`${world.url}/api/v1/observations${over.query ?? ""}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${world.secret}`,
      "content-type": "application/x-ndjson",
      ...over.headers,
    },
    body: lines.join("\n"),
  });
}

async function sent(...args: Parameters<typeof send>): Promise<{ rows: Verdict[]; end: End }> {
  const answer = await send(...args);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toContain("application/x-ndjson");
  const all = (await answer.text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as BatchLine);
  return { rows: all.slice(0, -1) as Verdict[], end: all.at(-1) as End };
}

/** Days of PM2.5 of 德州, one figure a line. */
function days(count: number, from: string, value = "40"): string[] {
  return Array.from({ length: count }, (_, index) => {
    const period = addDays(from, index);
    return JSON.stringify(
      figure({
        indicator: "pm25",
        region: "371400",
        period,
        basis: "monitoring",
        value,
        status: "flash",
        asOf: period,
        source: "监测",
      }),
    );
  });
}

test("a thousand lines are stored batch by batch and answered line by line", async () => {
  const head = await world.storage.headSeq();
  const { rows, end } = await sent(days(1001, "2016-01-01"));
  expect(end).toEqual({
    result: "end",
    lines: 1001,
    accepted: 1001,
    unchanged: 0,
    refused: 0,
    seq: head + 3,
    stopped: null,
  });
  expect(rows.map(({ line }) => line)).toEqual(Array.from({ length: 1001 }, (_, i) => i + 1));
  expect(rows[500]).toEqual({ line: 501, result: "accepted", seq: head + 2, revision: 1 });
});

test("sent again nothing is stored twice", async () => {
  const head = await world.storage.headSeq();
  const { end } = await sent(days(600, "2016-01-01"), { query: "?results=faults" });
  expect(end).toMatchObject({ unchanged: 600, accepted: 0, seq: null });
  expect(await world.storage.headSeq()).toBe(head);
});

test("a faulty line is named with its number and keeps no other out", async () => {
  const [first = "", second = ""] = days(2, "2019-01-01");
  const { rows, end } = await sent([
    first,
    "",
    "{",
    JSON.stringify({ ...(JSON.parse(second) as object), region: "999999", value: "x" }),
    JSON.stringify({ ...(JSON.parse(first) as object), value: "41" }),
    `"${"长".repeat(6000)}"`,
    second,
  ]);
  expect(rows.map((row) => [row.line, row.result])).toEqual([
    [1, "accepted"],
    [3, "refused"],
    [4, "refused"],
    [5, "refused"],
    [6, "refused"],
    [7, "accepted"],
  ]);
  const codes = rows.map((row) => (row.result === "refused" ? row.faults.map((f) => f.code) : []));
  expect(codes[1]).toEqual(["malformed_json"]);
  expect(codes[3]).toEqual(["reason_required"]);
  expect(codes[4]).toEqual(["too_long"]);
  expect(end).toMatchObject({ lines: 6, accepted: 2, refused: 4, stopped: null });
});

test("of many lines only the faulty ones and the sum are told when asked so", async () => {
  const { rows, end } = await sent([...days(3, "2019-03-01"), "null"], {
    query: "?results=faults",
  });
  expect(rows).toMatchObject([{ line: 4, result: "refused" }]);
  expect(end.accepted).toBe(3);
});

test("a batch that is too long stops where it is, and what was decided stands", async () => {
  const { end } = await sent(days(1300, "2001-01-01"), { query: "?results=faults" });
  // 1,201st line: not read.
  expect(end).toMatchObject({ lines: 1200, accepted: 1200, stopped: "rows" });
});

test("what is not taken at all is refused before it is read", async () => {
  const refused = async (answer: Promise<Response>) => {
    const { status } = await answer;
    return [status, ((await (await answer).json()) as Problem).code];
  };
  const big = days(2600, "2001-01-01");
  expect(await refused(send(big))).toEqual([413, "body_too_large"]);
  const one = days(1, "2015-01-01");
  expect(await refused(send(one, { headers: { "content-encoding": "gzip" } }))).toEqual([
    415,
    "unsupported_media_type",
  ]);
  expect(await refused(send(one, { headers: { "idempotency-key": "a" } }))).toEqual([
    422,
    "validation_failed",
  ]);
  expect(await refused(send(one, { headers: { authorization: "Bearer dd_x" } }))).toEqual([
    401,
    "unauthenticated",
  ]);
  const key = await world.storage.createApiKey({ name: "审", now: new Date(), mode: "review" });
  const headers = { authorization: `Bearer ${key.secret}` };
  expect((await refused(send(one, { headers })))[0]).toBe(403);
});

test("a key's bounds hold for every line", async () => {
  const { secret } = await world.storage.createApiKey({
    name: "只报PM10",
    now: new Date(),
    indicators: ["pm10"],
    regions: ["371400"],
  });
  const headers = { authorization: `Bearer ${secret}` };
  const { rows } = await sent(days(1, "2014-01-01"), { headers });
  expect(rows).toMatchObject([{ result: "refused", faults: [{ path: "indicator" }] }]);
});

test("a sender that goes away leaves whole batches", async () => {
  const head = await world.storage.headSeq();
  const lines = days(700, "2012-01-01");
  const { hostname, port } = new URL(world.url);
  const socket = connect(Number(port), hostname);
  socket.write(
    `POST /api/v1/observations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${world.secret}\r\n` +
      "Content-Type: application/x-ndjson\r\nContent-Length: 399999\r\n\r\n",
  );
  socket.write(`${lines.join("\n")}\n`);
  // The first batch is answered; the second never fills.
  await new Promise((resolve) => socket.once("data", resolve));
  socket.destroy();
  await expect.poll(() => world.storage.headSeq()).toBe(head + 1);
  const change = await world.storage.change(head + 1);
  expect(change).toMatchObject({ kind: "observations", payload: { count: 500 } });
  // Sent whole afterwards, only the rest is new.
  expect((await sent(lines)).end).toMatchObject({ unchanged: 500, accepted: 200 });
});

test("lines of any content are answered one by one", async () => {
  const line = fc.oneof(
    fc.json(),
    fc.string({ unit: "grapheme" }).map((text) => text.replaceAll(/[\r\n]/gu, " ")),
    fc.constantFrom(...days(3, "2013-01-01"), "{}", "[]", "\u{FEFF}"),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 8 }), async (lines) => {
      const { rows, end } = await sent(lines);
      const read = lines.flatMap((text, index) => (text.trim() === "" ? [] : [index + 1]));
      expect(rows.map((row) => row.line)).toEqual(read);
      expect(end.lines).toBe(read.length);
    }),
    { seed: 20_260_305, numRuns: 60 },
  );
});
