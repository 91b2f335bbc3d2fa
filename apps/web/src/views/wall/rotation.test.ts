import { describe, expect, test } from "vitest";
import { startRotation, turn, untilTurn } from "./rotation.ts";
import type { Scene } from "./rotation.ts";

const scenes: Scene[] = [
  { id: "overview", kind: "overview", keys: ["gdp", "fai"], dwell: 40_000 },
  { id: "overview-2", kind: "overview", keys: ["pm25"], dwell: 40_000 },
  { id: "gdp", kind: "indicator", keys: ["gdp"], dwell: 16_000 },
];
const shown = (id: string, held = false) => startRotation(scenes, id, held, 0);

describe("the wall turns through its scenes", () => {
  test("each scene stays for its own dwell and the last gives way to the first", () => {
    let wall = shown("overview-2");
    wall = turn(wall, scenes, { type: "tick", now: 39_999 });
    expect(wall.current).toBe("overview-2");
    wall = turn(wall, scenes, { type: "tick", now: 40_000 });
    expect(wall.current).toBe("gdp");
    expect(untilTurn(wall, scenes, 50_000)).toBe(6_000);
    wall = turn(wall, scenes, { type: "tick", now: 56_000 });
    expect(wall).toEqual({ current: "overview", since: 56_000, held: false });
  });

  test("an address that names no scene opens the first", () => {
    expect(startRotation(scenes, "nothing", false, 5).current).toBe("overview");
    expect(startRotation(scenes, "gdp", true, 5).current).toBe("gdp");
  });

  test("a change takes the wall to the page of the overview that shows it", () => {
    const wall = turn(shown("gdp"), scenes, { type: "changed", keys: ["pm25"], now: 9 });
    expect(wall).toEqual({ current: "overview-2", since: 9, held: false });
  });

  test("a change to what is already shown moves nothing", () => {
    const wall = shown("gdp");
    expect(turn(wall, scenes, { type: "changed", keys: ["gdp"], now: 9 })).toBe(wall);
  });

  test("a change to something that no scene shows moves nothing", () => {
    const wall = shown("gdp");
    expect(turn(wall, scenes, { type: "changed", keys: ["so2"], now: 9 })).toBe(wall);
  });

  test("a held wall turns neither by time nor by change, only by key", () => {
    const wall = shown("gdp", true);
    expect(turn(wall, scenes, { type: "tick", now: 1e9 })).toBe(wall);
    expect(turn(wall, scenes, { type: "changed", keys: ["fai"], now: 9 })).toBe(wall);
    expect(untilTurn(wall, scenes, 9)).toBeNull();
    expect(turn(wall, scenes, { type: "step", by: 1, now: 9 }).current).toBe("overview");
    expect(turn(shown("overview"), scenes, { type: "step", by: -1, now: 9 }).current).toBe("gdp");
  });

  test("a scene that disappeared gives way to the first", () => {
    const wall = { current: "fiscal", since: 0, held: false };
    expect(turn(wall, scenes, { type: "tick", now: 3 }).current).toBe("overview");
  });

  test("one scene alone never turns, and a clock set back starts its dwell again", () => {
    const alone = scenes.slice(0, 1);
    const wall = startRotation(alone, null, false, 0);
    expect(turn(wall, alone, { type: "tick", now: 1e9 })).toBe(wall);
    expect(turn({ ...wall, since: 100 }, scenes, { type: "tick", now: 50 }).since).toBe(50);
  });

  test("a board without scenes is waited for", () => {
    const wall = startRotation([], null, false, 0);
    expect(turn(wall, [], { type: "tick", now: 1e9 })).toBe(wall);
  });
});
