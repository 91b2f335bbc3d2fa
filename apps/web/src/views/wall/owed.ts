import type { Tile } from "@diaodu/contracts";
import { daysBetween } from "../../ui/city-date.ts";

/** A figure that the rhythm promises. */
export interface Owed {
  key: string;
  name: string;
  periodLabel: string;
  dueOn: string;
  /** Days past the last day on which it is not late; 0 or less is not yet late. */
  late: number;
}

/** Days by which a tile's next figure is late; 0 when it is not. */
export function daysLate(tile: Pick<Tile, "freshness">, today: string): number {
  const { dueOn } = tile.freshness;
  return dueOn === null ? 0 : Math.max(0, daysBetween(dueOn, today));
}

/** What is owed, the longest overdue first, then what comes due next. */
export function owedList(
  tiles: readonly Pick<Tile, "key" | "name" | "shortName" | "freshness">[],
  today: string,
): Owed[] {
  return tiles
    .flatMap((tile): Owed[] => {
      const { dueOn, nextPeriodLabel } = tile.freshness;
      if (dueOn === null) return [];
      return [
        {
          key: tile.key,
          name: tile.shortName,
          periodLabel: nextPeriodLabel ?? "",
          dueOn,
          late: daysBetween(dueOn, today),
        },
      ];
    })
    .sort((a, b) => b.late - a.late || (a.key < b.key ? -1 : 1));
}
