import { periodEnd, takeItemStep, takeMeetingStep } from "@diaodu/domain";
import type { ActionItem, ItemState, Meeting, MeetingDeed, MeetingState } from "@diaodu/domain";
import fc from "fast-check";
import { expect, test } from "vitest";
import { loadFigures } from "../figures.ts";
import { people } from "../office.ts";
import { roundFigures } from "../round-figures.ts";
import type { Act, Deed } from "./act.ts";
import { fatesOf } from "./reporting.ts";
import { cycleScript } from "./script.ts";

const SEEDS = { numRuns: 4 };
const seeds = fc.integer({ min: 0, max: 1_000_000 });
const who = (login: string) => ({ accountId: login, name: login });
const dayOf = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10);

type Raised = Extract<Deed, { kind: "raise" | "decide" }>;

function newItem(act: Act, deed: Raised): ActionItem {
  const words = deed.kind === "raise" ? deed.words : null;
  return {
    title: words?.title ?? "决定",
    problem: words?.problem ?? "决定",
    source: { kind: "manual" },
    indicator: null,
    region: "371400",
    round: "2020-R001",
    unit: deed.kind === "raise" ? deed.words.unit : deed.unit,
    coUnits: [],
    person: who("x"),
    leader: null,
    raisedBy: who(act.by),
    raisedOn: dayOf(act.at),
    dueOn: deed.kind === "raise" ? deed.words.dueOn : deed.dueOn,
    firstDueOn: deed.kind === "raise" ? deed.words.dueOn : deed.dueOn,
    remedies: (words?.remedies ?? []).map((remedy) => ({ ...remedy, doneOn: null })),
    extension: null,
    closure: null,
    closed: null,
    reopened: 0,
    liaison: null,
    simulated: true,
  };
}

test("the script is the same for the same seed, in order, and names each act once", () => {
  const text = (seed: number) => JSON.stringify(cycleScript(seed));
  expect(text(7) === text(7)).toBe(true);
  expect(text(7) === text(8)).toBe(false);
  fc.assert(
    fc.property(seeds, (seed) => {
      const acts = cycleScript(seed);
      expect(new Set(acts.map(({ id }) => id)).size).toBe(acts.length);
      expect(acts.map(({ at }) => at)).toEqual(acts.map(({ at }) => at).toSorted());
      const logins = new Set(people.map(({ login }) => login));
      expect(acts.filter(({ by }) => !logins.has(by))).toEqual([]);
    }),
    SEEDS,
  );
});

test("[X1] whatever the seed, every step of every item is one that its life allows", () => {
  const events = new Set<string>();
  fc.assert(
    fc.property(seeds, (seed) => {
      const items = new Map<string, { item: ActionItem; state: ItemState }>();
      for (const act of cycleScript(seed)) {
        const { deed } = act;
        if (deed.kind === "raise" || deed.kind === "decide") {
          expect(items.has(deed.item)).toBe(false);
          items.set(deed.item, { item: newItem(act, deed), state: "assigned" });
        }
        if (deed.kind !== "work") continue;
        const standing = items.get(deed.item);
        if (standing === undefined) throw new Error(`${act.id}: not raised`);
        const evidence = deed.evidence === null ? [] : ["file"];
        const outcome = takeItemStep(
          standing.item,
          standing.state,
          { ...deed.deed, evidence },
          { by: who(act.by), today: dayOf(act.at), at: act.at, round: "2020-R001" },
        );
        if ("refused" in outcome) throw new Error(`${act.id}: ${outcome.refused}`);
        events.add(deed.deed.event);
        items.set(deed.item, outcome);
      }
    }),
    SEEDS,
  );
  expect([...events].toSorted()).toEqual(
    [
      "amend",
      "ask_extension",
      "close",
      "feedback",
      "grant_extension",
      "refuse_closure",
      "refuse_extension",
      "reopen",
      "request_closure",
    ].toSorted(),
  );
});

