/** Who hears that a record of the dispatch cycle took a step. Rule [U11] of SPEC.md. */
import type { Action } from "./permission.ts";
import { PERMISSIONS } from "./permission.ts";
import { OF_A_UNIT } from "./named.ts";
import type { Actor, Named } from "./named.ts";
import { reachOf } from "./subject.ts";

/** Rooms of one unit, of one scope, of one account, of everybody who may. */
export type CycleRoom =
  | `cycle:unit:${string}`
  | `cycle:scope:${string}:${string}`
  | `cycle:account:${string}`
  | `cycle:all`
  | `may:${Action}`;

/** A record of the cycle, by what decides who may read it. */
export interface CycleMark extends Named {
  readonly kind: "round" | "item" | "slip" | "meeting" | "liaison" | "bulletin" | "settings";
}

/** Kinds that are read by right alone, whomever they name. */
const READ_BY_RIGHT = {
  round: "board.read",
  meeting: "meeting.read",
  bulletin: "bulletin.read",
  settings: "settings.read",
} as const satisfies Partial<Record<CycleMark["kind"], Action>>;

/** Every room that hears of a record: a listener in several of them is told once. [U11] */
export function cycleRoomsToTell(mark: CycleMark): CycleRoom[] {
  const { kind, units, accounts } = mark;
  if (kind !== "item" && kind !== "slip" && kind !== "liaison") {
    return [`may:${READ_BY_RIGHT[kind]}`];
  }
  // What names no region is for every region.
  const regions = mark.region === null ? [ANY_REGION] : [mark.region, "*"];
  const rooms: CycleRoom[] = [
    "cycle:all",
    ...units.map((unit): CycleRoom => `cycle:unit:${unit}`),
    ...units.flatMap((unit) =>
      regions.flatMap((region): CycleRoom[] => [scopeRoom(unit, region), scopeRoom("*", region)]),
    ),
    ...accounts.map((account): CycleRoom => `cycle:account:${account}`),
  ];
  return [...new Set(rooms)];
}

/** The rooms that an actor may join: exactly those of what it may read. [U11] */
export function cycleRoomsOf({ subject, accountId }: Actor): CycleRoom[] {
  const rooms: CycleRoom[] = Object.values(READ_BY_RIGHT)
    .filter((action) => reachOf(subject, action) !== "no")
    .map((action): CycleRoom => `may:${action}`);
  const reach = reachOf(subject, "cycle.read");
  if (reach === "all") return [...rooms, "cycle:all"];
  if (reach === "no") return rooms;
  const units = subject.units === "all" ? ["*"] : subject.units;
  const regions = subject.regions === "all" ? ["*"] : subject.regions;
  const ofUnit = subject.roles.some(
    (role) => OF_A_UNIT.includes(role) && PERMISSIONS["cycle.read"][role] === "own",
  );
  if (ofUnit && subject.units !== "all") {
    for (const unit of subject.units) rooms.push(`cycle:unit:${unit}`);
  }
  for (const unit of units) for (const region of regions) rooms.push(scopeRoom(unit, region));
  // What names no region is also read by a scope of few regions, or of none.
  for (const unit of units) rooms.push(scopeRoom(unit, ANY_REGION));
  if (accountId !== null) rooms.push(`cycle:account:${accountId}`);
  return [...new Set(rooms)];
}

const scopeRoom = (unit: string, region: string): CycleRoom => `cycle:scope:${unit}:${region}`;
const ANY_REGION = "any";
