import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Actor } from "../access/named.ts";
import type { Role } from "../access/role.ts";
import { climb, DEFAULT_LADDER } from "./ladder.ts";
import type { CaseToday, EarlierSlip } from "./ladder.ts";
import { nextRung } from "./next-rung.ts";
import { mayReadSlip, SLIP_EVENT_ACTIONS } from "./slip-access.ts";
import { isOnlySeen, SLIP_EVENTS, SLIP_STATES, SLIP_TRANSITIONS, slipStep } from "./slip-life.ts";
import type { SlipEvent, SlipState } from "./slip-life.ts";
import { caseKey, RUNGS } from "./slip.ts";
import type { Slip } from "./slip.ts";
import { awaitsAnswer, offeredSlipSteps, slipOverdueDays, takeSlipStep } from "./take-step.ts";

const TODAY = "2020-07-10";
const { rules } = DEFAULT_LADDER;

const slip: Slip = {
  rung: "notice",
  number: "德调督〔2020〕7号",
  case: {
    key: caseKey("indicator", "gdp", "371400"),
    subject: "indicator",
    unit: "statistics",
    region: "371400",
    indicator: "gdp",
    item: null,
    since: "2020-R096",
  },
  round: "2020-R096",
  title: "提示单：GDP 落后",
  reasons: [],
  rule: "落后即提示",
  issuedBy: null,
  issuedOn: "2020-07-08",
  answerBy: TODAY,
  previous: null,
  deliveredAt: null,
  readAt: null,
  readBy: null,
  answer: null,
  simulated: false,
};
const wang = {
  by: { accountId: "wang", name: "王" },
  today: TODAY,
  at: "2020-07-10T02:00:00.000Z",
};
const office = { ...wang, by: { accountId: "office", name: "办" } };
const deed = (event: Exclude<SlipEvent, "issue">, words: string | null = null) => ({
  event,
  words,
  lateReason: null,
  evidence: [],
});

const step = (over: Partial<Parameters<typeof slipStep>[0]>) =>
  slipStep({
    event: "answer",
    from: "read",
    by: "wang",
    answeredBy: null,
    today: TODAY,
    answerBy: TODAY,
    words: "已部署",
    lateReason: null,
    ...over,
  });

describe("a slip", () => {
  it("[Y1] never leaves its last states, and is read or answered from any state that waits", () => {
    for (const event of SLIP_EVENTS) {
      expect(SLIP_TRANSITIONS.settled[event]).toHaveProperty("refused");
      expect(SLIP_TRANSITIONS.withdrawn[event]).toHaveProperty("refused");
    }
    for (const state of SLIP_STATES) {
      expect("to" in SLIP_TRANSITIONS[state].answer).toBe(awaitsAnswer(state));
    }
  });

  it("[Y1] is refused exactly what the table refuses, where everything asked for is said", () => {
    const said = { words: "说明", lateReason: "原因", by: "office", answeredBy: "wang" };
    for (const from of SLIP_STATES) {
      for (const event of SLIP_EVENTS) {
        expect(step({ ...said, from, event })).toEqual(SLIP_TRANSITIONS[from][event]);
      }
    }
  });

  it("[Y2] takes an answer on its last day, and later with the reason why", () => {
    expect(step({})).toEqual({ to: "answered" });
    expect(step({ today: "2020-07-11" })).toEqual({ refused: "已过答复时限，须说明逾期原因" });
    expect(step({ today: "2020-07-11", lateReason: "  " })).toHaveProperty("refused");
    expect(step({ today: "2020-07-11", lateReason: "等待核算" })).toEqual({ to: "answered" });
    expect(step({ words: " " })).toEqual({ refused: "请填写答复内容" });
  });

  it("[Y3] is not settled by whoever answered, and sent back or withdrawn with a reason", () => {
    const answered = { from: "answered", answeredBy: "wang" } as const;
    expect(step({ ...answered, event: "settle" })).toEqual({ refused: "本人的答复须由他人办结" });
    expect(step({ ...answered, event: "settle", by: "office" })).toEqual({ to: "settled" });
    expect(step({ ...answered, event: "settle", by: null, answeredBy: null })).toEqual({
      to: "settled",
    });
    expect(step({ ...answered, event: "send_back", words: null })).toHaveProperty("refused");
    expect(step({ event: "withdraw", words: "" })).toEqual({ refused: "须说明原因" });
  });

  it("[Y10] is read once, answered, sent back and answered again; the unit's deeds stay on it", () => {
    const read = takeSlipStep(slip, "issued", deed("read"), wang);
    if ("refused" in read) throw new Error(read.refused);
    expect(read).toMatchObject({ state: "read", slip: { readBy: wang.by, readAt: wang.at } });
    expect(read.slip.deliveredAt).toBe(wang.at);
    expect(takeSlipStep(read.slip, "read", deed("read"), office)).toHaveProperty("refused");

    const answered = takeSlipStep(read.slip, "read", deed("answer", " 已部署 "), wang);
    if ("refused" in answered) throw new Error(answered.refused);
    expect(answered.slip.answer).toMatchObject({ words: "已部署", lateReason: null, by: wang.by });

    const back = takeSlipStep(answered.slip, "answered", deed("send_back", "缺措施"), office);
    if ("refused" in back) throw new Error(back.refused);
    expect(back).toMatchObject({ state: "read", slip: { answer: null, readBy: wang.by } });

    const late = { ...deed("answer", "补充措施"), lateReason: "重新核实" };
    const again = takeSlipStep(back.slip, back.state, late, { ...wang, today: "2020-07-12" });
    if ("refused" in again) throw new Error(again.refused);
    expect(again.slip.answer).toMatchObject({ words: "补充措施", lateReason: "重新核实" });
    expect(takeSlipStep(again.slip, again.state, deed("settle"), wang)).toHaveProperty("refused");
    expect(takeSlipStep(again.slip, again.state, deed("settle"), office)).toHaveProperty("slip");
  });

  it("[Y10] takes files with an answer alone", () => {
    const filed = { ...deed("withdraw", "发错"), evidence: ["file"] };
    expect(takeSlipStep(slip, "issued", filed, office)).toHaveProperty("refused");
  });

  it("[Y10] offers each side its own steps", () => {
    const of = (role: Role, accountId: string, units: readonly string[] | "all"): Actor => ({
      subject: { roles: [role], units, regions: ["371400"] },
      accountId,
    });
    const unit = of("reporter", "wang", ["statistics"]);
    const desk = of("dispatch_office", "office", []);
    expect(offeredSlipSteps(unit, slip, "issued", TODAY)).toEqual(["read", "answer"]);
    expect(offeredSlipSteps(unit, slip, "answered", TODAY)).toEqual([]);
    expect(offeredSlipSteps(desk, slip, "issued", TODAY)).toEqual(["settle", "withdraw"]);
    expect(offeredSlipSteps(desk, slip, "answered", TODAY)).toEqual(["send_back", "settle"]);
    expect(mayReadSlip(of("reporter", "li", ["finance"]), slip)).toBe(false);
    expect(mayReadSlip(of("leader", "li", ["statistics"]), slip)).toBe(true);
    expect(offeredSlipSteps(of("leader", "li", ["statistics"]), slip, "issued", TODAY)).toEqual([]);
    expect(SLIP_EVENT_ACTIONS.answer).toBe("slip.answer");
  });

  it("is overdue by the days past its answer, until there is one", () => {
    const days = (state: SlipState) => slipOverdueDays({ state, answerBy: "2020-07-07" }, TODAY);
    expect(days("read")).toBe(3);
    expect(days("answered")).toBe(0);
    expect(slipOverdueDays({ state: "issued", answerBy: TODAY }, TODAY)).toBe(0);
  });

  it("[Y13] takes after its delivery and its reading whatever it took before them", () => {
    const seen = SLIP_EVENTS.filter(isOnlySeen);
    expect(seen).toEqual(["deliver", "read"]);
    for (const state of SLIP_STATES) {
      for (const event of seen) {
        const outcome = SLIP_TRANSITIONS[state][event];
        if (!("to" in outcome)) continue;
        for (const later of SLIP_EVENTS.filter((one) => !isOnlySeen(one))) {
          const before = SLIP_TRANSITIONS[state][later];
          if ("to" in before) expect(SLIP_TRANSITIONS[outcome.to][later]).toEqual(before);
        }
      }
    }
  });
});

