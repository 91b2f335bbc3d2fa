import type { BurdenOnWire, RoundDetail, Rounds } from "@diaodu/contracts";
import { queryOptions } from "@tanstack/react-query";
import type { Api } from "./api.ts";
import { CYCLE_KEY } from "./office-live.ts";

export const ROUND_KEY = [...CYCLE_KEY, "round"] as const;

/** Whoever is told of no report still sees within this time that one came. */
const LOOK_EVERY_MS = 30_000;

/** The year's rounds; the running year for null. */
export const roundsQuery = (api: Api, year: number | null) =>
  queryOptions({
    queryKey: [...ROUND_KEY, "list", year],
    queryFn: ({ signal }) =>
      api.get<Rounds>(year === null ? "/rounds" : `/rounds?year=${year}`, signal),
    refetchInterval: LOOK_EVERY_MS,
  });

/** One round with all that it found. */
export const roundQuery = (api: Api, code: string) =>
  queryOptions({
    queryKey: [...ROUND_KEY, "one", code],
    queryFn: ({ signal }) => api.get<RoundDetail>(`/rounds/${code}`, signal),
    refetchInterval: LOOK_EVERY_MS,
  });

export const burdenQuery = (api: Api) =>
  queryOptions({
    queryKey: [...ROUND_KEY, "burden"],
    queryFn: ({ signal }) => api.get<BurdenOnWire>("/burden", signal),
  });
