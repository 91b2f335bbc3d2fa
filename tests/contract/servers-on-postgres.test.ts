import { startPostgres } from "@diaodu/tooling/postgres";
import type { PostgresServer } from "@diaodu/tooling/postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  figure,
  next,
  openWorld,
  submissionOf,
  subscribe,
  type World,
} from "../../apps/server/test/world.ts";

const SOON = { timeout: 20_000, interval: 20 };

let postgres: PostgresServer;
let worlds: World[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  worlds = [
    await openWorld({ storageUrl: postgres.url }),
    await openWorld({ storageUrl: postgres.url }),
  ];
}, 60_000);

afterAll(async () => {
  for (const world of worlds) await world.close();
  await postgres.stop();
}, 60_000);

function pair(): [World, World] {
  const [first, second] = worlds;
  if (!first || !second) throw new Error("two servers are needed");
  return [first, second];
}

test("a figure accepted by one server is pushed to the pages of another on the same PostgreSQL", async () => {
  const [first, second] = pair();
  await vi.waitFor(() => expect(second.boards.head().seq).toBe(first.boards.head().seq), SOON);
  const page = second.connect();
  const answer = await subscribe(page, await second.board());
  expect(answer.kind).toBe("changes");
  const pushed = next(page, "changes");
  const accepted = await first.post(submissionOf(figure()));
  expect(accepted.status).toBe(201);
  const { seq } = (await accepted.json()) as { seq: number };
  expect((await pushed).to).toBe(seq);
  const key = "gdp:100000";
  const shown = (await second.board()).tiles.find((tile) => tile.key === key);
  expect(shown?.figure?.facts[0]?.value).toBe("456614.4");
});

test("servers that write at once agree on one order and one board", async () => {
  const [first, second] = pair();
  const regions = ["110000", "120000", "130000", "140000", "150000", "210000", "220000", "230000"];
  const answers = await Promise.all(
    regions.map((region, index) =>
      (index % 2 === 0 ? first : second).post(
        submissionOf(figure({ region, value: String(1000 + index) })),
      ),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(regions.map(() => 201));
  const seqs = await Promise.all(
    answers.map(async (answer) => ((await answer.json()) as { seq: number }).seq),
  );
  expect(new Set(seqs).size).toBe(regions.length);
  const head = Math.max(...seqs);
  await vi.waitFor(() => {
    expect(first.boards.head().seq).toBeGreaterThanOrEqual(head);
    expect(second.boards.head().seq).toBe(first.boards.head().seq);
  }, SOON);
  const { clock: _, ...one } = first.boards.head();
  const { clock: __, ...other } = second.boards.head();
  expect(other).toEqual(one);
});
