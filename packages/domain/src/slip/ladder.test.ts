import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../plain-date.ts";
import { isWorkingDay } from "../working-day.ts";
import { answerDay, climb, DEFAULT_LADDER, ladderFaults, ladderOn } from "./ladder.ts";
import type { CaseToday, EarlierSlip } from "./ladder.ts";
import { RUNGS } from "./slip.ts";

const { rules } = DEFAULT_LADDER;
const TODAY = "2020-07-08";

function indicator(behind: number, slow = behind): CaseToday {
  const light = behind > 0 ? "behind" : slow > 0 ? "slow" : null;
  return { subject: "indicator", light, rounds: { behind, slow }, overdueDays: 0 };
}

const late = (overdueDays: number): CaseToday => ({
  subject: "report",
  light: null,
  rounds: { behind: 0, slow: 0 },
  overdueDays,
});

const slip = (rung: EarlierSlip["rung"], answerBy: string, withdrawn = false): EarlierSlip => ({
  rung,
  answerBy,
  withdrawn,
});

describe("the ladder", () => {
  it("[Y4] is the latest that has begun", () => {
    const next = { validFrom: "2020-07-01", rules: [] };
    expect(ladderOn([DEFAULT_LADDER, next], "2020-06-30")).toBe(DEFAULT_LADDER);
    expect(ladderOn([DEFAULT_LADDER, next], "2020-07-01")).toBe(next);
    expect(ladderOn([next], "2020-06-30")).toBeNull();
  });

  it("[Y5] begins with a notice at the first round behind, and at the third slow one", () => {
    expect(climb(rules, indicator(1), [], TODAY)?.rung).toBe("notice");
    expect(climb(rules, indicator(0, 2), [], TODAY)).toBeNull();
    expect(climb(rules, indicator(0, 3), [], TODAY)?.rule.code).toBe("slow-notice");
    expect(climb(rules, indicator(0), [], TODAY)).toBeNull();
  });

  it("[Y5] issues the highest rung that holds: a report three days late is an order at once", () => {
    expect(climb(rules, late(1), [], TODAY)?.rung).toBe("notice");
    expect(climb(rules, late(3), [], TODAY)?.rung).toBe("order");
  });

  it("[Y6] issues a rung once, and nothing below it, a withdrawn one included", () => {
    expect(climb(rules, indicator(2), [slip("notice", "2020-07-30")], TODAY)).toBeNull();
    expect(climb(rules, indicator(2), [slip("notice", "2020-07-30", true)], TODAY)).toBeNull();
    expect(climb(rules, late(9), [slip("order", "2020-07-30")], TODAY)).toBeNull();
  });

  it("[Y12] takes a slip by hand for its own rung of the run", () => {
    const byHand = [slip("notice", "2020-07-30")];
    expect(climb(rules, indicator(1), byHand, TODAY)).toBeNull();
    expect(climb(rules, late(3), byHand, TODAY)?.rung).toBe("order");
  });

  it("[Y7] climbs past the day of answer, not on it", () => {
    expect(climb(rules, indicator(3), [slip("notice", TODAY)], TODAY)).toBeNull();
    const climbed = climb(rules, indicator(3), [slip("notice", "2020-07-07")], TODAY);
    expect(climbed?.rung).toBe("order");
    expect(climb(rules, indicator(3), [slip("notice", TODAY, true)], TODAY)?.rung).toBe("order");
  });

  it("says each condition and what met it", () => {
    const climbed = climb(rules, indicator(4), [slip("notice", "2020-07-07")], TODAY);
    expect(climbed?.reasons).toEqual([
      { label: "规则", value: "连续落后督办" },
      { label: "连续落后", value: "4 期（规则为 3 期）" },
      { label: "提示单答复时限", value: "2020-07-07，已过" },
    ]);
  });

  it("[Y8] counts the days of answer in working days", () => {
    // 30 September 2020 is followed by eight days off and a working Saturday, the 10th.
    expect(answerDay({ answerDays: 2 }, "2020-09-30", (date) => isWorkingDay(date))).toBe(
      "2020-10-10",
    );
    expect(answerDay({ answerDays: 0 }, "2020-09-30", () => true)).toBe("2020-09-30");
  });

  it("[Y9] names what is wrong with a rule", () => {
    expect(ladderFaults(rules)).toEqual([]);
    const [first] = rules;
    if (first === undefined) throw new Error("the default ladder has rules");
    const faults = ladderFaults([
      first,
      { ...first, light: null, overdueDays: 2, afterAnswerDay: true },
      { ...first, code: "x", subject: "item" },
    ]);
    expect(faults.map(({ words }) => words)).toEqual([
      "规则代码重复",
      "指标类规则须写明颜色",
      "指标类规则按连续期数，不按逾期天数",
      "提示单之前没有更低一级的单据",
      "只有指标类规则有颜色",
      "须写明逾期天数",
    ]);
  });

  it("[Y6] only ever climbs through one run of trouble, whatever happens to the slips", () => {
    const day = fc.record({
      light: fc.constantFrom("behind" as const, "slow" as const),
      withdraws: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(day, { minLength: 1, maxLength: 40 }), (days) => {
        const slips: EarlierSlip[] = [];
        let behind = 0;
        for (const [index, { light, withdraws }] of days.entries()) {
          behind = light === "behind" ? behind + 1 : 0;
          const today = addDays("2020-01-01", index * 2);
          const now = { ...indicator(behind, index + 1), light };
          const climbed = climb(rules, now, slips, today);
          // Asked again at once, as by a second server, with the slip in place: nothing is due.
          if (climbed === null) continue;
          const answerBy = answerDay(climbed.rule, today, (date) => isWorkingDay(date));
          slips.push({ rung: climbed.rung, answerBy, withdrawn: withdraws });
          expect(climb(rules, now, slips, today)).toBeNull();
        }
        const rungs = slips.map(({ rung }) => RUNGS.indexOf(rung));
        expect(rungs).toEqual([...new Set(rungs)].toSorted((a, b) => a - b));
      }),
    );
  });
});
