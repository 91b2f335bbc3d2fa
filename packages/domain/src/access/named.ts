/** Who may act on what names units and persons: items, slips, liaisons. Rule [U10] of SPEC.md. */
import type { RegionCode } from "../region.ts";
import { PERMISSIONS } from "./permission.ts";
import type { Action } from "./permission.ts";
import type { Role } from "./role.ts";
import { covers } from "./subject.ts";
import type { Subject } from "./subject.ts";

/** Whom a record names. */
export interface Named {
  /** Units in any part of it. */
  readonly units: readonly string[];
  readonly region: RegionCode | null;
  /** Accounts in any part of it. */
  readonly accounts: readonly string[];
}

/** A subject, and the account that it acts by; null for a machine and for nobody. */
export interface Actor {
  readonly subject: Subject;
  readonly accountId: string | null;
}

/** Roles of people who belong to the units of their scope; of others the scope is what they look at. */
export const OF_A_UNIT: readonly Role[] = ["reporter", "machine"];

/**
 * Whether the actor may do `action` to what names `named`. A role of reach `own` reaches what names
 * the account itself, what lies within the scope, and for whoever belongs to a unit what names that
 * unit, in whatever region. [U10]
 */
export function mayToNamed({ subject, accountId }: Actor, action: Action, named: Named): boolean {
  return subject.roles.some((role) => {
    const reach = PERMISSIONS[action][role];
    if (reach !== "own") return reach === "all";
    if (accountId !== null && named.accounts.includes(accountId)) return true;
    if (OF_A_UNIT.includes(role) && isOfUnit(subject, named)) return true;
    return named.units.some((unit) =>
      named.region === null
        ? covers({ ...subject, regions: "all" }, { unit, region: "" })
        : covers(subject, { unit, region: named.region }),
    );
  });
}

/** A scope without a bound names no unit that anybody could belong to. */
function isOfUnit({ units }: Subject, named: Named): boolean {
  return units !== "all" && named.units.some((unit) => units.includes(unit));
}
