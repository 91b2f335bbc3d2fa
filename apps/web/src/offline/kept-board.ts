import type { Board } from "@diaodu/contracts";
import type { KeptBoard, Keeper } from "../realtime/start-live.ts";

export const CACHE = "diaodu-board";
/** Pages that the service worker keeps; the server has drawn figures into them. */
const PAGES = "diaodu-pages";
const ADDRESS = "/offline/board";

/**
 * Keeps the last board and when it was confirmed, for the next start without a network. The Cache
 * API exists only in a secure context; elsewhere nothing is kept and nothing breaks.
 */
export function createKeeper(page: Window & { caches?: CacheStorage }): Keeper {
  const { caches } = page;
  if (caches === undefined) {
    return { read: async () => null, keep: () => undefined, forget: async () => undefined };
  }
  return {
    async read() {
      const answer = await caches.match(ADDRESS).catch(() => undefined);
      if (answer === undefined) return null;
      return (await answer.json().catch(() => null)) as KeptBoard | null;
    },
    keep(board: Board, confirmedAt: number) {
      const body = JSON.stringify({ board, confirmedAt } satisfies KeptBoard);
      const kept = new Response(body, { headers: { "content-type": "application/json" } });
      void caches
        .open(CACHE)
        .then((cache) => cache.put(ADDRESS, kept))
        .catch(() => undefined);
    },
    async forget() {
      await Promise.allSettled([caches.delete(CACHE), caches.delete(PAGES)]);
    },
  };
}
