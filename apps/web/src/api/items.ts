import type { ItemDetail, ItemPeople, ItemProposal, Items, Liaisons } from "@diaodu/contracts";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Api } from "./api.ts";
import { CYCLE_KEY } from "./office-live.ts";

export const ITEM_KEY = [...CYCLE_KEY, "item"] as const;
export const LIAISON_KEY = [...CYCLE_KEY, "liaison"] as const;

/** What a list of items is narrowed to, as the server is asked. */
export interface ItemFilter {
  readonly state?: string;
  readonly unit?: string;
  readonly mine?: "1";
  readonly indicator?: string;
  readonly region?: string;
}

/** Items that the caller may read, the most pressing first. */
export const itemsQuery = (api: Api, filter: ItemFilter) =>
  queryOptions({
    queryKey: [...ITEM_KEY, "list", filter],
    queryFn: ({ signal }) => api.get<Items>(`/items?${new URLSearchParams({ ...filter })}`, signal),
    // Another list of the same page: its counts stand until it is there.
    placeholderData: keepPreviousData,
  });

/** One item with everything that happened. */
export const itemQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: [...ITEM_KEY, "one", id],
    queryFn: ({ signal }) => api.get<ItemDetail>(`/items/${encodeURIComponent(id)}`, signal),
  });

/** Whom an item can be given to. */
export const itemPeopleQuery = (api: Api) =>
  queryOptions({
    queryKey: [...CYCLE_KEY, "people"],
    queryFn: ({ signal }) => api.get<ItemPeople>("/items/people", signal),
  });

/** What an item raised from this light would say. */
export function readProposal(api: Api, indicator: string, region: string): Promise<ItemProposal> {
  return api.get<ItemProposal>(`/items/proposal?${new URLSearchParams({ indicator, region })}`);
}

export function itemFileAddress(item: string, file: string): string {
  return `/api/v1/items/${encodeURIComponent(item)}/files/${encodeURIComponent(file)}`;
}

/** Who answers for what; counts items, so that a step of either asks anew. */
export const liaisonsQuery = (api: Api) =>
  queryOptions({
    queryKey: [...LIAISON_KEY, "list"],
    queryFn: ({ signal }) => api.get<Liaisons>("/liaisons", signal),
  });
