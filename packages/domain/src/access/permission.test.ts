import fc from "fast-check";
import { expect, test } from "vitest";
import { ACTION_NAMES, ACTIONS, PERMISSIONS } from "./permission.ts";
import type { Action } from "./permission.ts";
import { ADMINISTRATORS, PERSONAL_ROLES, ROLE_NAMES, ROLES, rolesFault } from "./role.ts";
import type { Role } from "./role.ts";
import { covers, may, nobody, reachOf } from "./subject.ts";
import type { Subject } from "./subject.ts";

const everyone = { units: "all", regions: "all" } as const;
const rolesWith = (action: Action) => ROLES.filter((role) => PERMISSIONS[action][role] !== "no");
const granted = (role: Role) =>
  Object.fromEntries(
    ACTIONS.flatMap((action) =>
      PERMISSIONS[action][role] === "no" ? [] : [[action, PERMISSIONS[action][role]]],
    ),
  );

const OPEN = { "operation.read": "all", "session.open": "all", "screen.request": "all" };
const BOARD = { "board.read": "all", "origin.read": "all" };
const PERSON = {
  ...OPEN,
  ...BOARD,
  "board.export": "all",
  "origin.persons": "all",
  "session.own": "all",
  "catalogue.read": "all",
  "meeting.join": "all",
};
/** Whoever works on items and slips also reads what was met about and what was made known. */
const CYCLE = { "cycle.read": "own", "meeting.read": "all", "bulletin.read": "all" };

test.each<[Role, Record<string, string>]>([
  ["anonymous", OPEN],
  ["public", { ...OPEN, ...BOARD, "board.export": "all", "meeting.join": "all" }],
  ["screen", { ...OPEN, ...BOARD, "meeting.join": "all" }],
  ["viewer", { ...PERSON, "bulletin.read": "all" }],
  [
    "leader",
    {
      ...PERSON,
      ...CYCLE,
      "figure.return": "own",
      "item.raise": "own",
      "item.check": "own",
      "liaison.note": "own",
      "meeting.host": "all",
    },
  ],
  [
    "reporter",
    {
      ...PERSON,
      ...CYCLE,
      "report.read": "own",
      "report.write": "own",
      "item.work": "own",
      "slip.answer": "own",
    },
  ],
  [
    "reviewer",
    {
      ...PERSON,
      ...CYCLE,
      "report.read": "own",
      "report.publish": "own",
      "report.return": "own",
      "figure.return": "own",
    },
  ],
  [
    "dispatch_office",
    {
      ...PERSON,
      ...CYCLE,
      "report.read": "all",
      "report.return": "all",
      "figure.return": "all",
      "screen.pair": "all",
      "cycle.read": "all",
      "item.raise": "all",
      "item.check": "all",
      "slip.manage": "all",
      "liaison.write": "all",
      "liaison.note": "all",
      "meeting.host": "all",
      "bulletin.write": "all",
      "settings.read": "all",
      "settings.write": "all",
    },
  ],
  [
    "machine",
    {
      ...OPEN,
      ...BOARD,
      "catalogue.read": "all",
      "report.read": "own",
      "report.write": "own",
      "feed.send": "own",
    },
  ],
  ["feed", { ...OPEN, ...BOARD, "catalogue.read": "all", "feed.send": "own" }],
  [
    "system_admin",
    {
      ...PERSON,
      "catalogue.write": "all",
      "account.read": "all",
      "account.write": "all",
      "api_key.read": "all",
      "screen.pair": "all",
      "settings.read": "all",
      "channel.write": "all",
    },
  ],
  [
    "security_admin",
    {
      ...PERSON,
      "account.read": "all",
      "account.grant": "all",
      "session.revoke": "all",
      "api_key.read": "all",
      "api_key.write": "all",
    },
  ],
  ["audit_admin", { ...PERSON, "audit.read": "all", "audit.export": "all" }],
])("[U1] %s may do exactly what the table names", (role, actions) => {
  expect(granted(role)).toEqual(actions);
});

test("[U1] every action names a reach for every role, and a Chinese name", () => {
  for (const action of ACTIONS) {
    expect(Object.keys(PERMISSIONS[action]).toSorted()).toEqual(ROLES.toSorted());
    expect(ACTION_NAMES[action]).toMatch(/\p{Script=Han}/u);
  }
  for (const role of ROLES) expect(ROLE_NAMES[role]).toMatch(/\p{Script=Han}/u);
});

