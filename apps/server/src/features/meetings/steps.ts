import { randomUUID } from "node:crypto";
import type { Fault, MeetingStepBody } from "@diaodu/contracts";
import { itemOfDecision, may, subjectOf } from "@diaodu/domain";
import type { AgendaChange, MeetingDecision } from "@diaodu/domain";
import type { Caller } from "../../access/caller.ts";
import { homeRegion } from "../../board/home-region.ts";
import { Refusal } from "../../http/problems.ts";
import { todayOf } from "../reports/desk.ts";
import { agendaFrom, checkSubject } from "./agenda-source.ts";
import { personOf } from "./clerk.ts";
import type { MeetingDesk, PlannedDeed } from "./clerk.ts";
import type { MeetingRecord } from "./context.ts";

/**
 * What a body asks for, as a step on the version that stands.
 * @throws Refusal `validation_failed` where it names what is not there
 */
export async function planStep(
  desk: MeetingDesk,
  caller: Caller,
  body: MeetingStepBody,
): Promise<(record: MeetingRecord) => PlannedDeed | Promise<PlannedDeed>> {
  const at = desk.time.now().toISOString();
  switch (body.event) {
    case "arrange": {
      const change = await planChange(desk, body.change);
      return async (record) => ({ deed: { event: "arrange", change: await change(record) } });
    }
    case "freeze": {
      // What was committed before the button was pressed is on the board that everybody opens.
      await desk.publish();
      const { seq } = desk.boards.head();
      const round = todayOf(desk).round.code;
      return () => ({ deed: { event: "freeze", seq, at, round } });
    }
    case "hand_over": {
      const to = body.to === null ? personOf(caller) : await hostNamed(desk, body.to);
      return () => ({ deed: { event: "hand_over", to } });
    }
    case "attend": {
      const { name, unit } = body;
      const attendance = { name, unit, accountId: null, at, as: "person" } as const;
      return () => ({ deed: { event: "attend", attendance } });
    }
    case "decide":
      return planDecision(desk, caller, body);
    case "end":
      return () => ({ deed: { event: "end", at } });
    case "turn":
    case "write":
    case "walls":
    case "cancel":
      return () => ({ deed: body });
  }
}

type Change = Extract<MeetingStepBody, { event: "arrange" }>["change"];

async function planChange(
  desk: MeetingDesk,
  change: Change,
): Promise<(record: MeetingRecord) => AgendaChange | Promise<AgendaChange>> {
  const { storage, boards } = desk;
  switch (change.kind) {
    case "add": {
      const { title, subject, after } = change;
      await checkSubject(subject, storage, boards.head());
      const point = { id: randomUUID(), title, subject, why: null };
      return () => ({ kind: "add", point, after });
    }
    case "renew":
      return async ({ body }) => {
        const previous =
          body.previous === null ? null : await storage.record("meeting", body.previous);
        const { today } = todayOf(desk);
        const around = { storage, board: boards.head(), previous, today, id: randomUUID };
        return { kind: "replace", agenda: await agendaFrom(around) };
      };
    case "drop":
    case "move":
      return () => change;
  }
}

/** The decision and the item that it becomes, in one transaction. [Z9] */
async function planDecision(
  desk: MeetingDesk,
  caller: Caller,
  body: Extract<MeetingStepBody, { event: "decide" }>,
): Promise<(record: MeetingRecord) => PlannedDeed> {
  const { today, round } = todayOf(desk);
  const { units } = await desk.storage.catalogue();
  const faults: Fault[] = [];
  if (!units.some(({ code }) => code === body.unit)) {
    faults.push({ path: "unit", code: "unknown", message: "没有这个单位" });
  }
  if (body.dueOn < today) {
    faults.push({ path: "dueOn", code: "past", message: "时限不能早于今天" });
  }
  if (faults.length > 0) throw new Refusal("validation_failed", { faults });
  const item = randomUUID();
  const { id, words, unit, person, dueOn } = body;
  return (record) => {
    // A point that was dropped meanwhile takes nothing from what was decided on it.
    const there = record.body.agenda.some((point) => point.id === body.point);
    const point = there ? body.point : null;
    const decision: MeetingDecision = { id, point, words, unit, person, dueOn, item };
    const made = itemOfDecision(decision, {
      meeting: record.id,
      by: personOf(caller),
      today,
      round: round.code,
      about: subjectOf(record.body, point),
      home: homeRegion(desk.boards.head().tiles),
      simulated: desk.simulated,
    });
    return {
      deed: { event: "decide", decision },
      words,
      beside: [
        {
          kind: "item",
          id: item,
          basedOn: 0,
          state: "assigned",
          event: "raise",
          words: null,
          evidence: [],
          body: made,
        },
      ],
    };
  };
}

/** @throws Refusal `validation_failed` for an account that may not host */
async function hostNamed(desk: Pick<MeetingDesk, "storage">, id: string) {
  const found = (await possibleHosts(desk)).find((one) => one.accountId === id);
  if (found !== undefined) return found;
  const fault = { path: "to", code: "unknown", message: "该人员不能主持会议" };
  throw new Refusal("validation_failed", { faults: [fault] });
}

/** Accounts that may host, by name. */
export async function possibleHosts({ storage }: Pick<MeetingDesk, "storage">) {
  const accounts = await storage.accounts();
  return accounts
    .filter(
      ({ state, roles, scope }) => state === "active" && may({ roles, ...scope }, "meeting.host"),
    )
    .map(({ id, name }) => ({ accountId: id, name }));
}
