import type { CatalogueAnswer, CatalogueHistory, CatalogueKind } from "@diaodu/contracts";
import { queryOptions } from "@tanstack/react-query";
import type { Api } from "./api.ts";

export const CATALOGUE_KEY = ["catalogue"] as const;

/** What the installation follows: everybody in the office may read it. */
export const catalogueQuery = (api: Api) =>
  queryOptions({
    queryKey: CATALOGUE_KEY,
    queryFn: ({ signal }) => api.get<CatalogueAnswer>("/catalogue", signal),
  });

/** Every revision of one definition, newest first. */
export const historyQuery = (api: Api, kind: CatalogueKind, code: string) =>
  queryOptions({
    queryKey: [...CATALOGUE_KEY, "history", kind, code],
    queryFn: ({ signal }) =>
      api.get<CatalogueHistory>(
        `/catalogue/history?${new URLSearchParams({ kind, code })}`,
        signal,
      ),
  });
