import { describe, expect, test } from "vitest";
import { indicatorWith } from "../../test/sample.ts";
import { deed, hand, itemWith, TODAY } from "../../test/sample-item.ts";
import { TWO_DAY_CALENDAR } from "../round/calendar.ts";
import { roundOf } from "../round/rounds.ts";
import { ITEM_EVENT_ACTIONS, mayReadItem, mayStepItem, namedByItem } from "./item-access.ts";
import { ITEM_EVENTS, ITEM_STATES, ITEM_TRANSITIONS, itemOverdueDays } from "./item-life.ts";
import type { ItemState } from "./item-life.ts";
import type { ActionItem } from "./item.ts";
import { offeredSteps } from "./offered-steps.ts";
import { problemOfLight, unitInCharge, usualDeadline } from "./propose.ts";
import { takeItemStep } from "./take-step.ts";

/** A step that must be taken. */
function taken(
  item: ActionItem,
  from: ItemState,
  ...rest: [ReturnType<typeof deed>, ReturnType<typeof hand>]
) {
  const outcome = takeItemStep(item, from, ...rest);
  if ("refused" in outcome) throw new Error(outcome.refused);
  return outcome;
}

/** Why a step is not taken. */
function refusal(
  item: ActionItem,
  from: ItemState,
  ...rest: [ReturnType<typeof deed>, ReturnType<typeof hand>]
) {
  const outcome = takeItemStep(item, from, ...rest);
  return "refused" in outcome ? outcome.refused : null;
}

