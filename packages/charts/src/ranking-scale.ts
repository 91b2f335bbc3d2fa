import type { RankingLine } from "./ranking-option.ts";

/** A bar this many times as long as the next one would leave nothing of the others to compare. */
const FAR_OUT = 2.5;
/** How far beyond the longest whole bar a broken one reaches: longer than all, plainly not to scale. */
const BEYOND = 1.5;
/** Lines that may stand far out on one side; where more do, the spread is the message. */
const MOST_BROKEN = 2;

/** The axis of a ranking, in the unit of its values. */
export interface RankingScale {
  min: number;
  max: number;
}

/**
 * The axis on which bars can be compared: it holds every value but the few that stand far out,
 * whose bars end at the axis and are marked as broken.
 */
export function rankingScale(lines: readonly RankingLine[]): RankingScale {
  const values = lines.flatMap((line) => (line.value === null ? [] : [line.value]));
  return {
    min: 0 - reach(values.map((value) => -value)),
    max: reach(values),
  };
}

/** Lines whose bar is cut off at the end of the axis. */
export function brokenLines(lines: readonly RankingLine[]): RankingLine[] {
  const { min, max } = rankingScale(lines);
  return lines.filter((line) => line.value !== null && (line.value < min || line.value > max));
}

/** The end of the axis on one side, whose values are the positive ones; 0 where there is none. */
function reach(values: readonly number[]): number {
  const longest = values.filter((value) => value > 0).sort((a, b) => b - a);
  for (let broken = 1; broken <= MOST_BROKEN; broken++) {
    const [far, next] = [longest[broken - 1], longest[broken]];
    // Two values are no crowd to stand out from.
    if (far === undefined || next === undefined || longest.length < broken + 3) break;
    if (far > next * FAR_OUT) return next * BEYOND;
  }
  return longest[0] ?? 0;
}
