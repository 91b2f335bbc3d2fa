import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { get } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { board as boardSchema } from "@diaodu/contracts";
import type { Board, Changes, Problem } from "@diaodu/contracts";
import { figure, openWorld, submissionOf } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.post(submissionOf(figure()));
});
afterAll(() => world.close());

const read = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${world.url}/api/v1${path}`, { headers });

/** The bytes as they come over the wire; fetch would unpack them. */
function raw(path: string, accept: string): Promise<{ encoding: string; bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    get(`${world.url}${path}`, { headers: { "accept-encoding": accept } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        const encoding = answer.headers["content-encoding"] ?? "identity";
        resolve({ encoding, bytes: Buffer.concat(chunks) });
      });
    }).on("error", reject);
  });
}

test("the board is what its schema says", async () => {
  const answer = await read("/board");
  expect(answer.headers.get("cache-control")).toBe("no-cache");
  expect(boardSchema.safeParse(await answer.json()).error?.issues).toBeUndefined();
});

test("a reader that holds the current board is told so without a body, until a figure comes", async () => {
  const etag = (await read("/board")).headers.get("etag") ?? "";
  // Some clients ask with `no-cache` by themselves, which would forbid the short answer.
  const conditional = { "if-none-match": etag, "cache-control": "max-age=0" };
  const same = await read("/board", conditional);
  expect(same.status).toBe(304);
  expect(await same.text()).toBe("");
  await world.post(submissionOf(figure({ period: "2020-Q1", asOf: "2020-04-17" })));
  expect((await read("/board", conditional)).status).toBe(200);
});

test("bytes come packed as the reader can take them, brotli first", async () => {
  const br = await raw("/api/v1/board", "gzip, deflate, br");
  expect(br.encoding).toBe("br");
  const gz = await raw("/api/v1/board", "gzip, br;q=0");
  expect(gz.encoding).toBe("gzip");
  const plain = await raw("/api/v1/board", "identity");
  expect(plain.encoding).toBe("identity");
  expect(brotliDecompressSync(br.bytes)).toEqual(plain.bytes);
  expect(gunzipSync(gz.bytes)).toEqual(plain.bytes);
});

test("a board frozen at a version stays what it was and may be kept for ever", async () => {
  const before = await world.board();
  const first = await read(`/board?at=${before.seq}`);
  expect(first.headers.get("cache-control")).toContain("immutable");
  const frozen = (await first.json()) as Board;
  expect(frozen.tiles).toEqual(before.tiles);
  await world.post(submissionOf(figure({ value: "456615", reason: "更正" })));
  expect(await (await read(`/board?at=${before.seq}`)).json()).toEqual(frozen);
  expect((await world.board()).tiles).not.toEqual(before.tiles);
});

test("one region's board holds that region alone", async () => {
  const answer = await read("/board?region=100000");
  const { tiles } = (await answer.json()) as Board;
  expect(tiles.length).toBeGreaterThan(0);
  expect(new Set(tiles.map((tile) => tile.region.code))).toEqual(new Set(["100000"]));
});

test("a version that the log does not have is unknown", async () => {
  const answer = await read("/board?at=999999");
  expect(answer.status).toBe(404);
  expect(((await answer.json()) as Problem).code).toBe("unknown_version");
});

test.each([
  "/board?at=-1",
  "/board?at=1.5",
  "/board?at=1e3",
  "/board?at=",
  "/board?at=99999999999999999999",
  "/board?at=1&at=2",
  "/board?region=德州",
  "/board?region=999999",
  "/board?regoin=100000",
  "/board?__proto__=1",
  "/changes",
  "/changes?since=-1",
  "/changes?since[]=1",
])("the question %s is refused as a query", async (path) => {
  const answer = await read(path);
  expect(answer.status).toBe(400);
  const problem = (await answer.json()) as Problem;
  expect(problem.code).toBe("invalid_query");
  expect(problem.faults?.length).toBeGreaterThan(0);
});

test("changes since a version lead to the head", async () => {
  const { seq } = await world.board();
  const changes = (await (await read(`/changes?since=${seq - 1}`)).json()) as Changes;
  expect([changes.from, changes.to]).toEqual([seq - 1, seq]);
  expect((await read(`/changes?since=${seq + 1}`)).status).toBe(404);
});

test("a region that the whole board does not show has its own board, now and at a past version", async () => {
  const before = (await world.board()).seq;
  const answer = await world.post(
    submissionOf(figure({ region: "370000", period: "2020-01/2020-06", value: "33025.8" })),
  );
  expect(answer.status).toBe(201);
  const now = (await (await read("/board?region=370000")).json()) as Board;
  expect(now.tiles.map((tile) => tile.key)).toContain("gdp:370000");
  const past = (await (await read(`/board?region=370000&at=${before}`)).json()) as Board;
  expect(past.seq).toBe(before);
  expect(past.tiles).toEqual([]);
  const same = (await (await read(`/board?region=370000&at=${now.seq}`)).json()) as Board;
  expect(same.tiles).toEqual(now.tiles);
});

test("a region or version that was refused once can be asked for again", async () => {
  const { seq } = await world.board();
  expect((await read(`/board?at=${seq + 1}`)).status).toBe(404);
  await world.post(submissionOf(figure({ period: "2020-Q2", value: "250110" })));
  expect((await read(`/board?at=${seq + 1}`)).status).toBe(200);
});
