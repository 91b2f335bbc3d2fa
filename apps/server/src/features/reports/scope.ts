import type { Response } from "express";
import { covers, may, reachOf } from "@diaodu/domain";
import type { Action, Subject, Unit } from "@diaodu/domain";
import type { Catalogue, ReportFilter } from "@diaodu/storage";
import { callerOf } from "../../access/caller.ts";
import { demand } from "../../access/guard.ts";
import { Refusal } from "../../http/problems.ts";

/** Whether the subject may do it for this unit, in whatever region of its scope. [U8] */
export function mayForUnit(subject: Subject, action: Action, unit: string): boolean {
  const reach = reachOf(subject, action);
  if (reach === "all") return true;
  return reach === "own" && covers({ ...subject, regions: "all" }, { unit, region: "" });
}

/** Which reports the subject may read, as a filter; null for none at all. [U5] */
export function readable(subject: Subject): Pick<ReportFilter, "units" | "regions"> | null {
  if (!may(subject, "report.read")) return null;
  if (reachOf(subject, "report.read") === "all") return {};
  const units = subject.units === "all" ? undefined : subject.units;
  const regions = subject.regions === "all" ? undefined : subject.regions;
  if (units?.length === 0 || regions?.length === 0) return null;
  return { units, regions };
}

/** @throws Refusal `forbidden` where the unit lies outside of the caller's scope */
export function demandUnit(res: Response, action: Action, unit: string): void {
  const { subject } = callerOf(res);
  if (mayForUnit(subject, action, unit)) return;
  // Some region of the scope, so that the refusal is the unit's: the guard has passed the action.
  demand(res, action, { unit, region: "" });
}

/** @throws Refusal `invalid_query` for a unit that the catalogue lacks */
export function unitOf(catalogue: Pick<Catalogue, "units">, code: string): Unit {
  const unit = catalogue.units.find((one) => one.code === code);
  if (unit !== undefined) return unit;
  const fault = { path: "unit", code: "unknown_unit", message: `没有单位 ${code}` };
  throw new Refusal("invalid_query", { faults: [fault] });
}
