import type { ReportEvents, ReportQueue, ReportSheet, ReportSheets } from "@diaodu/contracts";
import { queryOptions } from "@tanstack/react-query";
import type { Api } from "./api.ts";
import { REPORTS_KEY } from "./office-live.ts";

/** Who has reported and who has not, of the units that the caller may see. */
export const sheetsQuery = (api: Api) =>
  queryOptions({
    queryKey: [...REPORTS_KEY, "sheets"],
    queryFn: ({ signal }) => api.get<ReportSheets>("/reports/sheets", signal),
  });

/** What one unit is asked for now. */
export const sheetQuery = (api: Api, unit: string) =>
  queryOptions({
    queryKey: [...REPORTS_KEY, "sheet", unit],
    queryFn: ({ signal }) =>
      api.get<ReportSheet>(`/reports/sheet?${new URLSearchParams({ unit })}`, signal),
  });

export interface QueueFilter {
  readonly state?: string;
  readonly unit?: string;
}

/** Figures on their way, latest change first. */
export const queueQuery = (api: Api, filter: QueueFilter) =>
  queryOptions({
    queryKey: [...REPORTS_KEY, "queue", filter],
    queryFn: ({ signal }) =>
      api.get<ReportQueue>(`/reports/queue?${new URLSearchParams({ ...filter })}`, signal),
  });

/** Every step of one figure's life, newest first. */
export const eventsQuery = (api: Api, entry: string) =>
  queryOptions({
    queryKey: [...REPORTS_KEY, "events", entry],
    queryFn: ({ signal }) =>
      api.get<ReportEvents>(`/reports/${encodeURIComponent(entry)}/events`, signal),
  });
