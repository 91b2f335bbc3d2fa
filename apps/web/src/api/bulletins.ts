import type { BulletinOnWire, Bulletins, BulletinSources } from "@diaodu/contracts";
import { queryOptions } from "@tanstack/react-query";
import type { Api } from "./api.ts";
import { CYCLE_KEY } from "./office-live.ts";

export const BULLETIN_KEY = [...CYCLE_KEY, "bulletin"] as const;

/** Bulletins that the caller may read, latest change first. */
export const bulletinsQuery = (api: Api) =>
  queryOptions({
    queryKey: [...BULLETIN_KEY, "list"],
    queryFn: ({ signal }) => api.get<Bulletins>("/bulletins", signal),
  });

/** One bulletin as it is printed. */
export const bulletinQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: [...BULLETIN_KEY, "one", id],
    queryFn: ({ signal }) =>
      api.get<BulletinOnWire>(`/bulletins/${encodeURIComponent(id)}`, signal),
  });

/** Frozen rounds and meetings; asked anew whenever somebody is about to draw one up. */
export const bulletinSourcesQuery = (api: Api) =>
  queryOptions({
    queryKey: [...CYCLE_KEY, "bulletin-sources"],
    queryFn: ({ signal }) => api.get<BulletinSources>("/bulletins/sources", signal),
    staleTime: 0,
  });

export function bulletinFileAddress(id: string): string {
  return `/api/v1/bulletins/${encodeURIComponent(id)}.docx`;
}
