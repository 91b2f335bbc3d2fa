import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exact } from "../decimal.ts";
import { daysInYear, endOfMonth } from "../plain-date.ts";
import {
  isComplete,
  meanCourse,
  monthCourse,
  sumCourse,
  summed,
  upToSameDay,
  valueOf,
} from "./course.ts";
import type { Course } from "./course.ts";
import { comparableYears, foreseeByPace, foreseeByShare, pastError } from "./method.ts";
import { yearOutlook } from "./outlook.ts";
import type { Outlook } from "./outlook.ts";

/** Cumulative sums at month ends from what each month brought. */
function yearOf(year: number, months: readonly number[]): Course {
  let done = 0;
  const points = months.map((amount, index) => {
    done += amount;
    return { date: endOfMonth(year, index + 1), value: String(done) };
  });
  return sumCourse(year, points);
}

function outlookOf(input: Parameters<typeof yearOutlook>[0]): Outlook {
  const result = yearOutlook(input);
  if (!result.ok) throw new Error(result.why);
  return result.outlook;
}

const amount = fc.integer({ min: 1, max: 1000 });
const months = fc.array(amount, { minLength: 12, maxLength: 12 });
const someYears = fc.tuple(months, months, months, months, fc.integer({ min: 3, max: 11 }));

describe("a year as steps", () => {
  test("[Q1] the same day is a month's end where it was one, and must have a figure", () => {
    const leap = yearOf(2020, [10, 20, 30]);
    expect(valueOf(upToSameDay(leap, "2021-02-28") ?? leap).toString()).toBe("30");
    expect(upToSameDay(yearOf(2021, [1, 2]), "2020-02-29")?.steps.at(-1)?.end).toBe("2021-02-28");
    expect(upToSameDay(leap, "2021-03-15")).toBeNull();
  });

  test("[Q1] of two figures of one day the later counts, and a gap is one longer step", () => {
    const course = sumCourse(2019, [
      { date: "2019-03-31", value: "90" },
      { date: "2019-12-31", value: "360" },
      { date: "2019-12-31", value: "365" },
    ]);
    expect(course.steps.map(({ parts }) => parts)).toEqual([90, 275]);
    expect(valueOf(course).toString()).toBe("365");
    expect(isComplete(course)).toBe(true);
  });

  test("[Q2] a mean to date and the mean of its months are kept as sums", () => {
    const air = meanCourse(2019, [
      { date: "2019-01-31", value: "80" },
      { date: "2019-12-31", value: "50" },
    ]);
    expect(summed(air).toString()).toBe(String(50 * 365));
    expect(valueOf(air).toString()).toBe("50");
    const rate = monthCourse(2020, [
      { month: 2, value: "6.2" },
      { month: 3, value: "5.9" },
      { month: 4, value: "6.0" },
    ]);
    expect(valueOf(rate).toFixed(4)).toBe("6.0333");
    expect(isComplete(rate)).toBe(false);
  });
});

