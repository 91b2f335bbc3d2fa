import { LEADER } from "@diaodu/demo";
import { LIAISON_EVENT_ACTIONS, mayStepLiaison, takeLiaisonStep } from "@diaodu/domain";
import type { Liaison } from "@diaodu/domain";
import type { RecordStep } from "@diaodu/storage";
import { doerOf, handOf } from "../access/caller.ts";
import { persist, wasDone } from "./stage.ts";
import type { Outcome, Scene, Setting, Stage } from "./stage.ts";

/** Puts an enterprise or a project on the leader's list. */
export async function playLiaison(stage: Stage, scene: Scene<"begin">): Promise<Outcome> {
  const { deed, caller, desk } = scene;
  if ((await desk.storage.record("liaison", deed.liaison)) !== null) return null;
  const body: Liaison = {
    ...deed.words,
    leader: stage.cast.person(LEADER),
    notes: [],
    simulated: true,
  };
  if (!mayStepLiaison(handOf(caller), "begin", body)) return "not allowed";
  const step = { id: deed.liaison, basedOn: 0, state: "active", event: "begin", body } as const;
  return (await write(scene, { ...step, words: null })) ? null : "begun by somebody else";
}

/** The leader notes a visit. */
export function playVisit(scene: Scene<"visit">): Promise<Outcome> {
  const { act, deed, caller, desk } = scene;
  const { storage } = desk;
  return persist(async () => {
    const record = await storage.record("liaison", deed.liaison);
    if (record === null) return { outcome: "no such liaison" };
    if (await wasDone(storage, record, act, "note")) return { outcome: null };
    if (!mayStepLiaison(handOf(caller), "note", record.body)) return { outcome: "not allowed" };
    const { words } = deed;
    const outcome = takeLiaisonStep(
      record.body,
      record.state,
      { event: "note", words, changes: null },
      { by: doerOf(caller), at: act.at },
    );
    if ("refused" in outcome) return { outcome: outcome.refused };
    const { id, version } = record;
    const { state, liaison: body } = outcome;
    const written = await write(scene, { id, basedOn: version, state, event: "note", words, body });
    return written ? { outcome: null } : null;
  });
}

/** Whether it was written: false where somebody was faster. */
async function write(
  { act, caller, desk }: Setting,
  step: Omit<RecordStep<"liaison">, "kind" | "evidence">,
): Promise<boolean> {
  const written = await desk.storage.writeRecords({
    steps: [{ kind: "liaison", evidence: [], ...step }],
    by: doerOf(caller),
    at: act.at,
    audit: desk.audit.entry(caller, {
      action: LIAISON_EVENT_ACTIONS[step.event],
      object: `liaison:${step.id}`,
      detail: { event: step.event, version: step.basedOn + 1 },
    }),
  });
  return written.kind === "committed";
}
