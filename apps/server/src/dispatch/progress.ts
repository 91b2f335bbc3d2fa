import type { Catalogue, Storage, StoredRecord, UnitProgress } from "@diaodu/storage";
import { readAsked, reportingUnits } from "../features/reports/desk.ts";
import type { Today } from "../features/reports/desk.ts";
import { isWaiting, overdueDays } from "../features/reports/fields.ts";
import type { Asked } from "../features/reports/fields.ts";

/** How far each unit that is asked for anything has reported, in the catalogue's order. */
export async function unitProgress(
  storage: Storage,
  catalogue: Catalogue,
  today: Today,
): Promise<UnitProgress[]> {
  const units = reportingUnits(catalogue);
  if (units.length === 0) return [];
  const { byUnit } = await readAsked({ storage }, catalogue, units, today);
  return progressOf(byUnit, today);
}

/** The same from what is asked of each unit. */
export function progressOf(
  byUnit: ReadonlyMap<string, readonly Asked[]>,
  today: Today,
): UnitProgress[] {
  return [...byUnit].map(([unit, asked]) => {
    return {
      unit,
      asked: asked.length,
      reported: asked.filter((one) => !isWaiting(one)).length,
      missed: asked.filter((one) => isWaiting(one) && one.dueOn <= today.today).length,
      overdueDays: Math.max(0, ...asked.map((one) => overdueDays(one, today.today))),
    };
  });
}

/**
 * How units had reported when a round ended, with the first of the rounds in a row that each has
 * missed: kept with every round, so that no run is too long to be followed.
 *
 * @param rounds records that hold the round which ended before this one
 */
export function progressAtEnd(
  progress: readonly UnitProgress[],
  round: string,
  rounds: readonly StoredRecord<"round">[],
): UnitProgress[] {
  const earlier = rounds.filter(({ id, body }) => id < round && body.atClose !== null);
  const before = earlier.toSorted((a, b) => (a.id < b.id ? 1 : -1))[0]?.body.atClose ?? [];
  return progress.map((one) => {
    if (one.missed === 0) return one;
    const since = before.find(({ unit }) => unit === one.unit)?.missedSince;
    return { ...one, missedSince: since ?? round };
  });
}
