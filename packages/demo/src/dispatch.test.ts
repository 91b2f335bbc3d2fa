import { describe, expect, it } from "vitest";
import { observationFaults } from "@diaodu/domain";
import { indicatorOf } from "./catalogue.ts";
import { NOISE, simulatedDispatch } from "./dispatch.ts";
import { loadFigures } from "./figures.ts";

const jobs = {
  figures: loadFigures(),
  indicator: "new_jobs",
  region: "100000",
  year: 2020,
  decimals: 1,
  seed: 7,
};

describe("the invented 调度数", () => {
  it("come once a round for the 183 rounds of 2020, all marked as simulated", () => {
    const rounds = simulatedDispatch(jobs);
    expect(rounds).toHaveLength(183);
    expect(rounds[89]).toMatchObject({ period: "2020-R090", asOf: "2020-06-28" });
    for (const round of rounds) {
      expect(round).toMatchObject({ basis: "dispatch", status: "dispatch", simulated: true });
      expect(round.source).toBe("模拟调度");
      expect(observationFaults(indicatorOf(round.indicator), round, round.asOf)).toEqual([]);
    }
  });

  it("never fall, and meet the real figure at the year's end within the drift", () => {
    const values = simulatedDispatch(jobs).map((round) => Number(round.value));
    expect(values.toSorted((left, right) => left - right)).toEqual(values);
    expect(Math.abs((values.at(-1) ?? 0) / 1186 - 1)).toBeLessThanOrEqual(NOISE + 0.001);
  });

  it("are the same for the same seed and differ for another", () => {
    expect(simulatedDispatch(jobs)).toEqual(simulatedDispatch(jobs));
    expect(simulatedDispatch({ ...jobs, seed: 8 })).not.toEqual(simulatedDispatch(jobs));
  });

  it("stop at the last real figure of the year", () => {
    const early = jobs.figures.filter((figure) => figure.asOf < "2020-05-01");
    const rounds = simulatedDispatch({ ...jobs, figures: early });
    expect(rounds.at(-1)?.asOf).toBe("2020-03-30");
  });
});
