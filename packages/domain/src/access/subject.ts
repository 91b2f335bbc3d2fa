/** A decision: may this subject do this to that? Rules [U4] and [U8] of SPEC.md. */
import type { RegionCode } from "../region.ts";
import type { Action, Reach } from "./permission.ts";
import { PERMISSIONS } from "./permission.ts";
import type { Role } from "./role.ts";

/** Codes within which `own` reaches; `all` sets no bound. An empty list reaches nothing. */
export type Within = readonly string[] | "all";

export interface Scope {
  /** Unit codes. */
  readonly units: Within;
  readonly regions: Within;
}

export interface Subject extends Scope {
  /** Empty: an account that nobody has granted anything yet. */
  readonly roles: readonly Role[];
}

/** What a figure belongs to. */
export interface Owned {
  readonly unit: string;
  readonly region: RegionCode;
}

const NOWHERE: Scope = { units: [], regions: [] };

/** Nobody signed in. With an open board they are the public. */
export function nobody(board: "open" | "closed"): Subject {
  return { ...NOWHERE, roles: [board === "open" ? "public" : "anonymous"] };
}

/** The widest reach that any of the subject's roles gives to the action. [U4] */
export function reachOf(subject: Subject, action: Action): Reach {
  let widest: Reach = "no";
  for (const role of subject.roles) {
    const reach = PERMISSIONS[action][role];
    if (reach === "all") return "all";
    if (reach === "own") widest = "own";
  }
  return widest;
}

/**
 * Whether the subject may do it: to `owned` where given, to anything at all where not. [U4] [U8]
 * Without `owned`, `own` counts as yes: the caller narrows what it shows or writes with {@link covers}.
 */
export function may(subject: Subject, action: Action, owned?: Owned): boolean {
  const reach = reachOf(subject, action);
  return reach === "all" || (reach === "own" && (owned === undefined || covers(subject, owned)));
}

/** Whether unit and region both lie within the scope. [U8] */
export function covers(scope: Scope, owned: Owned): boolean {
  return within(scope.units, owned.unit) && within(scope.regions, owned.region);
}

function within(codes: Within, code: string): boolean {
  return codes === "all" || codes.includes(code);
}
