import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarOf, spellFrom } from "../../test/calendar.ts";
import { addDays } from "../plain-date.ts";
import { TWO_DAY_CALENDAR } from "./calendar.ts";
import type { RoundCalendar } from "./calendar.ts";
import { calendarChangeFault, calendarFault } from "./calendar-fault.ts";
import { roundOf, roundsOfYear } from "./rounds.ts";
import { roundTimes } from "./times.ts";

describe("a calendar in itself", () => {
  const day = { date: "2098-02-24", working: false, name: "春节" };

  test.each<[string, RoundCalendar, string]>([
    ["no spell", calendarOf([]), "至少要有一段调度安排"],
    ["no date", calendarOf([spellFrom("2020-02-30")]), "没有 2020-02-30 这一天"],
    ["too short", calendarOf([spellFrom("2020-01-01", { interval: 0 })]), "1 至 31 天"],
    ["too long", calendarOf([spellFrom("2020-01-01", { interval: 32 })]), "1 至 31 天"],
    ["half a day", calendarOf([spellFrom("2020-01-01", { interval: 1.5 })]), "1 至 31 天"],
    ["no time", calendarOf([spellFrom("2020-01-01", { cutOff: "24:00" })]), "截止时间"],
    ["no freeze", calendarOf([spellFrom("2020-01-01", { freezeAt: "9:00" })]), "冻结时间"],
    ["no notice", calendarOf([spellFrom("2020-01-01", { remindHours: 0 })]), "提醒"],
    ["a long notice", calendarOf([spellFrom("2020-01-01", { remindHours: 25 })]), "提醒"],
    ["one day twice", calendarOf([spellFrom("2020-01-01"), spellFrom("2020-01-01")]), "两段"],
    ["out of order", calendarOf([spellFrom("2020-02-01"), spellFrom("2020-01-01")]), "先后排列"],
    ["a day twice", calendarOf([spellFrom("2020-01-01")], [day, day]), "2098-02-24 重复"],
    ["no such day", calendarOf([spellFrom("2020-01-01")], [{ ...day, date: "x" }]), "这一天"],
    ["no name", calendarOf([spellFrom("2020-01-01")], [{ ...day, name: " " }]), "须填写名称"],
  ])("[C7] with %s is refused", (_, calendar, words) => {
    expect(calendarFault(calendar)).toContain(words);
    expect(calendarChangeFault(TWO_DAY_CALENDAR, calendar, "1900-01-01")).toContain(words);
  });

  test("[C7] the usual one is in order", () => {
    expect(calendarFault(TWO_DAY_CALENDAR)).toBeNull();
    expect(calendarFault(calendarOf([spellFrom("2020-01-01")], [day]))).toBeNull();
  });
});

describe("a change", () => {
  const today = "2020-06-27";
  const [first] = TWO_DAY_CALENDAR.spells;
  const from = (date: string, changes = {}) =>
    calendarOf([...TWO_DAY_CALENDAR.spells, spellFrom(date, { interval: 7, ...changes })]);

  test("[C7] may begin with the round that follows the running one, not earlier", () => {
    expect(calendarChangeFault(TWO_DAY_CALENDAR, from("2020-06-29"), today)).toBeNull();
    expect(calendarChangeFault(TWO_DAY_CALENDAR, from("2020-06-28"), today)).toBe(
      "2020 年第 90 期（6月27日—6月28日）已经开始，不能改变；新的安排最早从 6月29日起",
    );
    expect(calendarChangeFault(TWO_DAY_CALENDAR, from("2019-01-02"), today)).toContain(
      "2019 年第 1 期",
    );
  });

  test("[C7] leaves the cut-off of a round that has begun where it was announced", () => {
    const earlier = calendarOf(first === undefined ? [] : [{ ...first, cutOff: "12:00" }]);
    expect(calendarChangeFault(TWO_DAY_CALENDAR, earlier, today)).toContain("已经开始");
    const later = from("2020-06-29", { interval: 2, cutOff: "12:00" });
    expect(calendarChangeFault(TWO_DAY_CALENDAR, later, today)).toBeNull();
  });

  test("[C7] is free while nothing has begun", () => {
    const planned = calendarOf([spellFrom("2020-07-01")]);
    expect(calendarChangeFault(planned, from("2020-06-01"), today)).toBeNull();
  });

  test("[C7] of a day off counts where a begun round hangs on it, and its name never", () => {
    const spells = [spellFrom("2020-06-22", { interval: 5, counting: "working" })];
    const off = (date: string, name = "防汛") => ({ date, working: false, name });
    const plain = calendarOf(spells);
    expect(
      calendarChangeFault(plain, calendarOf(spells, [off("2020-06-24")]), "2020-06-23"),
    ).toContain("第 1 期");
    expect(
      calendarChangeFault(plain, calendarOf(spells, [off("2020-07-08")]), "2020-06-23"),
    ).toBeNull();
    const named = calendarOf(spells, [off("2020-06-24")]);
    const renamed = calendarOf(spells, [off("2020-06-24", "防汛停工")]);
    expect(calendarChangeFault(named, renamed, "2020-07-20")).toBeNull();
  });

  test("[C7] that is accepted leaves every round that has begun as it was", () => {
    const spell = fc
      .record({
        from: fc.integer({ min: 0, max: 500 }),
        interval: fc.integer({ min: 1, max: 14 }),
        counting: fc.constantFrom("calendar" as const, "working" as const),
        cutOff: fc.constantFrom("12:00", "17:00"),
      })
      .map((o) =>
        spellFrom(addDays("2020-01-01", o.from), { ...o, from: addDays("2020-01-01", o.from) }),
      );
    const calendar = fc
      .record({
        spells: fc.uniqueArray(spell, { minLength: 1, maxLength: 4, selector: (o) => o.from }),
        off: fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { maxLength: 6 }),
      })
      .map(({ spells, off }) =>
        calendarOf(
          spells.toSorted((a, b) => (a.from < b.from ? -1 : 1)),
          off.map((n) => ({ date: addDays("2020-01-01", n), working: n % 2 === 0, name: "调整" })),
        ),
      );
    let accepted = 0;
    fc.assert(
      fc.property(calendar, spell, fc.nat(500), fc.boolean(), (before, added, n, append) => {
        const day = addDays("2020-01-01", n);
        const after = append
          ? calendarOf([...before.spells.filter((o) => o.from < added.from), added], before.days)
          : calendarOf(before.spells, [
              ...before.days.filter(({ date }) => date !== added.from),
              { date: added.from, working: n % 2 === 0, name: "调整" },
            ]);
        if (roundOf(day, before) === null) return;
        if (calendarChangeFault(before, after, day) !== null) return;
        accepted += 1;
        for (const year of [2020, 2021]) {
          const begun = (calendar: RoundCalendar) =>
            roundsOfYear(year, calendar)
              .filter(({ start }) => start <= day)
              .map((round) => ({ ...round, ...roundTimes(round, calendar) }));
          expect(begun(after)).toEqual(begun(before));
        }
      }),
      { numRuns: 200 },
    );
    expect(accepted).toBeGreaterThan(20);
  });
});
