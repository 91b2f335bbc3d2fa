import { expect, it } from "vitest";
import { boardFixture } from "../../test/board-fixture.ts";
import { readClock } from "./business-clock.ts";

const { clock } = boardFixture;

it("carries real time forward and shows the minute", () => {
  expect(readClock(clock, 90_000)).toMatchObject({ date: "2020-06-18", time: "16:33" });
});

it("hides the time of day while business time is replayed at another pace", () => {
  const replayed = { ...clock, rate: 86_400 };
  expect(readClock(replayed, 2000)).toMatchObject({ date: "2020-06-20", time: null });
});

it("works the year's progress out anew once the date has moved", () => {
  const replayed = { ...clock, rate: 86_400, yearProgress: "46.4" };
  expect(readClock(replayed, 0).yearProgress).toBe("46.4");
  expect(readClock(replayed, 12_000).yearProgress).toBe("49.7");
});
