import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarOf, spellFrom } from "../../test/calendar.ts";
import { comparePeriods, twoDayRound } from "../period.ts";
import { addDays, daysInYear } from "../plain-date.ts";
import { isWorkingDay, workingDays } from "../working-day.ts";
import { TWO_DAY_CALENDAR } from "./calendar.ts";
import type { RoundSpell } from "./calendar.ts";
import {
  remainingRounds,
  roundAt,
  roundLabel,
  roundOf,
  roundsOfYear,
  roundSpanOf,
  storedRoundSpanOf,
} from "./rounds.ts";

const weekly = { interval: 5, counting: "working" } as const;

const someSpell = fc
  .record({
    from: fc.integer({ min: 0, max: 900 }),
    interval: fc.integer({ min: 1, max: 31 }),
    counting: fc.constantFrom("calendar" as const, "working" as const),
  })
  .map(({ from, interval, counting }) =>
    spellFrom(addDays("2019-01-01", from), { interval, counting }),
  );

/** One to five spells that begin in 2019–2021. */
const histories = fc
  .uniqueArray(someSpell, { minLength: 1, maxLength: 5, selector: ({ from }) => from })
  .map((spells: RoundSpell[]) => spells.toSorted((a, b) => (a.from < b.from ? -1 : 1)));

const localDays = fc.uniqueArray(
  fc.record({
    date: fc.integer({ min: 0, max: 1094 }).map((day) => addDays("2019-01-01", day)),
    working: fc.boolean(),
    name: fc.constant("地方调整"),
  }),
  { maxLength: 20, selector: ({ date }) => date },
);

