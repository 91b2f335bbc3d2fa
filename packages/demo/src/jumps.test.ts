import { comparePeriods, jumpWarning, periodKind, seriesKind } from "@diaodu/domain";
import type { Measure, Point } from "@diaodu/domain";
import { expect, test } from "vitest";
import { indicatorOf } from "./catalogue.ts";
import { loadFigures } from "./figures.ts";

/** National first prints by series, oldest first. */
function published(): { indicator: string; measure: Measure; name: string; points: Point[] }[] {
  const series = new Map<string, ReturnType<typeof published>[number]>();
  for (const { indicator, region, period, measure, value } of loadFigures()) {
    if (region !== "100000") continue;
    const name = `${indicator} ${measure} ${periodKind(period)}`;
    const one = series.get(name) ?? { indicator, measure, name, points: [] };
    series.set(name, one);
    if (!one.points.some((point) => point.period === period)) one.points.push({ period, value });
  }
  const all = [...series.values()];
  for (const { points } of all) points.sort((a, b) => comparePeriods(a.period, b.period));
  return all;
}

const kindOf = (points: readonly Point[]) => periodKind(points[0]?.period ?? "2020");

test("[E10] in two years of published national figures only the shock of 2020 and its rebound are asked about", () => {
  const asked: string[] = [];
  let figures = 0;
  for (const { indicator, measure, name, points } of published()) {
    const kind = seriesKind(indicatorOf(indicator).kind, measure, kindOf(points));
    for (const [index, point] of points.entries()) {
      figures += 1;
      const warning = jumpWarning(kind, point, points.slice(0, index));
      if (warning !== null) asked.push(`${name} ${point.period}`);
    }
  }
  expect(figures).toBeGreaterThan(150);
  expect(asked).toEqual([
    "retail yoy_nominal ytd 2020-01/2020-02",
    "gdp yoy_real ytd 2020-01/2020-03",
    "gdp yoy_real quarter 2020-Q1",
    "retail level month 2020-03",
    "retail yoy_nominal month 2020-03",
    "fai yoy_comparable ytd 2020-01/2020-02",
    "iva yoy_real ytd 2020-01/2020-03",
    "budget_revenue yoy_nominal ytd 2020-01/2020-03",
    "income_all yoy_nominal ytd 2020-01/2020-09",
    "iva yoy_real month 2020-04",
    "iva yoy_real quarter 2020-Q2",
    "budget_revenue yoy_nominal month 2020-04",
    "budget_revenue yoy_nominal quarter 2020-Q2",
  ]);
});

test("[E10] every published cumulative level with one digit too many is asked about", () => {
  let tried = 0;
  for (const { indicator, measure, name, points } of published()) {
    const kind = seriesKind(indicatorOf(indicator).kind, measure, kindOf(points));
    if (measure !== "level" || !name.endsWith(" ytd")) continue;
    for (const [index, point] of points.entries()) {
      const before = points.slice(0, index);
      if (before.at(-1)?.period.slice(0, 4) !== point.period.slice(0, 4)) continue;
      tried += 1;
      const slipped = { ...point, value: `${point.value.replace(".", "")}0` };
      expect(jumpWarning(kind, slipped, before), `${name} ${point.period}`).not.toBeNull();
    }
  }
  expect(tried).toBeGreaterThan(30);
});
