/** How much one batch of figures may hold, and how long its sender may wait to read. */
export interface BatchLimits {
  readonly rows: number;
  readonly bytes: number;
  /** How long a reader may leave an answer unread, in milliseconds. */
  readonly patienceMs: number;
}

export const DEFAULT_BATCH: BatchLimits = {
  rows: 100_000,
  bytes: 64 * 1024 * 1024,
  patienceMs: 30_000,
};
