/** Round steps that people count in: 1, 2, 2.5 or 5 times a power of ten. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const lead = rough / power;
  return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 2.5 ? 2.5 : lead <= 5 ? 5 : 10) * power;
}

/** Axis from a round number below the values to one above them, with about `wanted` steps. */
export function axisOf(values: readonly number[], fromZero: boolean, wanted = 4) {
  const low = Math.min(...values, ...(fromZero ? [0] : []));
  const high = Math.max(...values, ...(fromZero ? [0] : []));
  const step = roundStep((high - low || Math.abs(high) || 1) / wanted);
  const from = Math.floor(low / step + 1e-9) * step;
  // Adding zero turns -0 into 0.
  const to = Math.ceil(high / step - 1e-9) * step + 0;
  const count = Math.round((to - from) / step);
  const ticks = Array.from({ length: count + 1 }, (_, index) =>
    Number((from + index * step).toPrecision(12)),
  );
  return { from, to: to > from ? to : from + step, ticks };
}

/** Values in the large unit that keeps axis numbers short: 亿元 become 万亿 from one 万亿 on. */
export function largeUnit(unit: string, highest: number): { divisor: number; unit: string } {
  if (unit === "亿元" && highest >= 10_000) return { divisor: 10_000, unit: "万亿元" };
  return { divisor: 1, unit };
}
