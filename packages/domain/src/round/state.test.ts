import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarOf, spellFrom } from "../../test/calendar.ts";
import { addDays, civilInstant } from "../plain-date.ts";
import { TWO_DAY_CALENDAR } from "./calendar.ts";
import type { RoundCalendar } from "./calendar.ts";
import { roundAt, roundOf, roundsOfYear } from "./rounds.ts";
import { ROUND_EVENTS, ROUND_STATES, ROUND_TRANSITIONS, stepsDue } from "./state.ts";
import type { BegunRound, RoundStage, RoundStep } from "./state.ts";
import { roundTimes } from "./times.ts";

/** Takes one step as a server does; throws where the table refuses it. */
function take(records: readonly BegunRound[], { code, event }: RoundStep): BegunRound[] {
  const stage: RoundStage = records.find((one) => one.code === code)?.state ?? "planned";
  const outcome = ROUND_TRANSITIONS[stage][event];
  if ("refused" in outcome) throw new Error(`${code} ${event}: ${outcome.refused}`);
  return [...records.filter((one) => one.code !== code), { code, state: outcome.to }];
}

/** What a server must know: what is not frozen, and the newest. */
function kept(records: readonly BegunRound[]): BegunRound[] {
  const newest = records.toSorted((a, b) => (a.code < b.code ? 1 : -1))[0]?.code;
  return records.filter(({ code, state }) => state !== "frozen" || code === newest);
}

const words = (steps: readonly RoundStep[]) =>
  steps.map(({ code, event, at }) => `${code.slice(5)} ${event} ${at.slice(0, 16)}`);

describe("the table", () => {
  test("[C8] a round passes through its states in order and never back", () => {
    for (const [position, stage] of ["planned" as const, ...ROUND_STATES].entries()) {
      for (const [index, event] of ROUND_EVENTS.entries()) {
        const outcome = ROUND_TRANSITIONS[stage][event];
        if (index === position) expect(outcome).toEqual({ to: ROUND_STATES[index] });
        else expect(outcome).toHaveProperty("refused", expect.stringMatching(/^[本尚]/u));
      }
    }
  });
});

describe("the times of a round", () => {
  test("[C6] are civil times of UTC+8", () => {
    expect(roundTimes(roundAt("2020-R090", TWO_DAY_CALENDAR), TWO_DAY_CALENDAR)).toEqual({
      opensAt: "2020-06-26T16:00:00.000Z",
      remindsAt: "2020-06-28T07:00:00.000Z",
      dueAt: "2020-06-28T09:00:00.000Z",
      closesAt: "2020-06-28T16:00:00.000Z",
      freezesAt: "2020-06-29T01:00:00.000Z",
    });
  });

  test("[C6] of working days cut off on the last of them, and remind after the round's first midnight", () => {
    const spell = { interval: 1, counting: "working" as const, cutOff: "01:00", remindHours: 24 };
    const calendar = calendarOf([spellFrom("2022-12-26", spell)]);
    const last = roundOf("2022-12-31", calendar);
    expect(last).toMatchObject({ start: "2022-12-30", end: "2022-12-31" });
    if (last === null) throw new Error("there is a last round");
    const times = roundTimes(last, calendar);
    expect(times.dueAt).toBe(civilInstant("2022-12-30", "01:00"));
    expect(times.remindsAt).toBe(times.opensAt);
    expect(times.closesAt).toBe(civilInstant("2023-01-01"));
  });

  test("[C6] of a round in which a spell begins are the new spell's", () => {
    const calendar = calendarOf([
      spellFrom("2020-06-01", { interval: 5, counting: "working" }),
      spellFrom("2020-06-15", { interval: 1, cutOff: "12:00" }),
    ]);
    const round = roundOf("2020-06-13", calendar);
    if (round === null) throw new Error("there is a round");
    expect(roundTimes(round, calendar).dueAt).toBe(civilInstant("2020-06-15", "12:00"));
  });
});

