import { expect, test } from "vitest";
import { calendarOf, spellFrom } from "../../test/calendar.ts";
import { indicatorWith } from "../../test/sample.ts";
import type { Duty } from "../report/duty.ts";
import { burdenOf } from "./burden.ts";
import { TWO_DAY_CALENDAR } from "./calendar.ts";

const revenue = indicatorWith({
  code: "budget_revenue",
  shortName: "预算收入",
  frequency: "month",
  periodKinds: ["ytd", "round"],
  measures: ["level", "yoy_comparable"],
  headline: { periodKind: "ytd", growth: "yoy_comparable" },
  combinedJanuaryFebruary: true,
  releaseLagDays: 15,
});
const dust = indicatorWith({
  code: "pm25",
  shortName: "PM2.5",
  frequency: "day",
  kind: "average",
  periodKinds: ["day", "month"],
  measures: ["level"],
  headline: { periodKind: "month", growth: null },
  releaseLagDays: 1,
});
const output = indicatorWith({
  code: "gdp",
  shortName: "地区生产总值",
  frequency: "quarter",
  periodKinds: ["ytd"],
  measures: ["level", "yoy_real"],
  headline: { periodKind: "ytd", growth: "yoy_real" },
  releaseLagDays: 18,
});
const indicators = [revenue, dust, output];
const unit = (code: string, shortName: string) => ({
  code,
  name: shortName,
  shortName,
  region: "371400",
});
const units = [
  unit("finance", "市财政局"),
  unit("ecology", "市生态环境局"),
  unit("tax", "市税务局"),
];
const duty = (o: Partial<Duty>): Duty => ({
  unit: "finance",
  indicator: "budget_revenue",
  region: "371400",
  basis: "official",
  measures: ["level"],
  ...o,
});
const asked = (duties: readonly Duty[], today = "2020-06-27", calendar = TWO_DAY_CALENDAR) =>
  burdenOf({ units, duties, indicators, calendar, today });

test("[B1] a dispatch figure is a field a round for every fact", () => {
  const { rounds, units: counted } = asked([
    duty({ basis: "dispatch", measures: ["level", "yoy_comparable"] }),
  ]);
  expect(rounds[0]).toMatchObject({ start: "2020-06-27" });
  expect(rounds.at(-1)).toMatchObject({ end: "2020-07-26" });
  expect(rounds).toHaveLength(15);
  expect(counted).toEqual([
    { unit: "finance", fields: rounds.map(() => 2), total: 30 },
    { unit: "ecology", fields: rounds.map(() => 0), total: 0 },
    { unit: "tax", fields: rounds.map(() => 0), total: 0 },
  ]);
});

test("[B1] a monthly figure is asked in the round in which it falls due, a daily one every day", () => {
  const { rounds, units: counted } = asked([
    duty({ measures: ["level", "yoy_comparable"] }),
    duty({ unit: "ecology", indicator: "pm25", basis: "monitoring" }),
  ]);
  // 1—6月, due on 15 July.
  const index = rounds.findIndex(({ start, end }) => start <= "2020-07-15" && end >= "2020-07-15");
  expect(counted[0]?.fields.map((fields, at) => [at, fields]).filter(([, n]) => n !== 0)).toEqual([
    [index, 2],
  ]);
  expect(counted[1]).toEqual({ unit: "ecology", fields: rounds.map(() => 2), total: 30 });
});

test("[B1] a month without January of its own asks for nothing in February, quarters once a quarter", () => {
  const duties = [
    duty({}),
    duty({ unit: "tax", indicator: "gdp", measures: ["level", "yoy_real"] }),
  ];
  const total = (today: string) => asked(duties, today).units.map((one) => one.total);
  // 1—12月 and the year's accounts fall due in January, 1—2月 in March.
  expect(total("2020-01-05")).toEqual([1, 0, 2]);
  expect(total("2020-02-03")).toEqual([0, 0, 0]);
  expect(total("2020-03-01")).toEqual([1, 0, 0]);
  expect(total("2020-04-01")).toEqual([1, 0, 2]);
  expect(total("2020-02-29")).toEqual([1, 0, 0]);
});

test("[B2] monthly and quarterly figures asked for every second day are warned of", () => {
  const duties = [
    duty({ basis: "dispatch" }),
    duty({ unit: "tax", basis: "dispatch", region: "371402" }),
    duty({ unit: "ecology", indicator: "pm25", basis: "monitoring" }),
  ];
  expect(asked(duties).warnings).toEqual([
    {
      kind: "too_often",
      indicator: "budget_revenue",
      units: ["finance", "tax"],
      words: "预算收入是月度数据，按期调度每两天报一次",
    },
  ]);
  const weekly = calendarOf([spellFrom("2020-01-01", { interval: 5, counting: "working" })]);
  expect(asked(duties, "2020-06-27", weekly).warnings[0]?.words).toBe(
    "预算收入是月度数据，按期调度每 5 个工作日报一次",
  );
  const monthly = calendarOf([spellFrom("2020-01-01", { interval: 31 })]);
  expect(asked(duties, "2020-06-27", monthly).warnings).toEqual([]);
});

test("[B3] one indicator asked of two units is warned of, of two regions it is not", () => {
  const twice = [duty({}), duty({ unit: "tax", basis: "dispatch" })];
  expect(asked(twice).warnings.filter(({ kind }) => kind === "asked_twice")).toEqual([
    {
      kind: "asked_twice",
      indicator: "budget_revenue",
      units: ["finance", "tax"],
      words: "预算收入同时要求市财政局、市税务局填报",
    },
  ]);
  expect(asked([duty({}), duty({ unit: "tax", region: "371402" })]).warnings).toEqual([]);
  expect(asked([duty({}), duty({ basis: "dispatch" })]).warnings.map(({ kind }) => kind)).toEqual([
    "too_often",
  ]);
});

test("[B1] the month ahead goes on into the next year", () => {
  const { rounds } = asked([], "2020-12-31");
  expect(rounds[0]?.code).toBe("2020-R183");
  expect(rounds[1]?.code).toBe("2021-R001");
  expect(rounds.at(-1)).toMatchObject({ start: "2021-01-29" });
});
