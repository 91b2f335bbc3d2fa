import fc from "fast-check";
import { expect, test } from "vitest";
import { itemOfDecision } from "./decision-item.ts";
import type { MeetingState } from "./meeting-life.ts";
import type { Attendance, Meeting, MeetingDecision } from "./meeting.ts";
import { takeMeetingStep } from "./take-step.ts";
import type { MeetingDeed, MeetingHand } from "./take-step.ts";

const HOST: MeetingHand = { by: "host", hostThere: true };
const point = (id: string) => ({
  id,
  title: id,
  subject: { kind: "words" as const },
  why: null,
});
const person = (name: string, accountId: string | null = null): Attendance => {
  return { name, unit: "财政局", accountId, at: "2020-07-20T01:00:00.000Z", as: "person" };
};
const decision = (id: string): MeetingDecision => ({
  id,
  point: "a",
  words: "加快税源清查。每周报送一次",
  unit: "finance",
  person: "张三",
  dueOn: "2020-08-01",
  item: `item-${id}`,
});

function meeting(over: Partial<Meeting> = {}): Meeting {
  return {
    title: "第 101 期调度会",
    code: "ABCDEF",
    round: "2020-R101",
    plannedFor: null,
    host: { accountId: "host", name: "调度办" },
    agenda: ["a", "b", "c"].map(point),
    cursor: { point: null, spotlight: null, turn: 0 },
    frozen: null,
    walls: false,
    attendance: [],
    decisions: [],
    minutes: "",
    previous: null,
    startedAt: null,
    endedAt: null,
    ...over,
  };
}

function taken(before: Meeting, state: MeetingState, deed: MeetingDeed, hand = HOST): Meeting {
  const outcome = takeMeetingStep(before, state, deed, hand);
  if (outcome.kind !== "taken") throw new Error(JSON.stringify(outcome));
  return outcome.meeting;
}

test("[Z3] the host names a successor; others take over for themselves alone, and only once the host is gone", () => {
  const to = { accountId: "li", name: "李四" };
  const deed = { event: "hand_over", to } as const;
  expect(taken(meeting(), "running", deed).host).toEqual(to);
  const hand = (by: string, hostThere: boolean) => ({ by, hostThere });
  const kind = (given: MeetingHand) => takeMeetingStep(meeting(), "running", deed, given).kind;
  expect(kind(hand("li", true))).toBe("refused");
  expect(kind(hand("li", false))).toBe("taken");
  expect(kind(hand("wang", false))).toBe("refused");
  const nobody = { event: "hand_over", to: { accountId: null, name: "李四" } } as const;
  expect(takeMeetingStep(meeting(), "running", nobody, HOST).kind).toBe("refused");
});

test("[Z6] steps of different people taken in any order lose nothing", () => {
  const deeds: [MeetingDeed, MeetingHand][] = [
    [
      { event: "attend", attendance: person("李四") },
      { by: null, hostThere: true },
    ],
    [
      { event: "attend", attendance: person("王五", "wang") },
      { by: "wang", hostThere: true },
    ],
    [{ event: "turn", point: "b", spotlight: null }, HOST],
    [{ event: "decide", decision: decision("d1") }, HOST],
    [
      { event: "write", minutes: "纪要", seen: "" },
      { by: "wang", hostThere: true },
    ],
    [{ event: "walls", on: true }, HOST],
    [{ event: "arrange", change: { kind: "add", point: point("x"), after: "a" } }, HOST],
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray(deeds, { minLength: deeds.length }), (order) => {
      const after = order.reduce(
        (now, [deed, hand]) => taken(now, "running", deed, hand),
        meeting(),
      );
      expect(after.attendance.map(({ name }) => name).toSorted()).toEqual(["李四", "王五"]);
      expect(after.cursor.point).toBe("b");
      expect(after.decisions).toHaveLength(1);
      expect(after).toMatchObject({ minutes: "纪要", walls: true });
      expect(after.agenda.map(({ id }) => id)).toEqual(["a", "x", "b", "c"]);
    }),
  );
});

