/** The value below which `share` (0 to 1) of the values lie; nearest rank. @throws RangeError without values */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  const found =
    sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))];
  if (found === undefined) throw new RangeError("a quantile needs at least one value");
  return found;
}

/** The middle value, or the mean of the two in the middle. @throws RangeError without values */
export function median(values: readonly number[]): number {
  return (
    (quantile(values, 0.5) +
      -quantile(
        values.map((value) => -value),
        0.5,
      )) /
    2
  );
}

/** The middle of the ratios of each round: one disturbed round moves one ratio, not the result. */
export function medianRatio(measured: readonly number[], peer: readonly number[]): number {
  return median(measured.map((value, round) => value / (peer[round] ?? Number.NaN)));
}
