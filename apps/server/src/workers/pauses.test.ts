import { expect, test } from "vitest";
import { pauseBefore } from "./pauses.ts";

test("a worker that dies again and again is waited for longer and longer, half a minute at most", () => {
  const pauses = [1, 2, 3, 4, 5, 6, 7, 8, 50].map(pauseBefore);
  expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
});
