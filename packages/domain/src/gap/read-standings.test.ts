import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Light } from "../status-rule.ts";
import { LIGHTS } from "../status-rule.ts";
import { gapsBetween, standingAfter } from "./read-standings.ts";
import type { StandingNow } from "./read-standings.ts";
import type { RoundStanding } from "./standing-of-round.ts";

function now(round: number, light: Light, more: Partial<StandingNow> = {}): StandingNow {
  return {
    round: `2020-R${String(round).padStart(3, "0")}`,
    indicator: "gdp",
    region: "371400",
    light,
    words: light,
    gap: null,
    period: null,
    value: null,
    overdueDays: 0,
    ...more,
  };
}

/** The standing after these lights, from round 1 on. */
function lived(...lights: Light[]): RoundStanding {
  let standing: RoundStanding | null = null;
  for (const [index, light] of lights.entries()) {
    standing = standingAfter(standing, now(index + 1, light));
  }
  if (standing === null) throw new Error("no light");
  return standing;
}

describe("the standing of a round", () => {
  it("[J1] counts the rounds of one light", () => {
    expect(lived("behind", "behind", "slow").streak).toBe(1);
    expect(lived("on", "behind", "behind", "behind").streak).toBe(3);
  });

  it("[J2] goes on being trouble while red and yellow change places", () => {
    expect(lived("on", "slow", "behind", "slow")).toMatchObject({ trouble: 3, since: "2020-R002" });
    expect(lived("slow", "on")).toMatchObject({ trouble: 0, since: null });
  });

  it("[J3] keeps the run that was made up until another is, or the year ends", () => {
    const made = { since: "2020-R002", until: "2020-R003", rounds: 2 };
    expect(lived("on", "behind", "slow", "on").madeUp).toEqual(made);
    expect(lived("on", "behind", "slow", "on", "on", "behind").madeUp).toEqual(made);
    expect(lived("behind", "on", "slow", "on").madeUp).toMatchObject({ since: "2020-R003" });
    const next = standingAfter(lived("behind", "on"), { ...now(1, "on"), round: "2021-R001" });
    expect(next.madeUp).toBeNull();
  });

  it("[J3] takes a light that went out for no recovery", () => {
    expect(lived("behind", "none").madeUp).toBeNull();
  });
});

describe("what a round found", () => {
  const standing = (indicator: string, light: Light, more: Partial<RoundStanding> = {}) => ({
    ...standingAfter(null, now(1, light)),
    indicator,
    ...more,
  });

  it("[J4] tells turned, stayed and recovered apart", () => {
    const before = [
      standing("a", "on"),
      standing("b", "slow"),
      standing("c", "behind"),
      standing("d", "behind"),
      standing("e", "behind"),
    ];
    const after = [
      standing("a", "slow"),
      standing("b", "behind"),
      standing("c", "slow"),
      standing("d", "on"),
      standing("e", "none"),
      standing("f", "behind"),
    ];
    const gaps = gapsBetween(before, after);
    const names = (list: readonly RoundStanding[]) => list.map(({ indicator }) => indicator);
    expect(names(gaps.turnedBehind)).toEqual(["b", "f"]);
    expect(names(gaps.turnedSlow)).toEqual(["a"]);
    expect(names(gaps.stayed)).toEqual(["c"]);
    expect(names(gaps.recovered)).toEqual(["d"]);
  });

  it("[J5] puts the largest move for its own gap first", () => {
    const before = [
      standing("points", "slow", { gap: "-2" }),
      standing("days", "slow", { gap: "-10" }),
    ];
    const after = [
      standing("points", "slow", { gap: "-3" }),
      standing("days", "on", { gap: "-12" }),
    ];
    expect(
      gapsBetween(before, after).movers.map(({ standing: s, moved }) => [s.indicator, moved]),
    ).toEqual([
      ["points", "-1"],
      ["days", "-2"],
    ]);
  });

  it("lists whose figure is late, the latest first", () => {
    const after = [
      standing("a", "on", { overdueDays: 1 }),
      standing("b", "none", { overdueDays: 9 }),
    ];
    expect(gapsBetween([], after).overdue.map(({ indicator }) => indicator)).toEqual(["b", "a"]);
  });

  it("[J4] finds each indicator in one list at most", () => {
    const light = fc.constantFrom(...LIGHTS);
    fc.assert(
      fc.property(fc.array(fc.tuple(light, light), { maxLength: 20 }), (pairs) => {
        const of = (side: 0 | 1) => pairs.map((pair, index) => standing(String(index), pair[side]));
        const { turnedBehind, turnedSlow, stayed, recovered } = gapsBetween(of(0), of(1));
        const found = [...turnedBehind, ...turnedSlow, ...stayed, ...recovered];
        expect(new Set(found.map(({ indicator }) => indicator)).size).toBe(found.length);
        const troubled = pairs.filter(([, after]) => after === "behind" || after === "slow");
        expect(found.length - recovered.length).toBe(troubled.length);
      }),
    );
  });
});
