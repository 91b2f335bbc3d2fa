import { daysInYear, dayOfYear, parsePeriod, periodEnd, supersedes } from "@diaodu/domain";
import type { Observation } from "@diaodu/domain";
import { chanceOf } from "./chance.ts";

/** The series that invented units report between two real releases. */
export const DISPATCHED: readonly { indicator: string; decimals: number; unit: string }[] = [
  { indicator: "budget_revenue", decimals: 0, unit: "finance" },
  { indicator: "new_jobs", decimals: 1, unit: "employment" },
  { indicator: "retail", decimals: 0, unit: "commerce" },
];

/** Largest relative distance of an invented figure from the straight line between two real ones. */
export const NOISE = 0.004;

/**
 * Invented 调度数 of one series: one cumulative figure a round (two calendar days), on the straight
 * line between neighbouring real cumulative levels, moved by at most NOISE and never falling.
 * The same seed gives the same figures. Rounds after the last real figure get none.
 */
export function simulatedDispatch(options: {
  figures: readonly Observation[];
  indicator: string;
  region: string;
  year: number;
  decimals: number;
  seed: number;
}): Observation[] {
  const { figures, indicator, region, year, decimals, seed } = options;
  const anchors = anchorsOf(figures, indicator, region, year);
  const random = chanceOf(seed, `${indicator}|${region}|${year}`);
  const rounds: Observation[] = [];
  let floor = 0;
  for (let round = 1; round * 2 - 1 <= daysInYear(year); round += 1) {
    const period = `${year}-R${String(round).padStart(3, "0")}`;
    const asOf = periodEnd(period);
    const onLine = interpolate(anchors, dayOfYear(asOf));
    // Drawn before the check, so that a gap does not shift the figures after it.
    const drift = 1 + (random() * 2 - 1) * NOISE;
    if (onLine === null) continue;
    floor = Math.max(floor, onLine * drift);
    rounds.push({
      indicator,
      region,
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
  return rounds;
}

interface Anchor {
  day: number;
  value: number;
}

/** Real cumulative levels by day of year, from 0 on the eve of 1 January; first prints only. */
function anchorsOf(
  figures: readonly Observation[],
  indicator: string,
  region: string,
  year: number,
): Anchor[] {
  const first = new Map<string, Observation>();
  for (const figure of figures) {
    if (figure.indicator !== indicator || figure.region !== region) continue;
    if (figure.measure !== "level" || figure.basis !== "official") continue;
    const parsed = parsePeriod(figure.period);
    if (!parsed.ok || parsed.period.kind !== "ytd" || parsed.period.year !== year) continue;
    const known = first.get(figure.period);
    if (!known || supersedes(known, figure)) first.set(figure.period, figure);
  }
  const points = [...first.values()].map((figure) => ({
    day: dayOfYear(periodEnd(figure.period)),
    value: Number(figure.value),
  }));
  return [{ day: 0, value: 0 }, ...points.toSorted((left, right) => left.day - right.day)];
}

function interpolate(anchors: readonly Anchor[], day: number): number | null {
  for (const [index, right] of anchors.entries()) {
    if (index === 0 || day > right.day) continue;
    const left = anchors[index - 1];
    if (!left) return null;
    return left.value + ((right.value - left.value) * (day - left.day)) / (right.day - left.day);
  }
  return null;
}