describe("what must happen by now", () => {
  const calendar = TWO_DAY_CALENDAR;

  test("[C8] a first start within a round opens that round only", () => {
    const steps = stepsDue([], "2020-06-28T07:30:00.000Z", calendar);
    expect(words(steps)).toEqual(["R090 open 2020-06-26T16:00", "R090 remind 2020-06-28T07:00"]);
    expect(stepsDue([], "2019-12-31T15:59:59.999Z", calendarOf([spellFrom("2020-01-01")]))).toEqual(
      [],
    );
  });

  test("[C8] a millisecond before midnight of UTC+8 nothing closes, at midnight the next round opens", () => {
    const late = [{ code: "2020-R090", state: "late" as const }];
    expect(stepsDue(late, "2020-06-28T15:59:59.999Z", calendar)).toEqual([]);
    expect(words(stepsDue(late, "2020-06-28T16:00:00.000Z", calendar))).toEqual([
      "R090 close 2020-06-28T16:00",
      "R091 open 2020-06-28T16:00",
    ]);
    const closed = [
      { code: "2020-R091", state: "open" as const },
      { code: "2020-R090", state: "closed" as const },
    ];
    expect(stepsDue(closed, "2020-06-29T00:59:59.999Z", calendar)).toEqual([]);
    expect(words(stepsDue(closed, "2020-06-29T01:00:00.000Z", calendar))).toEqual([
      "R090 freeze 2020-06-29T01:00",
    ]);
    const frozen = [{ code: "2020-R091", state: "open" as const }];
    expect(stepsDue(frozen, "2020-06-29T01:00:00.000Z", calendar)).toEqual([]);
  });

  test("[C8] a server asleep over three rounds opens, closes and freezes each in order", () => {
    const steps = stepsDue(
      [{ code: "2020-R090", state: "due" }],
      "2020-07-03T10:00:00.000Z",
      calendar,
    );
    expect(words(steps)).toEqual([
      "R090 cut_off 2020-06-28T09:00",
      "R090 close 2020-06-28T16:00",
      "R091 open 2020-06-28T16:00",
      "R090 freeze 2020-06-29T01:00",
      "R091 remind 2020-06-30T07:00",
      "R091 cut_off 2020-06-30T09:00",
      "R091 close 2020-06-30T16:00",
      "R092 open 2020-06-30T16:00",
      "R091 freeze 2020-07-01T01:00",
      "R092 remind 2020-07-02T07:00",
      "R092 cut_off 2020-07-02T09:00",
      "R092 close 2020-07-02T16:00",
      "R093 open 2020-07-02T16:00",
      "R092 freeze 2020-07-03T01:00",
    ]);
  });

  test.each([
    ["a month", "2020-01-31", "2020-R016"],
    ["January and February, on the leap day", "2020-02-29", "2020-R030"],
    ["a quarter", "2020-03-31", "2020-R046"],
    ["the year", "2020-12-31", "2020-R183"],
    ["a year of 365 days, on a round of one day", "2019-12-31", "2019-R183"],
  ])("[C8] at the end of %s the round goes on or closes as its days say", (_, date, code) => {
    expect(roundOf(date, calendar)?.code).toBe(code);
    const midnight = civilInstant(addDays(date, 1));
    const steps = stepsDue([{ code, state: "late" }], midnight, calendar);
    const ends = roundOf(date, calendar)?.end === date;
    const next = roundOf(addDays(date, 1), calendar)?.code;
    expect(steps.map((step) => `${step.code} ${step.event}`)).toEqual(
      ends ? [`${code} close`, `${next} open`] : [],
    );
  });

  test("[C8] over 春节 and 国庆 a round of working days stays open until work begins again", () => {
    const working = calendarOf([spellFrom("2020-01-02", { interval: 2, counting: "working" })]);
    for (const [off, back] of [
      ["2020-01-27", "2020-02-03"],
      ["2020-10-03", "2020-10-10"],
    ] as const) {
      const code = roundOf(off, working)?.code ?? "";
      const record = [{ code, state: "open" as const }];
      const reminder = stepsDue(record, civilInstant(back, "15:00"), working);
      expect(reminder).toEqual([{ code, event: "remind", at: civilInstant(back, "15:00") }]);
      expect(stepsDue(record, civilInstant(back, "14:59"), working)).toEqual([]);
    }
  });

  test("[C8] a record of a round that the calendar does not have is an error, not a new round", () => {
    expect(() =>
      stepsDue([{ code: "2020-R300", state: "open" }], "2020-07-01T00:00:00.000Z", calendar),
    ).toThrow(RangeError);
  });

  test("[C8] however often a server looks, or breaks off, every step is taken once and in order", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 12 }),
        fc.nat(3),
        fc.constantFrom(1, 2, 5),
        fc.constantFrom("calendar" as const, "working" as const),
        (hours, breaksOff, interval, counting) => {
          const own: RoundCalendar = calendarOf([
            spellFrom("2019-12-16", { interval, counting }),
            spellFrom("2020-02-05", {
              interval: 3,
              cutOff: "08:00",
              remindHours: 24,
              freezeAt: "23:00",
            }),
          ]);
          let now = Date.parse(civilInstant("2019-12-20", "10:00"));
          let records: BegunRound[] = [];
          const taken: RoundStep[] = [];
          for (const wait of hours) {
            now += wait * 3_600_000;
            for (let go = true; go;) {
              const steps = stepsDue(kept(records), new Date(now).toISOString(), own);
              // A crash between two steps: the rest is worked out anew.
              const some = breaksOff > 0 ? steps.slice(0, breaksOff) : steps;
              for (const step of some) records = take(records, step);
              taken.push(...some);
              go = some.length > 0;
            }
          }
          const keys = taken.map(({ code, event }) => `${code} ${event}`);
          expect(new Set(keys).size).toBe(keys.length);
          const ats = taken.map(({ at }) => at);
          expect(ats).toEqual(ats.toSorted());
          const opened = taken.filter(({ event }) => event === "open").map(({ code }) => code);
          const all = [2019, 2020, 2021].flatMap((year) => roundsOfYear(year, own));
          const first = all.findIndex(({ code }) => code === opened[0]);
          expect(opened).toEqual(all.slice(first, first + opened.length).map(({ code }) => code));
          for (const { code, state } of records) {
            const { freezesAt } = roundTimes(roundAt(code, own), own);
            expect(state === "frozen").toBe(Date.parse(freezesAt) <= now);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