test("[U3] an open board lets the public read it, a closed one nobody unknown", () => {
  expect(may(nobody("open"), "board.read")).toBe(true);
  expect(may(nobody("closed"), "board.read")).toBe(false);
  for (const board of ["open", "closed"] as const) {
    expect(may(nobody(board), "report.read")).toBe(false);
    expect(may(nobody(board), "origin.persons")).toBe(false);
  }
});

test("[U5] [U6] only units write, only reviewers publish, each within its own", () => {
  expect(rolesWith("report.write")).toEqual(["reporter", "machine"]);
  expect(rolesWith("report.publish")).toEqual(["reviewer"]);
  expect(PERMISSIONS["report.write"].reporter).toBe("own");
  expect(PERMISSIONS["report.publish"].reviewer).toBe("own");
  expect(rolesWith("report.read")).toEqual(["dispatch_office", "reviewer", "reporter", "machine"]);
});

test("[U7] administrators read no unpublished figure, and one of them alone the audit log", () => {
  for (const role of ADMINISTRATORS) {
    for (const action of ACTIONS.filter((name) => /^(report|figure|feed)\./u.test(name))) {
      expect(PERMISSIONS[action][role]).toBe("no");
    }
  }
  expect(rolesWith("audit.read")).toEqual(["audit_admin"]);
  expect(rolesWith("audit.export")).toEqual(["audit_admin"]);
});

test("[U7] no single role both makes accounts and grants what they may do", () => {
  for (const role of ROLES) {
    const both = ["account.write", "account.grant"] as const;
    expect(both.every((action) => PERMISSIONS[action][role] !== "no")).toBe(false);
  }
});

test("[U2] an administrator's account holds one role, whoever works with figures several", () => {
  expect(rolesFault(["reporter", "reviewer"])).toBeNull();
  expect(rolesFault([])).toBeNull();
  expect(rolesFault(["viewer", "viewer"])).toContain("重复");
  for (const admin of ADMINISTRATORS) {
    expect(rolesFault([admin])).toBeNull();
    for (const other of PERSONAL_ROLES.filter((role) => role !== admin)) {
      expect(rolesFault([admin, other])).toMatch(/三个账号|不能兼任/u);
    }
  }
});

const codes = fc.uniqueArray(fc.constantFrom("finance", "statistics", "commerce"));
const within = fc.oneof(fc.constant("all" as const), codes);
const regions = fc.oneof(
  fc.constant("all" as const),
  fc.uniqueArray(fc.constantFrom("371400", "371402", "100000")),
);
const subjects: fc.Arbitrary<Subject> = fc.record({
  roles: fc.uniqueArray(fc.constantFrom(...ROLES)),
  units: within,
  regions,
});
const owned = fc.record({
  unit: fc.constantFrom("finance", "statistics", "commerce"),
  region: fc.constantFrom("371400", "371402", "100000"),
});

test("[U4] the widest of the roles decides, and nothing is granted that no role grants", () => {
  const order = ["no", "own", "all"];
  fc.assert(
    fc.property(subjects, fc.constantFrom(...ACTIONS), (subject, action) => {
      const widest = Math.max(
        0,
        ...subject.roles.map((role) => order.indexOf(PERMISSIONS[action][role])),
      );
      expect(reachOf(subject, action)).toBe(order[widest]);
    }),
  );
  expect(ACTIONS.some((action) => may({ ...everyone, roles: [] }, action))).toBe(false);
});

test("[U8] own reaches what lies within both units and regions; an empty scope reaches nothing", () => {
  fc.assert(
    fc.property(subjects, fc.constantFrom(...ACTIONS), owned, (subject, action, figure) => {
      const reach = reachOf(subject, action);
      const inside =
        (subject.units === "all" || subject.units.includes(figure.unit)) &&
        (subject.regions === "all" || subject.regions.includes(figure.region));
      expect(covers(subject, figure)).toBe(inside);
      expect(may(subject, action, figure)).toBe(reach === "all" || (reach === "own" && inside));
      if (may(subject, action, figure)) expect(may(subject, action)).toBe(true);
    }),
  );
  const figure = { unit: "finance", region: "371400" };
  expect(covers({ units: [], regions: "all" }, figure)).toBe(false);
  expect(covers({ units: "all", regions: [] }, figure)).toBe(false);
});