describe("two ways to see the year's end", () => {
  const past = [
    yearOf(2019, [100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100]),
    yearOf(2018, [50, 50, 50, 50, 50, 50, 150, 150, 150, 150, 150, 150]),
  ];
  const now = yearOf(2020, [90, 90, 90, 60, 60, 60]);

  test("[Q3] by the mean share that past years had by the same day", () => {
    // Shares of a half and of a quarter: 450 / 37.5 %.
    expect(foreseeByShare(now, past)).toMatchObject({ years: [2019, 2018] });
    expect(foreseeByShare(now, past)?.value.toString()).toBe("1200");
  });

  test("[Q4] by the pace of the last three steps over the days left", () => {
    // 180 in 91 days, 184 days left of 366.
    expect(foreseeByPace(now)?.value.toFixed(4)).toBe((450 + (180 / 91) * 184).toFixed(4));
    const rate = monthCourse(
      2020,
      ["6", "6", "6", "5", "5", "5"].map((value, index) => ({ month: index + 1, value })),
    );
    expect(foreseeByPace(rate)?.value.toString()).toBe("5.25");
  });

  test("[Q5] the past error is tried with nothing but what was known then", () => {
    // In 2019 the only earlier year had a quarter by June: 600 / 25 % = 2400 against 1200.
    expect(pastError("share", now, past)).toMatchObject({ years: 1 });
    expect(pastError("share", now, past)?.worst.toString()).toBe("1");
    // 2018 by pace: 300 + 150 / 91 · 184 against 1200.
    const pace = pastError("pace", now, past);
    expect(pace?.years).toBe(2);
    expect(pace?.worst.toFixed(4)).toBe((1 - (300 + (150 / 91) * 184) / 1200).toFixed(4));
    expect(pastError("share", now, past.slice(0, 1))).toBeNull();
  });

  test("[Q6] even years are foreseen exactly, by both methods", () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 3, max: 11 }), (each, month) => {
        const even = (year: number, to: number) =>
          sumCourse(
            year,
            Array.from({ length: to }, (_, index) => {
              const date = endOfMonth(year, index + 1);
              const day = (Date.parse(date) - Date.UTC(year, 0, 1)) / 86_400_000 + 1;
              return { date, value: String(day * each) };
            }),
          );
        const outlook = outlookOf({
          now: even(2019, month),
          past: [even(2018, 12), even(2017, 12)],
        });
        for (const edge of [outlook.low, outlook.high]) {
          expect(
            edge
              .minus(daysInYear(2019) * each)
              .abs()
              .lt("1e-30"),
          ).toBe(true);
        }
      }),
    );
  });

  test("[Q6] the band spans every method followed, widened so that it would have held each past outcome", () => {
    fc.assert(
      fc.property(someYears, ([a, b, c, running, month]) => {
        const past = [yearOf(2019, a), yearOf(2018, b), yearOf(2017, c)];
        const now = yearOf(2020, running.slice(0, month));
        const result = yearOutlook({ now, past });
        if (!result.ok) return;
        const { low, high, methods } = result.outlook;
        for (const seen of methods.filter((one) => one.followed)) {
          expect(low.lte(seen.value) && high.gte(seen.value)).toBe(true);
          const worst = seen.error?.worst;
          if (!worst) continue;
          for (const year of comparableYears(now, past)) {
            const then = upToSameDay(year, endOfMonth(2020, month));
            if (!then) throw new Error("the year is comparable");
            const foreseen =
              seen.method === "share" ? foreseeByShare(then, past) : foreseeByPace(then);
            if (!foreseen) continue;
            const outcome = valueOf(year);
            expect(foreseen.value.div(worst.plus(1)).lte(outcome.times("1.0000001"))).toBe(true);
            const most = exact(1).minus(worst);
            expect(foreseen.value.div(most).gte(outcome.times("0.9999999"))).toBe(true);
          }
        }
      }),
    );
  });

  test("[Q6] a method that was never tried is widened by the other's error", () => {
    const outlook = outlookOf({ now, past: past.slice(0, 1) });
    const [share, pace] = outlook.methods;
    expect(share?.error).toBeNull();
    const worst = pace?.error?.worst ?? exact(0);
    const high = (share?.value ?? exact(0)).div(exact(1).minus(worst));
    expect(outlook.high.minus(high).abs().lt("1e-30")).toBe(true);
  });

  test("[Q6] what is twice as large is foreseen twice as large", () => {
    fc.assert(
      fc.property(someYears, ([a, b, , running, month]) => {
        const seen = (times: number) =>
          yearOutlook({
            now: yearOf(
              2020,
              running.slice(0, month).map((one) => one * times),
            ),
            past: [a, b].map((own, back) =>
              yearOf(
                2019 - back,
                own.map((one) => one * times),
              ),
            ),
          });
        const [one, two] = [seen(1), seen(2)];
        expect(two.ok).toBe(one.ok);
        if (!one.ok || !two.ok) return;
        for (const edge of ["low", "high"] as const) {
          expect(two.outlook[edge].minus(one.outlook[edge].times(2)).abs().lt("1e-30")).toBe(true);
        }
      }),
    );
  });

  test("[Q7] the band never falls below what is done, nor asks a day for more than one", () => {
    fc.assert(
      fc.property(someYears, ([a, b, c, running, month]) => {
        const days = (own: readonly number[]) => own.map((one) => one % 29);
        const now = yearOf(2020, days(running).slice(0, month));
        const past = [a, b, c].map((own, back) => yearOf(2019 - back, days(own)));
        const result = yearOutlook({ now, past, dayCount: true });
        if (!result.ok) return;
        const { low, high } = result.outlook;
        const left = 366 - (Date.parse(endOfMonth(2020, month)) - Date.UTC(2019, 11, 31)) / 864e5;
        expect(low.gte(valueOf(now)) && high.gte(low)).toBe(true);
        expect(high.lte(valueOf(now).plus(left))).toBe(true);
      }),
    );
  });
});

describe("no outlook", () => {
  const whole = [10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10];
  const why = (input: Parameters<typeof yearOutlook>[0]) => {
    const result = yearOutlook(input);
    return result.ok ? null : result.why;
  };

  test("[Q8] without a whole past year, the same day in it, or enough of this year, it says why", () => {
    const now = yearOf(2020, [10, 10, 10]);
    expect(why({ now, past: [] })).toBe("数据不足：缺少往年完整数据");
    expect(why({ now, past: [yearOf(2019, whole.slice(0, 11))] })).toBe(
      "数据不足：缺少往年完整数据",
    );
    const quarters = sumCourse(2019, [
      { date: "2019-06-30", value: "60" },
      { date: "2019-12-31", value: "120" },
    ]);
    expect(why({ now, past: [quarters] })).toBe("数据不足：往年没有同期数据可比");
    const early = yearOf(2020, [10, 10]);
    expect(why({ now: early, past: [yearOf(2019, whole)] })).toBe(
      "数据不足：今年只有 2 期数据，至少需要 3 期",
    );
    expect(why({ now: early, past: [yearOf(2019, whole)], leastSteps: 2 })).toBeNull();
    expect(why({ now: yearOf(2020, whole), past: [yearOf(2019, whole)] })).toBe(
      "全年数据已有，不再预计",
    );
    expect(why({ now: yearOf(2020, []), past: [] })).toBe("数据不足：今年还没有可用的数值");
  });

  test("[Q8] methods that were off by more than half are not followed; with none left it says so", () => {
    const late = yearOf(2019, [1, 1, 1, 1, 1, 1, 100, 100, 100, 100, 100, 100]);
    const now = yearOf(2020, [1, 1, 1, 1, 1, 1]);
    expect(why({ now, past: [late] })).toBe("往年同期预计误差超过 50%，不作全年预计");
    const outlook = outlookOf({
      now,
      past: [
        late,
        yearOf(
          2018,
          late.steps.map((s) => s.amount.toNumber()),
        ),
      ],
    });
    expect(outlook.methods.map(({ method, followed }) => [method, followed])).toEqual([
      ["share", true],
      ["pace", false],
    ]);
    expect(outlook.low.toString()).toBe("606");
  });
});
