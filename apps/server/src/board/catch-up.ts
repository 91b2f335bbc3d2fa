import type { BusinessClock, Changes, Put } from "@diaodu/contracts";
import type { FoldedChange } from "./fold.ts";

/** Adds up folded changes: a part that was put more than once stands in its last item only. */
export function combine(folded: FoldedChange[], from: number, clock: BusinessClock): Changes {
  const last = new Map<string, number>();
  for (const change of folded) for (const put of change.puts) last.set(partOf(put), change.seq);
  const newest = folded.at(-1);
  return {
    from,
    to: newest?.seq ?? from,
    at: newest?.at ?? clock.now,
    clock,
    items: folded.map((change) => ({
      seq: change.seq,
      at: change.at,
      entries: change.entries,
      puts: change.puts.filter((put) => last.get(partOf(put)) === change.seq),
    })),
  };
}

function partOf(put: Put): string {
  switch (put.type) {
    case "tile":
      return `tile ${put.tile.key}`;
    case "ranking":
      return `ranking ${put.ranking.key}`;
    case "dispatch":
      return "dispatch";
    case "layout":
      return "layout";
  }
}
