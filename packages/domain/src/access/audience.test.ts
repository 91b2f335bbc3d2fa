import fc from "fast-check";
import { expect, test } from "vitest";
import { reportAudience, roomsOf, roomsToTell } from "./audience.ts";
import { ROLES } from "./role.ts";
import { may, nobody } from "./subject.ts";

const UNITS = ["finance", "statistics", "commerce", "ecology"];
const REGIONS = ["100000", "370000", "371400", "371402"];
const some = (codes: readonly string[]) =>
  fc.oneof(fc.constant("all" as const), fc.uniqueArray(fc.constantFrom(...codes)));

test("[U9] a subject stands in a room that is told of a report exactly when it may read it", () => {
  fc.assert(
    fc.property(
      fc.record({
        roles: fc.uniqueArray(fc.constantFrom(...ROLES), { maxLength: 4 }),
        units: some(UNITS),
        regions: some(REGIONS),
      }),
      fc.record({ unit: fc.constantFrom(...UNITS), region: fc.constantFrom(...REGIONS) }),
      (subject, owned) => {
        const told = roomsToTell(owned);
        const hears = roomsOf(subject).some((room) => told.includes(room));
        expect(hears).toBe(may(subject, "report.read", owned));
      },
    ),
    { numRuns: 1000 },
  );
});

test("[U9] whoever is not signed in joins no room, on an open board neither", () => {
  expect(roomsOf(nobody("open"))).toEqual([]);
  expect(roomsOf(nobody("closed"))).toEqual([]);
});

test("[U9] an audience names unit and region", () => {
  const owned = { unit: "finance", region: "371400" };
  expect(reportAudience(owned)).toBe("report:finance:371400");
  expect(roomsToTell(owned)).toContain(reportAudience(owned));
  expect(new Set(roomsToTell(owned)).size).toBe(4);
});
