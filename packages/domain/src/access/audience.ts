/** Who hears of a change that is not for everybody. Rule [U9] of SPEC.md. */
import { reachOf } from "./subject.ts";
import type { Owned, Subject } from "./subject.ts";

/** `public`, or `report:<unit>:<region>`. */
export type Audience = "public" | `report:${string}:${string}`;

/** The audience of what a unit has reported and nobody has published. */
export function reportAudience(owned: Owned): Audience {
  return `report:${owned.unit}:${owned.region}`;
}

/**
 * The rooms that a change for `owned` is sent to. A listener with a scope of several units joins
 * several rooms, one without a bound joins the star: none is sent a change twice, because the sender
 * addresses a union of rooms.
 */
export function roomsToTell(owned: Owned): Audience[] {
  return [owned.unit, "*"].flatMap((unit) =>
    [owned.region, "*"].map((region) => reportAudience({ unit, region })),
  );
}

/** The rooms that a subject may join: none without the right to read reports. [U9] */
export function roomsOf(subject: Subject): Audience[] {
  const reach = reachOf(subject, "report.read");
  if (reach === "no") return [];
  if (reach === "all") return [reportAudience({ unit: "*", region: "*" })];
  const units = subject.units === "all" ? ["*"] : subject.units;
  const regions = subject.regions === "all" ? ["*"] : subject.regions;
  return units.flatMap((unit) => regions.map((region) => reportAudience({ unit, region })));
}
