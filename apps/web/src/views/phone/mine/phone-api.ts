import type { Me } from "@diaodu/contracts";
import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { createApi, type Api } from "../../../api/api.ts";
import { ME_KEY, meQuery } from "../../../api/me.ts";
import { keepingApi } from "../../../offline/kept-answers.ts";

interface PhoneApi {
  readonly api: Api;
  /** Whether what was read last was what the phone had kept. */
  readonly kept: () => boolean;
  readonly subscribe: (listener: () => void) => () => void;
}

const made = new WeakMap<QueryClient, PhoneApi>();

/** One for each cache: its answers stand there. */
function phoneApi(client: QueryClient): PhoneApi {
  const known = made.get(client);
  if (known !== undefined) return known;
  const listeners = new Set<() => void>();
  let kept = false;
  const api = createApi({
    csrfToken: () => client.getQueryData<Me>(ME_KEY)?.csrfToken ?? "",
    signedOut: () => void client.invalidateQueries({ queryKey: ME_KEY }),
  });
  const one: PhoneApi = {
    api: keepingApi(api, {
      caches: globalThis.caches,
      onKept: (now) => {
        if (now === kept) return;
        kept = now;
        for (const listener of listeners) listener();
      },
    }),
    kept: () => kept,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  made.set(client, one);
  return one;
}

export function usePhoneApi(): Api {
  return phoneApi(useQueryClient()).api;
}

/** Whether the page shows what was kept because the server does not answer. */
export function useShowsKept(): boolean {
  const { kept, subscribe } = phoneApi(useQueryClient());
  return useSyncExternalStore(subscribe, kept, () => false);
}

/** Who is signed in on this phone; null for nobody, undefined until it is known. */
export function useSignedIn(): Me | null | undefined {
  const { data } = useQuery({ ...meQuery(usePhoneApi()), retry: 1 });
  if (data === undefined) return undefined;
  return data.account === null || data.pending !== "none" ? null : data;
}
