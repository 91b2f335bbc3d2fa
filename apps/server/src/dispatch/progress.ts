import type { Catalogue, Storage, UnitProgress } from "@diaodu/storage";
import { readAsked, reportingUnits } from "../features/reports/desk.ts";
import type { Today } from "../features/reports/desk.ts";
import { isWaiting, overdueDays } from "../features/reports/fields.ts";

/** How far each unit that is asked for anything has reported, in the catalogue's order. */
export async function unitProgress(
  storage: Storage,
  catalogue: Catalogue,
  today: Today,
): Promise<UnitProgress[]> {
  const units = reportingUnits(catalogue);
  if (units.length === 0) return [];
  const { byUnit } = await readAsked({ storage }, catalogue, units, today);
  return units.map((unit) => {
    const asked = byUnit.get(unit) ?? [];
    return {
      unit,
      asked: asked.length,
      reported: asked.filter((one) => !isWaiting(one)).length,
      missed: asked.filter((one) => isWaiting(one) && one.dueOn <= today.today).length,
      overdueDays: Math.max(0, ...asked.map((one) => overdueDays(one, today.today))),
    };
  });
}
