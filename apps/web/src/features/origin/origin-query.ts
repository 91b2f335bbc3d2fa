import type { OriginChain, OriginChains } from "@diaodu/contracts";
import { queryOptions } from "@tanstack/react-query";

/** Every measure of one figure with its steps. `seq` is the tile's: a corrected figure asks anew. */
export const originQuery = (o: {
  indicator: string;
  region: string;
  period: string;
  seq: number;
}) =>
  queryOptions({
    queryKey: ["origin", o.indicator, o.region, o.period, o.seq],
    queryFn: async ({ signal }): Promise<readonly OriginChain[]> => {
      const { indicator, region, period } = o;
      const answer = await fetch(
        `/api/v1/origin?${new URLSearchParams({ indicator, region, period })}`,
        { signal },
      );
      if (!answer.ok) throw new Error(`origin: HTTP ${answer.status}`);
      return ((await answer.json()) as OriginChains).chains;
    },
    staleTime: Infinity,
    retry: 2,
  });
