import { useQuery } from "@tanstack/react-query";
import { useApi } from "../../../api/api.ts";
import { catalogueQuery } from "../../../api/catalogue.ts";
import type { Named } from "./scope-words.ts";

/** Names of what rights and keys are bounded by. Without the catalogue codes stand as they are. */
export function useNames(): {
  readonly units: readonly Named[];
  readonly regions: readonly Named[];
  readonly indicators: readonly Named[];
  readonly loading: boolean;
  readonly failed: boolean;
} {
  const catalogue = useQuery(catalogueQuery(useApi()));
  const { units = [], regions = [], indicators = [] } = catalogue.data ?? {};
  return { units, regions, indicators, loading: catalogue.isPending, failed: catalogue.isError };
}
