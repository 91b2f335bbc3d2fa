import type { ReportSheets, RoundUnit } from "@diaodu/contracts";

/** A unit in a round; what came of its figures only for whoever may read them. */
export interface UnitRow extends RoundUnit {
  readonly sheet: ReportSheets["units"][number] | null;
}

export type UnitFilter = "all" | "missing" | "overdue";
export const UNIT_FILTERS: readonly UnitFilter[] = ["all", "missing", "overdue"];

export function unitRows(units: readonly RoundUnit[], sheets: ReportSheets | undefined): UnitRow[] {
  const known = new Map(sheets?.units.map((sheet) => [sheet.unit, sheet]));
  return units.map((unit) => ({ ...unit, sheet: known.get(unit.unit) ?? null }));
}

export function isComplete({ asked, reported }: RoundUnit): boolean {
  return reported >= asked;
}

export function matches(row: RoundUnit, filter: UnitFilter): boolean {
  if (filter === "missing") return !isComplete(row);
  return filter === "all" || row.overdueDays > 0;
}

/** Whom one can still urge in this round. */
export function mayBeUrged(row: RoundUnit): boolean {
  return !isComplete(row) && row.urgedAt === null;
}

/** Units that something is asked of, and how many of them have sent it all. */
export function complete(rows: readonly RoundUnit[]): {
  readonly done: number;
  readonly all: number;
} {
  const asked = rows.filter((row) => row.asked > 0);
  return { done: asked.filter(isComplete).length, all: asked.length };
}
