interface Line {
  /** `y` at `x` = 0. */
  readonly intercept: number;
  readonly slope: number;
  /** Root mean square of what the line leaves, in units of `y`. */
  readonly residual: number;
  /** R²: the share of the scatter of `y` that the line explains, at most 1. */
  readonly explained: number;
}

/** The straight line with the least sum of squares. @throws RangeError without two different `x` */
export function fitLine(points: readonly { readonly x: number; readonly y: number }[]): Line {
  const mean = (of: (point: { x: number; y: number }) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const middle = { x: mean(({ x }) => x), y: mean(({ y }) => y) };
  const spread = mean(({ x }) => (x - middle.x) ** 2);
  if (!(spread > 0)) throw new RangeError("a line needs two different points");
  const slope = mean(({ x, y }) => (x - middle.x) * (y - middle.y)) / spread;
  const intercept = middle.y - slope * middle.x;
  const left = mean(({ x, y }) => (y - intercept - slope * x) ** 2);
  const scatter = mean(({ y }) => (y - middle.y) ** 2);
  return {
    intercept,
    slope,
    residual: Math.sqrt(left),
    explained: scatter === 0 ? 1 : 1 - left / scatter,
  };
}
