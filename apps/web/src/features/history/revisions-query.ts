import type { Revisions } from "@diaodu/contracts";
import { queryOptions } from "@tanstack/react-query";

/**
 * Every revision of one figure, newest first. `seq` is the tile's: a corrected figure asks anew.
 */
export const revisionsQuery = (o: {
  indicator: string;
  region: string;
  period: string;
  seq: number;
}) =>
  queryOptions({
    queryKey: ["revisions", o.indicator, o.region, o.period, o.seq],
    queryFn: async ({ signal }): Promise<Revisions> => {
      const asked = new URLSearchParams({
        indicator: o.indicator,
        region: o.region,
        period: o.period,
      });
      const answer = await fetch(`/api/v1/observations?${asked}`, { signal });
      if (!answer.ok) throw new Error(`revisions: HTTP ${answer.status}`);
      return (await answer.json()) as Revisions;
    },
    staleTime: Infinity,
    retry: 2,
  });
