import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { figure, openWorld, submissionOf } from "../../test/world.ts";
import type { World } from "../../test/world.ts";
import { createCatchUps } from "./catch-ups.ts";
import { AnswerToPage } from "./shared-answer.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("an answer is made once for pages at one seq, and anew after the next change or a new log", async () => {
  const since = world.boards.head().seq;
  const body = submissionOf(figure({ period: "2020-Q2", reason: "更正" }));
  expect((await world.post(body)).status).toBe(201);
  const position = world.boards.head().seq;
  const made = vi.spyOn(world.boards, "changes");
  const catchUps = createCatchUps({ boards: world.boards, build: "b", beatMs: 100 });
  const first = catchUps.since(since, position);
  expect(catchUps.since(since, position)).toEqual(first);
  expect(made).toHaveBeenCalledTimes(1);
  if ("reset" in first) throw new Error(first.reset);
  expect(JSON.parse(first.answer.json)).toMatchObject({
    kind: "changes",
    from: since,
    to: position,
  });
  const toPage = new AnswerToPage(first.answer, () => false);
  expect(JSON.stringify({ answer: toPage })).toBe(`{"answer":${first.answer.json}}`);

  catchUps.since(position, position);
  expect(made).toHaveBeenCalledTimes(2);
  // Told of a further change, pages need an answer that ends there.
  catchUps.since(since, position + 1);
  expect(made).toHaveBeenCalledTimes(3);
  catchUps.forget();
  catchUps.since(since, position);
  expect(made).toHaveBeenCalledTimes(4);
  expect(catchUps.since(position + 100, position)).toEqual({ reset: "from_the_future" });
});
