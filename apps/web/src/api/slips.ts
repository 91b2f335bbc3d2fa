import type { Inbox, SlipDetail, Slips } from "@diaodu/contracts";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Api } from "./api.ts";
import { CYCLE_KEY, INBOX_KEY } from "./office-live.ts";

export const SLIP_KEY = [...CYCLE_KEY, "slip"] as const;

/** What a list of slips is narrowed to, as the server is asked. */
export interface SlipFilter {
  readonly state?: string;
  readonly rung?: string;
  readonly unit?: string;
}

/** Slips that the caller may read, the most pressing first. */
export const slipsQuery = (api: Api, filter: SlipFilter) =>
  queryOptions({
    queryKey: [...SLIP_KEY, "list", filter],
    queryFn: ({ signal }) => api.get<Slips>(`/slips?${new URLSearchParams({ ...filter })}`, signal),
    placeholderData: keepPreviousData,
  });

/** One slip with its history, its case and how it was delivered. */
export const slipQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: [...SLIP_KEY, "one", id],
    queryFn: ({ signal }) => api.get<SlipDetail>(`/slips/${encodeURIComponent(id)}`, signal),
  });

export function slipFileAddress(slip: string, file: string): string {
  return `/api/v1/slips/${encodeURIComponent(slip)}/files/${encodeURIComponent(file)}`;
}

/** What the caller and their units were told, newest first. */
export const inboxQuery = (api: Api) =>
  queryOptions({
    queryKey: INBOX_KEY,
    queryFn: ({ signal }) => api.get<Inbox>("/inbox", signal),
  });