describe("the life of an item", () => {
  test("[X1] the table names an outcome for every event in every state", () => {
    for (const state of ITEM_STATES) {
      expect(Object.keys(ITEM_TRANSITIONS[state]).toSorted()).toEqual(ITEM_EVENTS.toSorted());
    }
    const leadsTo = (target: ItemState) =>
      ITEM_STATES.flatMap((state) =>
        ITEM_EVENTS.filter((event) => {
          const outcome = ITEM_TRANSITIONS[state][event];
          return "to" in outcome && outcome.to === target;
        }).map((event) => `${state} ${event}`),
      );
    expect(leadsTo("closed")).toEqual(["submitted close"]);
    expect(leadsTo("cancelled")).toEqual(["assigned cancel", "working cancel"]);
  });

  test("[X2] feedback has words, and going back, changing or ending says why", () => {
    expect(refusal(itemWith(), "assigned", deed("feedback", { words: " " }), hand("wang"))).toBe(
      "请填写进展情况",
    );
    const request = { words: "好了", evidence: ["f"], by: hand("wang").by, at: "t" };
    const submitted = itemWith({ closure: request });
    expect(refusal(submitted, "submitted", deed("refuse_closure"), hand("office"))).toBe(
      "须说明原因",
    );
    expect(refusal(itemWith(), "closed", deed("reopen"), hand("office"))).toBe("须说明原因");
    expect(refusal(itemWith(), "working", deed("cancel"), hand("office"))).toBe("须说明原因");
    const amend = deed("amend", { changes: { dueOn: "2020-07-30" } });
    expect(refusal(itemWith(), "working", amend, hand("office"))).toBe("须说明原因");
  });

  test("[X3] an extension is asked by the deadline, for later, once, and decided by another", () => {
    const ask = deed("ask_extension", { words: "资料未齐", until: "2020-07-28" });
    const { item } = taken(itemWith(), "assigned", ask, hand("wang"));
    expect(item.dueOn).toBe("2020-07-24");
    expect(item.extension).toMatchObject({ until: "2020-07-28", by: { accountId: "wang" } });
    expect(refusal(item, "assigned", ask, hand("zhao"))).toBe("已有延期申请待审批");
    const late = hand("wang", { today: "2020-07-25" });
    expect(refusal(itemWith(), "assigned", ask, late)).toBe("已过时限，不能再申请延期");
    const sameDay = deed("ask_extension", { words: "资料未齐", until: "2020-07-24" });
    expect(refusal(itemWith(), "assigned", sameDay, hand("wang"))).toBe("延期须晚于现定时限");
    expect(refusal(item, "assigned", deed("grant_extension"), hand("wang"))).toContain("他人审批");
    const granted = taken(item, "assigned", deed("grant_extension"), hand("office"));
    expect(granted.item).toMatchObject({
      dueOn: "2020-07-28",
      firstDueOn: "2020-07-24",
      extension: null,
    });
    const no = deed("refuse_extension", { words: "时间充足" });
    expect(taken(item, "assigned", no, hand("office")).item).toMatchObject({
      dueOn: "2020-07-24",
      extension: null,
    });
  });

  test("[X4] [X5] closing takes a file and a second person", () => {
    const silent = deed("request_closure", { words: "已入库" });
    expect(refusal(itemWith(), "working", silent, hand("wang"))).toBe("申请销号须附佐证材料");
    const ask = deed("request_closure", { words: "已入库", evidence: ["f1"] });
    const { item, state } = taken(itemWith(), "working", ask, hand("wang"));
    expect(state).toBe("submitted");
    expect(refusal(item, state, deed("close"), hand("wang"))).toBe("本人申请的销号须由他人核实");
    const system = hand("", { by: { accountId: null, name: "系统" } });
    expect(refusal(item, state, deed("close"), system)).toBe("须由人员核实销号");
    const closed = taken(item, state, deed("close"), hand("office", { round: "2020-R102" }));
    expect(closed).toMatchObject({
      state: "closed",
      item: { closed: { round: "2020-R102", by: { name: "office" }, on: TODAY } },
    });
  });

  test("[X6] an item is overdue from the day after its deadline until it is off the list", () => {
    const days = (state: ItemState, today: string) =>
      itemOverdueDays({ state, dueOn: "2020-07-24" }, today);
    expect(days("working", "2020-07-24")).toBe(0);
    expect(days("submitted", "2020-07-27")).toBe(3);
    expect(days("closed", "2020-07-27")).toBe(0);
    expect(days("cancelled", "2020-07-27")).toBe(0);
  });

  test("[X7] reopening counts and asks for closure anew", () => {
    const ask = deed("request_closure", { words: "已入库", evidence: ["f1"] });
    const asked = taken(itemWith(), "working", ask, hand("wang"));
    const closed = taken(asked.item, asked.state, deed("close"), hand("office"));
    const again = taken(
      closed.item,
      closed.state,
      deed("reopen", { words: "数据回落" }),
      hand("office"),
    );
    expect(again).toMatchObject({
      state: "working",
      item: { reopened: 1, closure: null, closed: null },
    });
  });

  test("[X9] amending names what it changes, keeps the first deadline, settles an extension", () => {
    const why = { words: "分工调整" };
    expect(refusal(itemWith(), "working", deed("amend", why), hand("office"))).toBe("没有调整内容");
    const same = deed("amend", { ...why, changes: { dueOn: "2020-07-24" } });
    expect(refusal(itemWith(), "working", same, hand("office"))).toBe("没有调整内容");
    const stray = deed("feedback", { ...why, changes: { dueOn: "2020-07-30" } });
    expect(refusal(itemWith(), "working", stray, hand("wang"))).toContain("只有调整");
    const asked = itemWith({
      extension: { until: "2020-07-28", reason: "资料未齐", by: hand("wang").by, at: "t" },
    });
    const later = deed("amend", { ...why, changes: { dueOn: "2020-07-30" } });
    expect(taken(asked, "working", later, hand("office")).item).toMatchObject({
      dueOn: "2020-07-30",
      firstDueOn: "2020-07-24",
      extension: null,
    });
    const renamed = deed("amend", { ...why, changes: { title: "收入缺口" } });
    expect(taken(asked, "working", renamed, hand("office")).item.extension).not.toBeNull();
  });

  test("[X10] a measure is done on the day that it was first said to be", () => {
    const first = deed("feedback", { words: "已核实", done: ["a"] });
    const { item } = taken(itemWith(), "assigned", first, hand("wang"));
    expect(item.remedies.map(({ doneOn }) => doneOn)).toEqual([TODAY, null]);
    const again = deed("feedback", { words: "都好了", done: ["a", "b"] });
    const later = hand("wang", { today: "2020-07-22" });
    expect(taken(item, "working", again, later).item.remedies.map(({ doneOn }) => doneOn)).toEqual([
      TODAY,
      "2020-07-22",
    ]);
    const unknown = deed("feedback", { words: "好了", done: ["x"] });
    expect(refusal(item, "working", unknown, hand("wang"))).toBe("没有这项措施");
  });
});

