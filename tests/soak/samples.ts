/** One weighing of a process or a page, after forced collections. */
export interface Weight {
  /** Bytes of JavaScript's heap in use. */
  readonly heap: number;
  /** What must not grow at all, by name: nodes, listeners, charts, connections. */
  readonly counts: Readonly<Record<string, number>>;
}

/** How a soak went. */
export interface Soaked {
  readonly changes: number;
  /** The first is taken when it is warm, the last at the end. */
  readonly weights: readonly Weight[];
}

/** A heap that stays within this share of its first weight is flat: the product's own number. */
const FLAT = 0.05;

/**
 * How far the heap ever came from its first weight, as a share of it: 0.03 is three per cent more.
 * Less than at first is no growth.
 */
export function heapGrowth({ weights }: Soaked): number {
  const first = weights[0]?.heap ?? Number.NaN;
  return Math.max(...weights.map(({ heap }) => (heap - first) / first));
}

/** Names of what was more at the end than at first; each weight was taken in the same state. */
export function grown({ weights }: Soaked): string[] {
  const first = weights[0]?.counts ?? {};
  const last = weights.at(-1)?.counts ?? {};
  return Object.keys(first).filter((name) => (last[name] ?? 0) > (first[name] ?? 0));
}

/** The verdict's words. @throws Error with every weight where it did grow */
export function verdictOn(soaked: Soaked, flat = FLAT): string {
  const growth = heapGrowth(soaked);
  const more = grown(soaked);
  const heaps = soaked.weights.map(({ heap }) => (heap / 1e6).toFixed(2)).join(" ");
  const counts = (weight: Weight | undefined): string =>
    Object.entries(weight?.counts ?? {})
      .map(([name, count]) => `${name} ${count}`)
      .join(", ");
  const words =
    `${soaked.changes} changes, heap ${growth >= 0 ? "+" : ""}${(growth * 100).toFixed(1)} % ` +
    `(MB: ${heaps}), ${counts(soaked.weights.at(-1))}`;
  if (growth > flat || more.length > 0) {
    throw new Error(`grew: ${words}; at first ${counts(soaked.weights[0])}`);
  }
  return words;
}
