import { dueFigure, dutyFault, dutyKey, TWO_DAY_CALENDAR } from "@diaodu/domain";
import { expect, test } from "vitest";
import { indicatorOf } from "./catalogue.ts";
import { duties } from "./office.ts";
import { regions } from "./regions.ts";
import { units } from "./units.ts";

test("every duty is one that its indicator can answer, of a unit and a region that there are", () => {
  for (const duty of duties) {
    expect(dutyFault(indicatorOf(duty.indicator), duty)).toBeNull();
    expect(units.map(({ code }) => code)).toContain(duty.unit);
    expect(regions.map(({ code }) => code)).toContain(duty.region);
  }
  expect(new Set(duties.map(dutyKey)).size).toBe(duties.length);
});

test("every unit is asked for something, and says that it is invented", () => {
  for (const unit of units) {
    expect(duties.some((duty) => duty.unit === unit.code)).toBe(true);
    expect(unit.name).toContain("模拟");
  }
});

test("on any day after the first releases every duty of 调度 asks for the round of that day", () => {
  for (const duty of duties.filter(({ basis }) => basis === "dispatch")) {
    const due = dueFigure(
      indicatorOf(duty.indicator),
      duty.basis,
      null,
      "2020-07-20",
      TWO_DAY_CALENDAR,
    );
    expect(due).toEqual({ period: "2020-R101", dueOn: "2020-07-20" });
  }
});
