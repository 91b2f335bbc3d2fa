import type { Me } from "@diaodu/contracts";
import type { Api } from "../api/api.ts";
import { Unreachable } from "../api/problem.ts";
import { CACHE } from "./kept-board.ts";

const PREFIX = "/offline/mine";

/**
 * The same server, whose last answers are kept on this phone, beside its board, and are forgotten
 * with it. What cannot be read now is answered from there; nothing is ever sent from there.
 *
 * @param onKept told after each reading whether the answer came from what was kept
 */
export function keepingApi(
  api: Api,
  o: { readonly caches: CacheStorage | undefined; readonly onKept: (kept: boolean) => void },
): Api {
  return {
    ...api,
    async get<T>(path: string, signal?: AbortSignal): Promise<T> {
      try {
        const answer = await api.get<T>(path, signal);
        o.onKept(false);
        if (path === "/me") await forgetOthers(o.caches, answer as Me);
        await keep(o.caches, path, answer);
        return answer;
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error;
        const kept = await read<T>(o.caches, path);
        if (kept === null) throw error;
        o.onKept(true);
        return kept;
      }
    },
  };
}

async function keep(caches: CacheStorage | undefined, path: string, answer: unknown) {
  const body = new Response(JSON.stringify(answer), {
    headers: { "content-type": "application/json" },
  });
  await caches
    ?.open(CACHE)
    .then((cache) => cache.put(PREFIX + path, body))
    .catch(() => undefined);
}

async function read<T>(caches: CacheStorage | undefined, path: string): Promise<T | null> {
  const answer = await caches?.match(PREFIX + path).catch(() => undefined);
  return answer === undefined ? null : ((await answer.json().catch(() => null)) as T | null);
}

/** What an earlier person was shown is not for the next one. */
async function forgetOthers(caches: CacheStorage | undefined, me: Me): Promise<void> {
  if (caches === undefined) return;
  const earlier = await read<Me>(caches, "/me");
  if (earlier === null || earlier.account?.id === me.account?.id) return;
  const cache = await caches.open(CACHE);
  for (const { url } of await cache.keys()) {
    if (new URL(url).pathname.startsWith(PREFIX)) await cache.delete(url);
  }
}