test("[Z1] whatever the seed, every meeting is planned, frozen, decided and ended by its host", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const meetings = new Map<string, { meeting: Meeting; state: MeetingState }>();
      for (const act of cycleScript(seed)) {
        const { deed } = act;
        if (deed.kind === "plan") {
          expect(deed.title).toContain("模拟");
          meetings.set(deed.meeting, { meeting: planned(act, deed), state: "planned" });
        }
        const step = meetingDeed(act);
        if (step === null || !("meeting" in deed)) continue;
        const standing = meetings.get(deed.meeting);
        if (standing === undefined) throw new Error(`${act.id}: not planned`);
        const hand = { by: act.by, hostThere: true };
        const outcome = takeMeetingStep(standing.meeting, standing.state, step, hand);
        if (outcome.kind !== "taken") throw new Error(`${act.id}: ${JSON.stringify(outcome)}`);
        meetings.set(deed.meeting, outcome);
      }
      for (const { meeting, state } of meetings.values()) {
        expect(state).toBe("ended");
        expect(meeting.decisions.length).toBeGreaterThan(0);
      }
    }),
    SEEDS,
  );
});

test("whatever the seed, nothing is decided again while it is still being done", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      /** Words of what is open, by item. */
      const open = new Map<string, string>();
      for (const { deed } of cycleScript(seed)) {
        if (deed.kind === "decide") {
          expect([...open.values()]).not.toContain(deed.words);
          open.set(deed.item, deed.words);
        }
        if (deed.kind === "work" && deed.deed.event === "close") open.delete(deed.item);
      }
    }),
    SEEDS,
  );
});

function planned({ by }: Act, { title, plannedFor }: Extract<Deed, { kind: "plan" }>): Meeting {
  return {
    title,
    code: "ABCDEF",
    round: "2020-R001",
    plannedFor,
    host: who(by),
    agenda: [],
    cursor: { point: null, spotlight: null, turn: 0 },
    frozen: null,
    walls: false,
    attendance: [],
    decisions: [],
    minutes: "",
    previous: null,
    startedAt: null,
    endedAt: null,
  };
}

function meetingDeed({ at, by, deed }: Act): MeetingDeed | null {
  switch (deed.kind) {
    case "attend":
      return {
        event: "attend",
        attendance: { name: by, unit: deed.unit, accountId: by, at, as: "person" },
      };
    case "freeze":
      return { event: "freeze", seq: 1, at, round: "2020-R001" };
    case "decide": {
      const { decision: id, words, unit, person, dueOn, item } = deed;
      return { event: "decide", decision: { id, point: null, words, unit, person, dueOn, item } };
    }
    case "write":
      return { event: "write", minutes: deed.minutes, seen: "" };
    case "end":
      return { event: "end", at };
    case "plan":
    case "report":
    case "publish":
    case "send_back":
    case "raise":
    case "work":
    case "tend":
    case "issue":
    case "begin":
    case "visit":
      return null;
  }
}

test("[E1] whatever the seed, every figure is reported, comes back only while it waits, and ends up published", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const acts = cycleScript(seed);
      const standing = new Map<string, { state: string; value: string }>();
      for (const { id, deed } of acts) {
        if (deed.kind !== "report" && deed.kind !== "publish" && deed.kind !== "send_back")
          continue;
        for (const figure of deed.figures) {
          const key = `${figure.indicator}|${figure.period}`;
          const before = standing.get(key);
          if (deed.kind === "report" && "value" in figure) {
            const free = before === undefined || before.state === "returned";
            if (!free || !figure.simulated || figure.basis !== "dispatch") throw new Error(id);
            standing.set(key, { state: "submitted", value: figure.value });
          } else {
            if (before?.state !== "submitted") throw new Error(id);
            const state = deed.kind === "publish" ? "published" : "returned";
            standing.set(key, { state, value: before?.value ?? "" });
          }
        }
      }
      const official = loadFigures().map(({ note: _note, ...figure }) => figure);
      const expected = roundFigures({ figures: official, seed }).flatMap((one) => one.observations);
      expect(standing).toEqual(
        new Map(
          expected.map(({ indicator, period, value }) => [
            `${indicator}|${period}`,
            { state: "published", value },
          ]),
        ),
      );
    }),
    { numRuns: 2 },
  );
});

test("on 20 July 2020 one unit is late, and the others have reported", () => {
  const fates = fatesOf("2020-R101", 101, () => 0.1);
  expect([...fates.values()].filter((fate) => fate !== "punctual")).toEqual(["overnight"]);
  const late = cycleScript().find(({ id }) => id === "act-2020-R101-statistics-report");
  expect(dayOf(late?.at ?? "") > periodEnd("2020-R101")).toBe(true);
});
