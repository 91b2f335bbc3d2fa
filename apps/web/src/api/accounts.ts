import type { Account, ApiKey, AuditRow, Screen, SessionRow } from "@diaodu/contracts";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Api } from "./api.ts";

export const ACCOUNTS_KEY = ["accounts"] as const;
export const SESSIONS_KEY = ["sessions"] as const;
export const OWN_SESSIONS_KEY = ["own-sessions"] as const;
export const KEYS_KEY = ["api-keys"] as const;
export const SCREENS_KEY = ["screens"] as const;
const AUDIT_KEY = ["audit"] as const;

export const accountsQuery = (api: Api) =>
  queryOptions({
    queryKey: ACCOUNTS_KEY,
    queryFn: async ({ signal }) =>
      (await api.get<{ accounts: Account[] }>("/accounts", signal)).accounts,
  });

export const sessionsQuery = (api: Api) =>
  queryOptions({
    queryKey: SESSIONS_KEY,
    queryFn: async ({ signal }) =>
      (await api.get<{ sessions: SessionRow[] }>("/sessions", signal)).sessions,
  });

export const ownSessionsQuery = (api: Api) =>
  queryOptions({
    queryKey: OWN_SESSIONS_KEY,
    queryFn: async ({ signal }) =>
      (await api.get<{ sessions: SessionRow[] }>("/me/sessions", signal)).sessions,
  });

export const keysQuery = (api: Api) =>
  queryOptions({
    queryKey: KEYS_KEY,
    queryFn: async ({ signal }) => (await api.get<{ keys: ApiKey[] }>("/api-keys", signal)).keys,
  });

export const screensQuery = (api: Api) =>
  queryOptions({
    queryKey: SCREENS_KEY,
    queryFn: async ({ signal }) =>
      (await api.get<{ screens: Screen[] }>("/screens", signal)).screens,
  });

/** Rows that one request brings. */
const AUDIT_PAGE = 100;

/** @param filter query of `GET /audit` without paging */
export const auditQuery = (api: Api, filter: string) =>
  infiniteQueryOptions({
    queryKey: [...AUDIT_KEY, filter],
    queryFn: async ({ pageParam, signal }) => {
      const query = new URLSearchParams(filter);
      query.set("limit", String(AUDIT_PAGE));
      if (pageParam !== null) query.set("before", String(pageParam));
      return (await api.get<{ rows: AuditRow[] }>(`/audit?${query}`, signal)).rows;
    },
    initialPageParam: null as number | null,
    getNextPageParam: (rows) => (rows.length < AUDIT_PAGE ? null : (rows.at(-1)?.n ?? null)),
  });

/** The newest row: its hash holds the whole log. */
export const auditHeadQuery = (api: Api) =>
  queryOptions({
    queryKey: [...AUDIT_KEY, "head"],
    queryFn: async ({ signal }) =>
      (await api.get<{ rows: AuditRow[] }>("/audit?limit=1", signal)).rows[0] ?? null,
  });
