import { chanceOf } from "@diaodu/demo";
import type { Deed } from "@diaodu/demo";
import { itemOfDecision, may, meetingCode, subjectOf, takeMeetingStep } from "@diaodu/domain";
import type { Meeting, MeetingDeed, MeetingDecision } from "@diaodu/domain";
import type { AnyRecordStep, RecordStep } from "@diaodu/storage";
import { doerOf } from "../access/caller.ts";
import { homeRegion } from "../board/home-region.ts";
import { agendaFrom } from "../features/meetings/agenda-source.ts";
import { lastMeeting, meetingByCode } from "../features/meetings/clerk.ts";
import type { MeetingRecord } from "../features/meetings/context.ts";
import { persist, wasDone } from "./stage.ts";
import type { Outcome, Scene, Setting, Stage } from "./stage.ts";

type Sat = Extract<Deed["kind"], "attend" | "freeze" | "decide" | "write" | "end">;

/** Plans a meeting: its agenda is made of how the board and the items stand. */
export async function playPlan(stage: Stage, scene: Scene<"plan">): Promise<Outcome> {
  const { deed, caller, today, desk } = scene;
  const { storage, boards } = desk;
  if ((await storage.record("meeting", deed.meeting)) !== null) return null;
  if (!may(caller.subject, "meeting.host")) return "not allowed";
  await stage.publish();
  const previous = await lastMeeting(storage);
  let points = 0;
  const agenda = await agendaFrom({
    storage,
    board: boards.head(),
    previous,
    today: today.today,
    id: () => `${deed.meeting}-p${(points += 1)}`,
  });
  const body: Meeting = {
    title: deed.title,
    code: await freeCode(scene),
    round: today.round.code,
    plannedFor: deed.plannedFor,
    host: doerOf(caller),
    agenda,
    cursor: { point: null, spotlight: null, turn: 0 },
    frozen: null,
    walls: false,
    attendance: [],
    decisions: [],
    minutes: "",
    previous: previous?.id ?? null,
    startedAt: null,
    endedAt: null,
  };
  const step = { id: deed.meeting, basedOn: 0, state: "planned", event: "plan", body } as const;
  return (await write(scene, { ...step, words: null })) ? null : "planned by somebody else";
}

/** A code that no other meeting has which has not ended. */
async function freeCode({ deed, desk }: Scene<"plan">): Promise<string> {
  const random = chanceOf(0, deed.meeting);
  for (;;) {
    const code = meetingCode((below) => Math.floor(random() * below));
    if ((await meetingByCode(desk.storage, code)) === null) return code;
  }
}

/** One step of a meeting that is planned or running. */
export function playMeeting(stage: Stage, scene: Scene<Sat>): Promise<Outcome> {
  const { act, deed, caller, desk } = scene;
  const { storage } = desk;
  return persist(async () => {
    const record = await storage.record("meeting", deed.meeting);
    if (record === null) return { outcome: "no such meeting" };
    if (await wasDone(storage, record, act, deed.kind)) return { outcome: null };
    const action = deed.kind === "attend" ? "meeting.join" : "meeting.host";
    if (!may(caller.subject, action)) return { outcome: "not allowed" };
    const planned = await plan(stage, scene, record);
    const hand = { by: caller.accountId, hostThere: true };
    const outcome = takeMeetingStep(record.body, record.state, planned.deed, hand);
    if (outcome.kind === "unchanged") return { outcome: null };
    if (outcome.kind === "overtaken") return { outcome: "somebody else wrote the minutes" };
    if (outcome.kind === "refused") return { outcome: outcome.words };
    const { id, version } = record;
    const { state, meeting: body } = outcome;
    const step = { id, basedOn: version, state, event: deed.kind, body, words: planned.words };
    return (await write(scene, step, planned.beside)) ? { outcome: null } : null;
  });
}

interface Planned {
  readonly deed: MeetingDeed;
  readonly words: string | null;
  readonly beside: readonly AnyRecordStep[];
}

async function plan(stage: Stage, scene: Scene<Sat>, record: MeetingRecord): Promise<Planned> {
  const { act, deed, caller, today } = scene;
  const plain = (one: MeetingDeed): Planned => ({ deed: one, words: null, beside: [] });
  switch (deed.kind) {
    case "attend": {
      const { accountId, name } = doerOf(caller);
      const attendance = { name, unit: deed.unit, accountId, at: act.at, as: "person" } as const;
      return plain({ event: "attend", attendance });
    }
    case "freeze": {
      // What was committed before is on the board that everybody opens.
      await stage.publish();
      const { seq } = stage.boards.head();
      return plain({ event: "freeze", seq, at: act.at, round: today.round.code });
    }
    case "decide":
      return decided(stage, { ...scene, deed }, record);
    case "write":
      return plain({ event: "write", minutes: deed.minutes, seen: record.body.minutes });
    case "end":
      return plain({ event: "end", at: act.at });
  }
}

/** A decision, and the item that it becomes, in one transaction. */
function decided(
  { boards }: Stage,
  { deed, caller, today, desk }: Scene<"decide">,
  { id: meeting, body }: MeetingRecord,
): Planned {
  const { decision: id, words, unit, person, dueOn, item, about } = deed;
  const point =
    body.agenda.find(
      ({ subject }) =>
        subject.kind === "tile" &&
        subject.indicator === about?.indicator &&
        subject.region === about.region,
    )?.id ?? null;
  const decision: MeetingDecision = { id, point, words, unit, person, dueOn, item };
  const made = itemOfDecision(decision, {
    meeting,
    by: doerOf(caller),
    today: today.today,
    round: today.round.code,
    about: subjectOf(body, point),
    home: homeRegion(boards.head().tiles),
    simulated: desk.simulated,
  });
  const raised: AnyRecordStep = {
    kind: "item",
    id: item,
    basedOn: 0,
    state: "assigned",
    event: "raise",
    words: null,
    evidence: [],
    body: made,
  };
  return { deed: { event: "decide", decision }, words, beside: [raised] };
}

/** Whether it was written: false where somebody was faster. */
async function write(
  { act, caller, desk }: Setting,
  step: Omit<RecordStep<"meeting">, "kind" | "evidence">,
  beside: readonly AnyRecordStep[] = [],
): Promise<boolean> {
  const written = await desk.storage.writeRecords({
    steps: [{ kind: "meeting", evidence: [], ...step }, ...beside],
    by: doerOf(caller),
    at: act.at,
    audit: desk.audit.entry(caller, {
      action: step.event === "attend" ? "meeting.join" : "meeting.host",
      object: `meeting:${step.id}`,
      detail: { event: step.event },
    }),
  });
  return written.kind === "committed";
}
