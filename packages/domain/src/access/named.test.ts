import fc from "fast-check";
import { expect, test } from "vitest";
import { cycleRoomsOf, cycleRoomsToTell } from "./cycle-audience.ts";
import { mayToNamed } from "./named.ts";
import type { Actor, Named } from "./named.ts";
import type { Role } from "./role.ts";
import { ROLES } from "./role.ts";
import type { Scope } from "./subject.ts";
import { may, reachOf } from "./subject.ts";

const CITY = "371400";
const named: Named = { units: ["finance", "commerce"], region: CITY, accounts: ["wang", "boss"] };

function actor(role: Role, accountId: string | null, scope: Partial<Scope> = {}): Actor {
  return { accountId, subject: { roles: [role], units: [], regions: [], ...scope } };
}

test("[U10] every unit that is named reads and works, in whatever region", () => {
  for (const unit of named.units) {
    const reporter = actor("reporter", "somebody", { units: [unit], regions: ["370000"] });
    expect(mayToNamed(reporter, "cycle.read", named)).toBe(true);
    expect(mayToNamed(reporter, "item.work", named)).toBe(true);
    expect(mayToNamed(reporter, "item.check", named)).toBe(false);
  }
  const stranger = actor("reporter", "somebody", { units: ["ecology"], regions: "all" });
  expect(mayToNamed(stranger, "cycle.read", named)).toBe(false);
});

test("[U10] leader and person who are named act as far as their role goes, whatever their scope", () => {
  expect(mayToNamed(actor("leader", "boss"), "item.check", named)).toBe(true);
  expect(mayToNamed(actor("leader", "boss"), "item.work", named)).toBe(false);
  expect(mayToNamed(actor("reporter", "wang"), "item.work", named)).toBe(true);
  expect(mayToNamed(actor("leader", "other"), "cycle.read", named)).toBe(false);
  expect(mayToNamed(actor("viewer", "wang"), "cycle.read", named)).toBe(false);
});

test("[U10] a leader's or reviewer's scope covers unit and region together, the dispatch office all", () => {
  for (const role of ["leader", "reviewer"] as const) {
    const reads = (scope: Scope) => mayToNamed(actor(role, "x", scope), "cycle.read", named);
    expect(reads({ units: "all", regions: [CITY] })).toBe(true);
    expect(reads({ units: ["commerce"], regions: [CITY] })).toBe(true);
    expect(reads({ units: ["commerce"], regions: ["370000"] })).toBe(false);
    expect(reads({ units: ["ecology"], regions: "all" })).toBe(false);
  }
  expect(mayToNamed(actor("dispatch_office", null), "item.check", named)).toBe(true);
});

const UNITS = ["finance", "statistics", "commerce"];
const REGIONS = ["370000", "371400", "371402"];
const ACCOUNTS = ["wang", "zhao", "boss"];
const within = (codes: readonly string[]) =>
  fc.oneof(fc.constant("all" as const), fc.uniqueArray(fc.constantFrom(...codes)));
const actors: fc.Arbitrary<Actor> = fc.record({
  accountId: fc.option(fc.constantFrom(...ACCOUNTS)),
  subject: fc.record({
    roles: fc.uniqueArray(fc.constantFrom(...ROLES), { maxLength: 3 }),
    units: within(UNITS),
    regions: within(REGIONS),
  }),
});
const records = fc.record({
  units: fc.uniqueArray(fc.constantFrom(...UNITS)),
  region: fc.option(fc.constantFrom(...REGIONS)),
  accounts: fc.uniqueArray(fc.constantFrom(...ACCOUNTS)),
});

test("[U10] nobody does to a record what their roles have no reach for", () => {
  const actions = ["cycle.read", "item.raise", "item.work", "item.check", "slip.answer"] as const;
  fc.assert(
    fc.property(actors, fc.constantFrom(...actions), records, (who, action, record) => {
      if (mayToNamed(who, action, record)) expect(reachOf(who.subject, action)).not.toBe("no");
      if (reachOf(who.subject, action) === "all") {
        expect(mayToNamed(who, action, record)).toBe(true);
      }
    }),
  );
});

test("[U11] an actor stands in a room that is told of a record exactly when it may read it", () => {
  const kinds = fc.constantFrom("item" as const, "slip" as const, "liaison" as const);
  fc.assert(
    fc.property(actors, kinds, records, (who, kind, record) => {
      const told = cycleRoomsToTell({ kind, ...record });
      const hears = cycleRoomsOf(who).some((room) => told.includes(room));
      expect(hears).toBe(mayToNamed(who, "cycle.read", record));
    }),
    { numRuns: 2000 },
  );
});

test("[U11] of rounds, meetings, bulletins and settings hears whoever may read any of them", () => {
  const rights = {
    round: "board.read",
    meeting: "meeting.read",
    bulletin: "bulletin.read",
    settings: "settings.read",
  } as const;
  const kinds = fc.constantFrom(...(Object.keys(rights) as (keyof typeof rights)[]));
  fc.assert(
    fc.property(actors, kinds, records, (who, kind, record) => {
      const told = cycleRoomsToTell({ kind, ...record });
      const hears = cycleRoomsOf(who).some((room) => told.includes(room));
      expect(hears).toBe(may(who.subject, rights[kind]));
    }),
  );
});