describe("who may do what to an item", () => {
  const of = (role: "reporter" | "leader" | "dispatch_office" | "viewer", accountId = "x") => ({
    accountId,
    subject: { roles: [role], units: role === "reporter" ? ["commerce"] : [], regions: [] },
  });

  test("[X8] every step takes one of three rights, by who answers for it", () => {
    const by = (action: string) =>
      ITEM_EVENTS.filter((event) => ITEM_EVENT_ACTIONS[event] === action);
    expect(by("item.raise")).toEqual(["raise", "amend", "cancel"]);
    expect(by("item.work")).toEqual(["feedback", "ask_extension", "request_closure"]);
    expect(by("item.check")).toEqual([
      "grant_extension",
      "refuse_extension",
      "refuse_closure",
      "close",
      "reopen",
    ]);
    expect(mayStepItem(of("reporter"), "feedback", itemWith())).toBe(true);
    expect(mayStepItem(of("reporter"), "close", itemWith())).toBe(false);
    expect(mayStepItem(of("leader", "boss"), "close", itemWith())).toBe(true);
    expect(mayStepItem(of("leader", "other"), "close", itemWith())).toBe(false);
  });

  test("[X8] a step is offered to whoever has the right and could take it today", () => {
    const offered = (
      who: Parameters<typeof offeredSteps>[0],
      state: ItemState,
      change: Partial<ActionItem> = {},
      today = TODAY,
    ) => offeredSteps(who, itemWith(change), state, today);
    const wang = of("reporter", "wang");
    expect(offered(wang, "assigned")).toEqual(["feedback", "ask_extension", "request_closure"]);
    expect(offered(wang, "assigned", {}, "2020-07-25")).toEqual(["feedback", "request_closure"]);
    expect(offered(of("viewer", "wang"), "assigned")).toEqual([]);
    const office = of("dispatch_office", "office");
    expect(offered(office, "working")).toEqual(["amend", "cancel"]);
    const closure = { words: "好了", evidence: ["f"], by: hand("office").by, at: "t" };
    expect(offered(office, "submitted", { closure })).toEqual(["refuse_closure"]);
    expect(offered(of("leader", "boss"), "submitted", { closure })).toEqual([
      "refuse_closure",
      "close",
    ]);
  });

  test("[U10] an item names its units, those of its measures, and three persons", () => {
    const remedies = itemWith().remedies.map((remedy) => ({ ...remedy, unit: "ecology" }));
    expect(namedByItem(itemWith({ remedies }))).toEqual({
      units: ["finance", "commerce", "ecology"],
      region: "100000",
      accounts: ["wang", "boss", "office"],
    });
    expect(mayReadItem(of("leader", "office"), itemWith())).toBe(true);
    expect(mayReadItem(of("viewer", "wang"), itemWith())).toBe(false);
    expect(mayReadItem(of("dispatch_office"), itemWith())).toBe(true);
  });
});

describe("an item out of a light", () => {
  const unit = (code: string, name: string) => ({ code, name, shortName: name, region: "371400" });
  const units = [unit("finance", "市财政局"), unit("employment", "市人社局")];
  const duty = (code: string, indicator: string, region: string) => ({
    unit: code,
    indicator,
    region,
    basis: "official" as const,
    measures: [],
  });

  test("[X11] goes to the unit that leads the indicator, else to whoever reports it", () => {
    const duties = [
      duty("finance", "new_jobs", "370000"),
      duty("employment", "new_jobs", "371400"),
    ];
    const charge = (leadUnit: string, region: string, known = duties) =>
      unitInCharge(indicatorWith({ leadUnit }), region, { units, duties: known })?.code ?? null;
    expect(charge("市财政局", "371400")).toBe("finance");
    expect(charge("国家统计局", "371400")).toBe("employment");
    expect(charge("国家统计局", "100000")).toBe("finance");
    expect(charge("国家统计局", "371400", [])).toBeNull();
  });

  test("[X11] is due on the last day of the second round after this one, over New Year too", () => {
    const roundOn = (day: string) => roundOf(day, TWO_DAY_CALENDAR);
    expect(roundOn(TODAY)).toMatchObject({ start: "2020-07-19", end: "2020-07-20" });
    expect(usualDeadline(TODAY, roundOn)).toBe("2020-07-24");
    expect(usualDeadline("2020-12-31", roundOn)).toBe("2021-01-04");
    expect(usualDeadline("2020-12-31", () => null)).toBe("2021-01-02");
  });

  test("[X11] says what the light says, with the figure where there is one", () => {
    const words = "落后序时进度 3.2 个百分点";
    const about = { name: "一般公共预算收入", regionName: "全国", words };
    expect(problemOfLight({ ...about, figure: "1—6月 96176 亿元" })).toEqual({
      title: `全国一般公共预算收入${words}`,
      problem: `全国一般公共预算收入 1—6月 96176 亿元，${words}。`,
    });
    expect(problemOfLight({ ...about, figure: null }).problem).toBe(
      `全国一般公共预算收入${words}。`,
    );
    expect(problemOfLight({ ...about, name: "长".repeat(90), figure: null }).title).toHaveLength(
      80,
    );
  });
});
