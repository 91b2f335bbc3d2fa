import fc from "fast-check";
import { expect, test } from "vitest";
import type { Indicator } from "../indicator.ts";
import { comparePeriods, periodEnd } from "../period.ts";
import { addDays } from "../plain-date.ts";
import { TWO_DAY_CALENDAR } from "../round/calendar.ts";
import { roundOf } from "../round/rounds.ts";
import { askedKind, dueFigure, dutyFault, dutyKey } from "./duty.ts";
import type { Duty } from "./duty.ts";

const revenue: Indicator = {
  code: "budget_revenue",
  name: "一般公共预算收入",
  shortName: "一般公共预算收入",
  family: "fiscal",
  unit: "亿元",
  decimals: 1,
  kind: "cumulative",
  direction: "higher",
  frequency: "month",
  combinedJanuaryFebruary: true,
  periodKinds: ["month", "ytd", "year", "round"],
  measures: ["level", "yoy_nominal"],
  headline: { periodKind: "ytd", growth: "yoy_nominal" },
  releaseLagDays: 13,
  leadUnit: "财政局",
  leader: null,
  simulatedOwner: true,
};
const gdp: Indicator = {
  ...revenue,
  code: "gdp",
  shortName: "GDP",
  frequency: "quarter",
  combinedJanuaryFebruary: false,
  periodKinds: ["quarter", "ytd", "year"],
  releaseLagDays: 19,
};
const unemployment: Indicator = {
  ...revenue,
  code: "surveyed_unemployment",
  kind: "rate",
  combinedJanuaryFebruary: false,
  periodKinds: ["month", "year"],
  headline: { periodKind: "month", growth: null },
};
const dust: Indicator = {
  ...revenue,
  code: "pm25",
  family: "air",
  kind: "average",
  frequency: "day",
  combinedJanuaryFebruary: false,
  periodKinds: ["day", "month", "ytd", "year"],
  measures: ["level"],
  releaseLagDays: 1,
};
const yearly: Indicator = {
  ...unemployment,
  code: "registered_unemployment",
  frequency: "year",
  periodKinds: ["year"],
  headline: { periodKind: "year", growth: null },
};
const dispatched: Indicator = {
  ...revenue,
  code: "loans",
  frequency: "round",
  periodKinds: ["round"],
  headline: { periodKind: "round", growth: null },
};

const duty = (over: Partial<Duty> = {}): Duty => ({
  unit: "finance",
  indicator: "budget_revenue",
  region: "371400",
  basis: "official",
  measures: ["level"],
  ...over,
});

test.each<[string, Indicator, string | null, string, string | null]>([
  ["nothing known in July: the half year", revenue, null, "2020-07-01", "2020-01/2020-06"],
  ["1—6月 is not asked for on its last day", revenue, "2020-01/2020-05", "2020-06-30", null],
  ["1—6月 is asked for the day after", revenue, "2020-01/2020-05", "2020-07-01", "2020-01/2020-06"],
  [
    "no January alone: December is still the last in February",
    revenue,
    null,
    "2020-02-10",
    "2019-01/2019-12",
  ],
  ["1—2月 follows December", revenue, "2019-01/2019-12", "2020-03-01", "2020-01/2020-02"],
  ["and is not asked for in February", revenue, "2019-01/2019-12", "2020-02-29", null],
  ["what is behind comes first", revenue, "2020-01/2020-03", "2020-07-20", "2020-01/2020-04"],
  ["a quarterly account: 前三季度", gdp, "2020-01/2020-06", "2020-10-08", "2020-01/2020-09"],
  ["which August does not know of", gdp, "2020-01/2020-06", "2020-08-31", null],
  ["the year turns: 全年 in January", gdp, null, "2021-01-04", "2020-01/2020-12"],
  ["and the first quarter after it", gdp, "2020-01/2020-12", "2021-04-01", "2021-01/2021-03"],
  ["a monthly rate: June in July", unemployment, null, "2020-07-01", "2020-06"],
  ["January after December", unemployment, "2019-12", "2020-02-01", "2020-01"],
  ["a daily mean: yesterday", dust, null, "2020-01-01", "2019-12-31"],
  ["a daily mean: the day that is missing", dust, "2020-02-28", "2020-03-05", "2020-02-29"],
  ["a daily mean: nothing while today runs", dust, "2020-03-04", "2020-03-05", null],
  ["a yearly figure", yearly, null, "2020-12-31", "2019"],
  ["a yearly figure after its year", yearly, "2019", "2021-01-01", "2020"],
])("[E9] %s", (_name, indicator, latest, today, period) => {
  expect(dueFigure(indicator, "official", latest, today, TWO_DAY_CALENDAR)?.period ?? null).toBe(
    period,
  );
});