describe("rounds", () => {
  test("[C2] every date from the first day on is in exactly one round, numbered without holes", () => {
    fc.assert(
      fc.property(histories, localDays, (spells, days) => {
        const calendar = calendarOf(spells, days);
        let expected = spells[0]?.from ?? "";
        const firstYear = Number(expected.slice(0, 4));
        expect(roundOf(addDays(expected, -1), calendar)).toBeNull();
        for (let year = 2019; year <= 2022; year += 1) {
          const rounds = roundsOfYear(year, calendar);
          if (year < firstYear) expect(rounds).toEqual([]);
          for (const [index, round] of rounds.entries()) {
            expect(round.number).toBe(index + 1);
            expect(round.start).toBe(expected);
            expect(round.end >= round.start).toBe(true);
            expect(roundOf(round.start, calendar)).toBe(round);
            expect(roundOf(round.end, calendar)).toBe(round);
            expect(roundAt(round.code, calendar)).toBe(round);
            expected = addDays(round.end, 1);
          }
          if (year >= firstYear) expect(expected).toBe(`${year + 1}-01-01`);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("[C5] a spell begins a round on its first day, or takes in the days off right before it", () => {
    fc.assert(
      fc.property(histories, localDays, (spells, days) => {
        const calendar = calendarOf(spells, days);
        for (const { from } of spells) {
          const round = roundOf(from, calendar);
          for (let day = round?.start ?? from; day < from; day = addDays(day, 1)) {
            expect(isWorkingDay(day, days)).toBe(false);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test("[C2] two calendar days a round agree with the codes' own days", () => {
    for (const { number, start, end } of roundsOfYear(2020, TWO_DAY_CALENDAR)) {
      expect(twoDayRound(2020, number)).toEqual({ start, end });
    }
    expect(roundsOfYear(2020, TWO_DAY_CALENDAR)).toHaveLength(183);
    expect(daysInYear(2020)).toBe(366);
    expect(roundOf("2020-02-29", TWO_DAY_CALENDAR)).toMatchObject({ end: "2020-02-29" });
  });

  test("[C2] a calendar begun in mid-year counts from its first day, later years from 1 January", () => {
    const calendar = calendarOf([spellFrom("2020-03-02", { counting: "working" })]);
    expect(roundOf("2020-03-01", calendar)).toBeNull();
    expect(roundOf("2020-03-02", calendar)?.number).toBe(1);
    expect(roundsOfYear(2019, calendar)).toEqual([]);
    expect(roundOf("2021-01-01", calendar)?.code).toBe("2021-R001");
    // Two working days: the weekend belongs to the round that follows it.
    expect(roundOf("2020-03-07", calendar)).toMatchObject({
      start: "2020-03-06",
      end: "2020-03-09",
    });
    expect(roundSpanOf(calendar)(2020, 1)).toMatchObject({
      start: "2020-03-02",
      end: "2020-03-03",
    });
    expect(() => roundAt("2020-R300", calendar)).toThrow(RangeError);
  });

  test("[C2] weeks of five working days run through 春节 and 国庆, exchanged weekends counted", () => {
    const calendar = calendarOf([spellFrom("2020-01-06", weekly)]);
    const spanOn = (date: string) => {
      const { start, end } = roundOf(date, calendar) ?? { start: "", end: "" };
      return `${start}/${end}`;
    };
    // Sunday 19 January is worked for 春节: the third round ends on a Thursday.
    expect(spanOn("2020-01-19")).toBe("2020-01-18/2020-01-23");
    expect(spanOn("2020-01-26")).toBe("2020-01-24/2020-02-07");
    // Sunday 27 September and Saturday 10 October are worked for 国庆.
    expect(spanOn("2020-09-27")).toBe("2020-09-24/2020-09-29");
    expect(spanOn("2020-10-05")).toBe("2020-09-30/2020-10-13");
    for (const round of roundsOfYear(2020, calendar).slice(0, -1)) {
      expect(workingDays(round.start, round.end)).toBe(5);
    }
  });

  test("[C2] days off at the year's end belong to its last round, at its start to the first", () => {
    const calendar = calendarOf([spellFrom("2022-01-01", weekly)]);
    // 31 December 2022 is a Saturday; 1–3 January 2022 are holidays.
    expect(roundOf("2022-12-31", calendar)).toMatchObject({ start: "2022-12-27" });
    expect(roundsOfYear(2022, calendar)[0]).toMatchObject({
      start: "2022-01-01",
      end: "2022-01-10",
    });
  });

  test("[C5] a spell within a year cuts the round before it and goes on counting", () => {
    const calendar = calendarOf([
      spellFrom("2020-01-01", { interval: 10 }),
      spellFrom("2020-03-16", { interval: 2 }),
      spellFrom("2020-04-01", { interval: 31 }),
    ]);
    expect(roundOf("2020-03-15", calendar)).toMatchObject({
      code: "2020-R008",
      start: "2020-03-11",
      end: "2020-03-15",
    });
    expect(roundOf("2020-03-16", calendar)).toMatchObject({ code: "2020-R009", end: "2020-03-17" });
    expect(roundOf("2020-04-01", calendar)).toMatchObject({ code: "2020-R017", end: "2020-05-01" });
    expect(roundOf("2021-01-01", calendar)).toMatchObject({ code: "2021-R001", end: "2021-01-31" });
  });

  test("[C5] the weekend before a spell belongs to it, not to a round of its own", () => {
    const calendar = calendarOf([
      spellFrom("2020-06-01", weekly),
      spellFrom("2020-06-15", { interval: 1 }),
    ]);
    expect(roundOf("2020-06-12", calendar)).toMatchObject({ end: "2020-06-12" });
    expect(roundOf("2020-06-13", calendar)).toMatchObject({
      number: 3,
      start: "2020-06-13",
      end: "2020-06-15",
    });
  });

  test("[C1] days of a year that is not announced change its rounds as soon as they are entered", () => {
    const spells = [spellFrom("2098-01-01", { interval: 5, counting: "working" })];
    const holiday = [24, 25, 26, 27, 28].map((day) => ({
      date: `2098-02-${day}`,
      working: false,
      name: "春节",
    }));
    const [plain, announced] = [calendarOf(spells), calendarOf(spells, holiday)];
    const before = roundOf("2098-02-25", plain);
    const after = roundOf("2098-02-25", announced);
    expect(after?.start).toBe(before?.start);
    expect(after?.end).not.toBe(before?.end);
    expect(workingDays(after?.start ?? "", after?.end ?? "", holiday)).toBe(5);
  });

  test("[P5] rounds are in order whatever their length, beyond those that two days each would make", () => {
    const daily = calendarOf([spellFrom("2020-01-01", { interval: 1 })]);
    const codes = roundsOfYear(2020, daily).map(({ code }) => code);
    expect(codes).toHaveLength(366);
    expect(codes.toReversed().toSorted(comparePeriods)).toEqual(codes);
    expect(roundOf("2020-12-31", daily)?.code).toBe("2020-R366");
  });

  test("[C3] rounds that are left after a date", () => {
    expect(remainingRounds("2020-06-30", TWO_DAY_CALENDAR)).toBe(92);
    expect(remainingRounds("2020-12-31", TWO_DAY_CALENDAR)).toBe(0);
    const weeklyToo = calendarOf([
      spellFrom("2020-01-01"),
      spellFrom("2020-12-01", { interval: 7 }),
    ]);
    expect(remainingRounds("2020-11-30", weeklyToo)).toBe(5);
    expect(() =>
      roundsOfYear(2020, calendarOf([spellFrom("2020-01-01", { interval: 0 })])),
    ).toThrow(RangeError);
  });

  test("[C4] a round is named by its number and days", () => {
    expect(roundLabel(roundAt("2020-R090", TWO_DAY_CALENDAR))).toBe("第 90 期（6月27日—6月28日）");
    expect(roundLabel(roundAt("2019-R183", TWO_DAY_CALENDAR))).toBe("第 183 期（12月31日）");
  });
});

test("[C5] a round that a later calendar no longer has stands at its year's end", () => {
  const calendar = calendarOf([spellFrom("2020-06-01", { interval: 7 })]);
  const span = storedRoundSpanOf(calendar);
  expect(span(2020, 1)).toMatchObject({ start: "2020-06-01", end: "2020-06-07" });
  expect(span(2020, 99)).toEqual({ start: "2020-12-31", end: "2020-12-31" });
  expect(() => roundSpanOf(calendar)(2020, 99)).toThrow(RangeError);
});
