import { expect, test } from "vitest";
import { LIAISON_EVENTS, LIAISON_STATES, LIAISON_TRANSITIONS } from "./liaison.ts";
import type { Liaison } from "./liaison.ts";
import { mayStepLiaison, takeLiaisonStep } from "./take-step.ts";

const LIAISON: Liaison = {
  leader: { accountId: "boss", name: "李" },
  subject: "enterprise",
  name: "某某化工",
  unit: "industry",
  region: "371400",
  indicator: "iva",
  plan: "协调用能指标",
  notes: [{ at: "2020-07-01T00:00:00.000Z", by: { accountId: "boss", name: "李" }, words: "走访" }],
  simulated: true,
};
const HAND = { by: { accountId: "boss", name: "李" }, at: "2020-07-20T04:00:00.000Z" };
const note = (words: string | null) => ({ event: "note" as const, words, changes: null });

test("[V1] the table names an outcome for every event in every state", () => {
  for (const state of LIAISON_STATES) {
    expect(Object.keys(LIAISON_TRANSITIONS[state]).toSorted()).toEqual(LIAISON_EVENTS.toSorted());
  }
});

test("[V1] a note is added behind those that stand, with who wrote it and when", () => {
  const outcome = takeLiaisonStep(LIAISON, "active", note("用能已落实"), HAND);
  if ("refused" in outcome) throw new Error(outcome.refused);
  expect(outcome.liaison.notes).toEqual([...LIAISON.notes, { ...HAND, words: "用能已落实" }]);
  expect(takeLiaisonStep(LIAISON, "active", note(" "), HAND)).toEqual({ refused: "请填写记录" });
});

test("[V1] what has ended takes no more notes, and ending says why", () => {
  const end = { event: "end" as const, words: null, changes: null };
  expect(takeLiaisonStep(LIAISON, "active", end, HAND)).toEqual({ refused: "须说明原因" });
  const ended = takeLiaisonStep(LIAISON, "active", { ...end, words: "任务完成" }, HAND);
  expect(ended).toMatchObject({ state: "ended" });
  expect(takeLiaisonStep(LIAISON, "ended", note("走访"), HAND)).toEqual({ refused: "包联已结束" });
});

test("[V1] amending changes what it names and no note", () => {
  const amend = { event: "amend" as const, words: null, changes: { plan: "新增贷款贴息" } };
  expect(takeLiaisonStep(LIAISON, "active", amend, HAND)).toMatchObject({
    state: "active",
    liaison: { plan: "新增贷款贴息", notes: LIAISON.notes },
  });
  const empty = { ...amend, changes: {} };
  expect(takeLiaisonStep(LIAISON, "active", empty, HAND)).toEqual({ refused: "没有调整内容" });
});

test("[V2] its own leader notes and another does not; the dispatch office does everything", () => {
  const actor = (role: "leader" | "dispatch_office", accountId: string) => ({
    accountId,
    subject: { roles: [role], units: [], regions: [] },
  });
  expect(mayStepLiaison(actor("leader", "boss"), "note", LIAISON)).toBe(true);
  expect(mayStepLiaison(actor("leader", "boss"), "amend", LIAISON)).toBe(false);
  expect(mayStepLiaison(actor("leader", "other"), "note", LIAISON)).toBe(false);
  for (const event of LIAISON_EVENTS) {
    expect(mayStepLiaison(actor("dispatch_office", "office"), event, LIAISON)).toBe(true);
  }
});