describe("what comes next", () => {
  const behind = (rounds: number): CaseToday => ({
    subject: "indicator",
    light: "behind",
    rounds: { behind: rounds, slow: rounds },
    overdueDays: 0,
  });
  const notice: EarlierSlip = { rung: "notice", answerBy: "2020-07-12", withdrawn: false };

  it("[Y11] names the rung, the day and the rounds that it waits for", () => {
    const next = nextRung(rules, behind(2), [notice], TODAY);
    expect(next).toMatchObject({ rung: "order", after: "2020-07-12", roundsMissing: 1 });
    expect(next?.words).toBe("若7月12日答复时限过后，连续落后满 3 期（现 2 期），将发督办单");
    expect(nextRung(rules, behind(2), [notice], "2020-07-13")?.after).toBeNull();
  });

  it("[Y11] counts the days of what is late", () => {
    const late: CaseToday = { ...behind(0), subject: "report", light: null, overdueDays: 1 };
    const next = nextRung(rules, late, [notice], TODAY);
    expect(next?.words).toBe("若逾期满 3 天（现 1 天），将发督办单");
  });

  it("[Y11] is nothing above the last rung that a rule leads to", () => {
    const talk: EarlierSlip = { ...notice, rung: "talk" };
    expect(nextRung(rules, behind(9), [notice, talk], TODAY)).toBeNull();
    const item: CaseToday = { ...behind(0), subject: "item", light: null, overdueDays: 9 };
    expect(nextRung(rules, item, [{ ...notice, rung: "order" }], TODAY)).toBeNull();
  });

  it("[Y11] is what the ladder issues once nothing is missing any more", () => {
    const slips = fc
      .subarray([...RUNGS], { maxLength: 2 })
      .map((rungs) => rungs.map((rung) => ({ ...notice, rung })));
    fc.assert(
      fc.property(fc.nat(9), fc.nat(9), slips, (rounds, overdueDays, earlier) => {
        for (const subject of ["indicator", "report", "item"] as const) {
          const now = { ...behind(rounds), subject, overdueDays };
          const next = nextRung(rules, now, earlier, TODAY);
          if (next === null) continue;
          const then = {
            ...now,
            rounds: { behind: 99, slow: 99 },
            overdueDays: overdueDays + next.daysMissing,
          };
          const climbed = climb(rules, then, earlier, "2020-08-01");
          expect(RUNGS.indexOf(climbed?.rung ?? "notice")).toBeGreaterThanOrEqual(
            RUNGS.indexOf(next.rung),
          );
        }
      }),
    );
  });
});
