import type { Duty, Indicator, Region, StatusRule, Target, Unit } from "@diaodu/domain";
import { queryOptions } from "@tanstack/react-query";
import type { Api } from "./api.ts";

/** `GET /catalogue`. */
export interface Catalogue {
  readonly seq: number;
  readonly fingerprint: string;
  readonly regions: readonly Region[];
  readonly indicators: readonly Indicator[];
  readonly targets: readonly Target[];
  readonly rules: readonly StatusRule[];
  readonly units: readonly Unit[];
  readonly duties: readonly Duty[];
  readonly board: readonly { readonly indicator: string; readonly region: string }[];
}

export const CATALOGUE_KEY = ["catalogue"] as const;

/** What the installation follows: everybody in the office may read it. */
export const catalogueQuery = (api: Api) =>
  queryOptions({
    queryKey: CATALOGUE_KEY,
    queryFn: ({ signal }) => api.get<Catalogue>("/catalogue", signal),
  });
