import type { SnapshotBytes } from "../../board/snapshot-bytes.ts";

export interface ByteCache {
  /** The kept bytes of `key`, or those that `make` resolves with; concurrent callers share one. */
  get(key: string, make: () => Promise<SnapshotBytes>): Promise<SnapshotBytes>;
}

/** Keeps the `size` keys that were asked for last. A failure is never kept. */
export function createByteCache(size: number): ByteCache {
  const kept = new Map<string, Promise<SnapshotBytes>>();
  return {
    get(key, make) {
      const known = kept.get(key);
      kept.delete(key);
      const bytes = known ?? make();
      kept.set(key, bytes);
      if (known === undefined) {
        bytes.catch(() => {
          if (kept.get(key) === bytes) kept.delete(key);
        });
      }
      const oldest = kept.keys().next().value;
      if (kept.size > size && oldest !== undefined) kept.delete(oldest);
      return bytes;
    },
  };
}
