import type { Me } from "@diaodu/contracts";
import type { Action } from "@diaodu/domain";
import { queryOptions } from "@tanstack/react-query";
import type { Api } from "./api.ts";

export const ME_KEY = ["me"] as const;

/** Who is signed in and what they may do. */
export const meQuery = (api: Api) =>
  queryOptions({
    queryKey: ME_KEY,
    queryFn: ({ signal }) => api.get<Me>("/me", signal),
    staleTime: Infinity,
    gcTime: Infinity,
  });

/** Whether to offer the action at all; the server decides again. */
export function offers(me: Me, action: Action): boolean {
  return me.actions[action] !== undefined;
}

/** The sign-in page, which leads back to `path` (with its query) afterwards. */
export function signInAddress(path: string): string {
  return `/sign-in?next=${encodeURIComponent(path)}`;
}