test("[E9] is due after the indicator's usual lag, on a working day", () => {
  expect(dueFigure(revenue, "official", null, "2020-07-01", TWO_DAY_CALENDAR)).toEqual({
    period: "2020-01/2020-06",
    dueOn: "2020-07-13",
  });
  // 2020-10-01 to 08 are holidays: 19 days after 30 September is a Monday anyway.
  expect(dueFigure(gdp, "official", null, "2020-10-09", TWO_DAY_CALENDAR)?.dueOn).toBe(
    "2020-10-19",
  );
  expect(dueFigure(dust, "monitoring", null, "2020-10-04", TWO_DAY_CALENDAR)).toEqual({
    period: "2020-10-03",
    dueOn: "2020-10-04",
  });
});

test("[E8] dispatch asks for the round that today lies in, whatever was sent before", () => {
  for (const latest of [null, "2020-R001", "2020-R090"]) {
    expect(dueFigure(revenue, "dispatch", latest, "2020-06-27", TWO_DAY_CALENDAR)).toEqual({
      period: "2020-R090",
      dueOn: "2020-06-28",
    });
  }
  expect(dueFigure(revenue, "dispatch", null, "2019-12-31", TWO_DAY_CALENDAR)).toEqual({
    period: "2019-R183",
    dueOn: "2019-12-31",
  });
  expect(dueFigure(revenue, "dispatch", "2019-R183", "2020-01-01", TWO_DAY_CALENDAR)?.period).toBe(
    "2020-R001",
  );
});

/** Most days between two looks at the sheet: a round missed is not asked for again. */
const GAPS = { official: 45, monitoring: 6, dispatch: 1 } as const;

test.each([
  ["monthly with 1—2月 together", revenue, "official"],
  ["quarterly", gdp, "official"],
  ["monthly", unemployment, "official"],
  ["daily", dust, "monitoring"],
  ["yearly", yearly, "official"],
  ["by rounds", revenue, "dispatch"],
] as const)(
  "[E8] [E9] who reports what is due, %s, walks through every period once and in order",
  (_name, indicator, basis) => {
    const start = fc.integer({ min: 0, max: 1500 }).map((days) => addDays("2017-01-01", days));
    const pauses = fc.array(fc.integer({ min: 1, max: GAPS[basis] }), {
      minLength: 5,
      maxLength: 24,
    });
    fc.assert(
      fc.property(start, pauses, (first, gaps) => {
        const sent: string[] = [];
        let today = first;
        for (const gap of gaps) {
          for (let more = 0; more < 60; more += 1) {
            const due = dueFigure(indicator, basis, sent.at(-1) ?? null, today, TWO_DAY_CALENDAR);
            if (due === null || due.period === sent.at(-1)) break;
            expect(due.dueOn >= periodEnd(due.period) || basis === "dispatch").toBe(true);
            sent.push(due.period);
          }
          today = addDays(today, gap);
        }
        expect(new Set(sent).size).toBe(sent.length);
        for (const [index, period] of sent.entries()) {
          const before = sent[index - 1];
          if (before === undefined) continue;
          expect(comparePeriods(before, period)).toBeLessThan(0);
          // Nothing lies between two that were asked for one after the other.
          const next = addDays(periodEnd(before), 1);
          const follows =
            basis === "dispatch"
              ? roundOf(next, TWO_DAY_CALENDAR)?.code
              : dueFigure(indicator, basis, before, "2099-01-01", TWO_DAY_CALENDAR)?.period;
          expect(period).toBe(follows);
        }
      }),
      { numRuns: 30 },
    );
  },
);

test("[E7] a duty is named by unit, indicator, region and basis", () => {
  expect(dutyKey(duty())).toBe("finance|budget_revenue|371400|official");
  expect(dutyKey(duty({ measures: ["yoy_nominal"] }))).toBe(dutyKey(duty()));
});

test("[E7] [E8] a duty asks only for what the indicator has", () => {
  expect(dutyFault(revenue, duty({ measures: ["level", "yoy_nominal"] }))).toBeNull();
  expect(dutyFault(revenue, duty({ basis: "dispatch" }))).toBeNull();
  expect(dutyFault(revenue, duty({ measures: [] }))).toBe("至少填报一项");
  expect(dutyFault(revenue, duty({ measures: ["rank"] }))).toContain("没有这一项");
  expect(dutyFault(gdp, duty({ basis: "dispatch" }))).toContain("没有每期调度数据");
  expect(dutyFault(dispatched, duty({ basis: "dispatch" }))).toBeNull();
  expect(dutyFault(dispatched, duty())).toContain("只有每期调度数据");
});

test("[E8] [E9] the kind of period asked for follows basis and rhythm", () => {
  expect(askedKind(revenue, "official")).toBe("ytd");
  expect(askedKind(revenue, "dispatch")).toBe("round");
  expect(askedKind(dust, "monitoring")).toBe("day");
});
