import { dayOfYear, daysInYear, periodEnd } from "@diaodu/domain";
import type { Observation } from "@diaodu/domain";
import { chanceOf } from "./chance.ts";
import { DISPATCHED, NOISE, simulatedDispatch } from "./dispatch.ts";
import { INVENTED, INVENTED_REGION } from "./invented.ts";
import type { InventedSeries } from "./invented.ts";

/** All figures of one series that one unit reports, one a round, in order. */
export interface RoundSeries {
  readonly unit: string;
  readonly observations: readonly Observation[];
}

const NATION = "100000";
const YEAR = 2020;
/** Rounds that end in January 2021: the replay rests at its end. */
const ROUNDS_AFTER = 15;
/** How much the year after begins above the one before. */
const GROWTH = 1.06;

/** Every 调度数 of the demonstration: those between real releases, and the series that have none. */
export function roundFigures(o: {
  /** Published figures, between which the first three are drawn. */
  readonly figures: readonly Observation[];
  readonly seed: number;
}): RoundSeries[] {
  const { figures, seed } = o;
  const around = DISPATCHED.map(({ unit, indicator, decimals }) => ({
    unit,
    decimals,
    observations: simulatedDispatch({
      figures,
      indicator,
      region: NATION,
      year: YEAR,
      decimals,
      seed,
    }),
  }));
  const alone = INVENTED.map((series) => ({
    unit: series.unit,
    decimals: series.decimals,
    observations: growing(series, seed),
  }));
  return [...around, ...alone].map(({ unit, decimals, observations }) => ({
    unit,
    observations: [...observations, ...yearAfter(observations, decimals)],
  }));
}

/** One cumulative figure a round, along a straight line, moved by at most NOISE and never falling. */
function growing({ code, perYear, decimals }: InventedSeries, seed: number): Observation[] {
  const random = chanceOf(seed, `${code}|${INVENTED_REGION}|${YEAR}`);
  const out: Observation[] = [];
  let floor = 0;
  for (let round = 1; round * 2 - 1 <= daysInYear(YEAR); round += 1) {
    const period = roundCode(YEAR, round);
    const asOf = periodEnd(period);
    const onLine = (perYear * dayOfYear(asOf)) / daysInYear(YEAR);
    floor = Math.max(floor, onLine * (1 + (random() * 2 - 1) * NOISE));
    out.push({
      indicator: code,
      region: INVENTED_REGION,
      period,
      basis: "dispatch",
      measure: "level",
      value: floor.toFixed(decimals),
      status: "dispatch",
      asOf,
      source: "模拟调度",
      simulated: true,
      reason: null,
    });
  }
  return out;
}

/** The first rounds of the next year begin like those of this one, a little higher. */
function yearAfter(observations: readonly Observation[], decimals: number): Observation[] {
  return observations.slice(0, ROUNDS_AFTER).map((figure, index) => {
    const period = roundCode(YEAR + 1, index + 1);
    const value = (Number(figure.value) * GROWTH).toFixed(decimals);
    return { ...figure, period, value, asOf: periodEnd(period) };
  });
}

function roundCode(year: number, round: number): string {
  return `${year}-R${String(round).padStart(3, "0")}`;
}