test("[Z6] minutes that somebody else wrote meanwhile are not overwritten", () => {
  const now = meeting({ minutes: "李四写的" });
  const write = { event: "write", minutes: "我写的", seen: "" } as const;
  expect(takeMeetingStep(now, "ended", write, HOST)).toEqual({ kind: "overtaken" });
});

test("[Z7] every turn counts one on and leads to a point of the agenda or to the whole board", () => {
  const turns = fc.array(fc.constantFrom("a", "b", "c", "gone", null), { maxLength: 20 });
  fc.assert(
    fc.property(turns, (points) => {
      let now = meeting();
      for (const to of points) {
        const outcome = takeMeetingStep(
          now,
          "running",
          { event: "turn", point: to, spotlight: null },
          HOST,
        );
        if (to === "gone") expect(outcome.kind).toBe("refused");
        else if (to === now.cursor.point) expect(outcome.kind).toBe("unchanged");
        if (outcome.kind !== "taken") continue;
        expect(outcome.meeting.cursor).toEqual({
          point: to,
          spotlight: null,
          turn: now.cursor.turn + 1,
        });
        now = outcome.meeting;
      }
    }),
  );
});

test("the freeze begins with the first point, and a dropped point leaves the host at the next", () => {
  const at = "2020-07-20T01:30:00.000Z";
  const begun = taken(meeting(), "planned", { event: "freeze", seq: 7, at, round: "2020-R101" });
  expect(begun).toMatchObject({ frozen: { seq: 7, at }, startedAt: at, cursor: { point: "a" } });
  const drop = (now: Meeting, id: string) =>
    taken(now, "running", { event: "arrange", change: { kind: "drop", point: id } });
  const second = drop(begun, "a");
  expect(second.cursor).toEqual({ point: "b", spotlight: null, turn: begun.cursor.turn + 1 });
  expect(drop(drop(second, "c"), "b").cursor.point).toBeNull();
  expect(drop(second, "c").cursor).toEqual(second.cursor);
});

test("a point moves one place at a time and not beyond the ends", () => {
  const move = (id: string, by: 1 | -1) =>
    takeMeetingStep(
      meeting(),
      "planned",
      { event: "arrange", change: { kind: "move", point: id, by } },
      HOST,
    );
  expect(move("a", -1).kind).toBe("unchanged");
  expect(move("c", 1).kind).toBe("unchanged");
  expect(move("gone", 1).kind).toBe("refused");
  const down = move("a", 1);
  expect(down.kind === "taken" && down.meeting.agenda.map(({ id }) => id)).toEqual(["b", "a", "c"]);
});

test("[Z8] whoever attends is noted once, by account or by name and unit", () => {
  const attend = (now: Meeting, attendance: Attendance) =>
    takeMeetingStep(now, "running", { event: "attend", attendance }, { by: null, hostThere: true });
  const now = meeting({ attendance: [person("李四"), person("王五", "wang")] });
  expect(attend(now, person("李四")).kind).toBe("unchanged");
  expect(attend(now, { ...person("换了名字"), accountId: "wang" }).kind).toBe("unchanged");
  expect(attend(now, { ...person("李四"), unit: "商务局" }).kind).toBe("taken");
  expect(attend(now, person("王五")).kind).toBe("taken");
});

test("[Z9] a decision sent twice is one, and its item says whose and from where it is", () => {
  const once = taken(meeting(), "running", { event: "decide", decision: decision("d1") });
  const again = { event: "decide", decision: decision("d1") } as const;
  expect(takeMeetingStep(once, "running", again, HOST)).toEqual({ kind: "unchanged" });
  const item = itemOfDecision(decision("d1"), {
    meeting: "m1",
    by: { accountId: "host", name: "调度办" },
    today: "2020-07-20",
    round: "2020-R101",
    about: { indicator: "budget_revenue", region: "371400" },
    home: "371400",
    simulated: false,
  });
  expect(item).toMatchObject({
    title: "加快税源清查",
    problem: "加快税源清查。每周报送一次",
    source: { kind: "decision", meeting: "m1", decision: "d1" },
    indicator: "budget_revenue",
    unit: "finance",
    person: { accountId: null, name: "张三" },
    dueOn: "2020-08-01",
    firstDueOn: "2020-08-01",
  });
});
