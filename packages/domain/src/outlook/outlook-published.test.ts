import { describe, expect, test } from "vitest";
import { published } from "../../test/published.ts";
import { sum } from "../decimal.ts";
import { endOfMonth } from "../plain-date.ts";
import { meanCourse, sumCourse, upToSameDay, valueOf } from "./course.ts";
import type { Course } from "./course.ts";
import { pastError } from "./method.ts";
import { yearOutlook } from "./outlook.ts";

/** GDP of 2016 to 2019 by quarters, and the first half of 2020, at prices of the year. */
const gdp = [2016, 2017, 2018, 2019, 2020].map((year) => {
  const quarters = published("gdp_quarters_2016_2020").filter((row) => row.year === String(year));
  return sumCourse(
    year,
    quarters.map((_, index) => ({
      date: endOfMonth(year, 3 * (index + 1)),
      value: sum(quarters.slice(0, index + 1).map((row) => row.level ?? "0")).toFixed(),
    })),
  );
});

interface Day {
  date: string;
  aqi: string;
  pm25: string;
}
const days: Day[] = [
  ...published("dezhou_aqi_pm25_2014_2017"),
  ...published("dezhou_daily_2018_2020").map((row) => ({ ...row, pm25: row.pm25_ug_m3 })),
].map((row: Record<string, string | undefined>) => ({
  date: row.date ?? "",
  aqi: row.aqi ?? "",
  pm25: row.pm25 ?? "",
}));

/** One course a year of 德州, at month ends, from what the days until then make. */
function dezhou(make: (year: number, points: { date: string; own: Day[] }[]) => Course): Course[] {
  return [2014, 2015, 2016, 2017, 2018, 2019].map((year) =>
    make(
      year,
      Array.from({ length: 12 }, (_, index) => {
        const date = endOfMonth(year, index + 1);
        return { date, own: days.filter((day) => day.date >= `${year}` && day.date <= date) };
      }),
    ),
  );
}
const pm25 = dezhou((year, points) =>
  meanCourse(
    year,
    points.map(({ date, own }) => {
      const valid = own.flatMap((day) => (day.pm25 === "" ? [] : [day.pm25]));
      return { date, value: sum(valid).div(valid.length).toFixed(4) };
    }),
  ),
);
const goodDays = dezhou((year, points) =>
  sumCourse(
    year,
    points.map(({ date, own }) => {
      const good = own.filter(({ aqi }) => Number(aqi) > 0 && Number(aqi) <= 100);
      return { date, value: String(good.length) };
    }),
  ),
);

const YEARS = [2016, 2017, 2018, 2019, 2020];

/** Which years' outcomes the outlook of 30 June held, from nothing but the years before. */
function heldAtJune(courses: readonly Course[], leastSteps: number, dayCount = false) {
  return courses
    .filter((course) => YEARS.includes(course.year))
    .flatMap((course) => {
      const now = upToSameDay(course, `${course.year}-06-30`);
      if (!now) return [];
      const result = yearOutlook({ now, past: courses, leastSteps, dayCount });
      const outcome = valueOf(course);
      if (!result.ok) return [];
      const { low, high } = result.outlook;
      return [{ year: course.year, held: low.lte(outcome) && high.gte(outcome) }];
    });
}

const percent = (method: "share" | "pace", courses: readonly Course[], date: string) => {
  const now = courses
    .map((course) => upToSameDay(course, date))
    .findLast((course) => course !== null);
  if (!now) throw new Error("no figure of that day");
  return pastError(method, now, courses)?.worst.times(100).toFixed(1);
};

describe("how well June foresaw the year, on published figures", () => {
  test("[Q5] GDP of 2017 to 2019: the share was off by at most 0.7 %, the pace by 7.4 %", () => {
    expect(percent("share", gdp, "2020-06-30")).toBe("0.7");
    expect(percent("pace", gdp, "2020-06-30")).toBe("7.4");
  });

  test("[Q5] air of 德州 is foreseen far worse: winter decides, and July tells nothing of it", () => {
    expect(percent("share", pm25, "2019-06-30")).toBe("16.9");
    expect(percent("pace", pm25, "2019-06-30")).toBe("18.8");
    expect(percent("share", goodDays, "2019-06-30")).toBe("12.7");
    expect(percent("pace", goodDays, "2019-06-30")).toBe("22.9");
  });

  test("[Q6] the band of June held every outcome of 2016 to 2019 that it could be asked for", () => {
    expect(heldAtJune(gdp.slice(0, 4), 2).map(({ held }) => held)).toEqual([true, true, true]);
    expect(heldAtJune(pm25, 3).map(({ held }) => held)).toEqual([true, true, true, true]);
    expect(heldAtJune(goodDays, 3, true).map(({ held }) => held)).toEqual([true, true, true, true]);
  });

  test("[Q6] a year unlike those before falls outside: GDP of 2020 ended at 1 015 986", () => {
    const now = gdp.at(-1);
    const result = now && yearOutlook({ now, past: gdp, leastSteps: 2 });
    if (!result?.ok) throw new Error("there is an outlook");
    expect(result.outlook.high.toFixed(0)).toBe("992461");
    expect(result.outlook.high.lt("1015986")).toBe(true);
  });
});
