import { createHash } from "node:crypto";
import { mayStepItem, takeItemStep } from "@diaodu/domain";
import type { ActionItem } from "@diaodu/domain";
import { LEADER } from "@diaodu/demo";
import { doerOf, handOf } from "../access/caller.ts";
import { writeItem } from "../features/items/item-desk.ts";
import { proposeFrom } from "../features/items/propose.ts";
import { evidenceFile, idFor } from "./evidence-file.ts";
import { persist, wasDone } from "./stage.ts";
import type { Outcome, Scene, Stage } from "./stage.ts";

/** Raises an item: from its light where that is yellow or red and not given out already. */
export async function playRaise(stage: Stage, scene: Scene<"raise">): Promise<Outcome> {
  const { deed, caller, today, desk } = scene;
  const { storage } = desk;
  if ((await storage.record("item", deed.item)) !== null) return null;
  const { words, about } = deed;
  const { cast } = stage;
  await stage.publish();
  const proposal =
    about === null
      ? null
      : await proposeFrom(
          { storage, boards: stage.boards, catalogue: await storage.catalogue(), today },
          about,
        );
  const lit =
    proposal !== null && proposal.standing === null && isTrouble(proposal.source.light)
      ? proposal
      : null;
  const item: ActionItem = {
    title: lit?.title ?? words.title,
    problem: lit === null ? words.problem : `${lit.problem}${words.problem}`,
    source: lit?.source ?? { kind: "manual" },
    indicator: about?.indicator ?? null,
    region: words.region,
    round: today.round.code,
    unit: words.unit,
    coUnits: words.coUnits,
    person: cast.person(words.unit),
    leader: cast.person(LEADER),
    raisedBy: doerOf(caller),
    raisedOn: today.today,
    dueOn: words.dueOn,
    firstDueOn: words.dueOn,
    remedies: words.remedies.map((remedy) => ({ ...remedy, doneOn: null })),
    extension: null,
    closure: null,
    closed: null,
    reopened: 0,
    liaison: null,
    simulated: true,
  };
  if (!mayStepItem(handOf(caller), "raise", item)) return "not allowed";
  const step = {
    id: deed.item,
    basedOn: 0,
    state: "assigned",
    event: "raise",
    body: item,
  } as const;
  const written = await writeItem(desk, caller, { ...step, words: null, evidence: [] });
  return written === null ? "raised by somebody else" : null;
}

function isTrouble(light: string): boolean {
  return light === "behind" || light === "slow";
}

/** One step of an item, with the file that shows it. */
export function playItemStep(scene: Scene<"work">): Promise<Outcome> {
  const { act, deed, caller, today, desk } = scene;
  const { storage } = desk;
  const { event, words } = deed.deed;
  return persist(async () => {
    const record = await storage.record("item", deed.item);
    if (record === null) return { outcome: "no such item" };
    if (await wasDone(storage, record, act, event)) return { outcome: null };
    if (!mayStepItem(handOf(caller), event, record.body)) return { outcome: "not allowed" };
    const evidence = deed.evidence === null ? [] : [await attach(scene, record.body.unit)];
    const outcome = takeItemStep(
      record.body,
      record.state,
      { ...deed.deed, evidence },
      { by: doerOf(caller), today: today.today, at: act.at, round: today.round.code },
    );
    if ("refused" in outcome) return { outcome: outcome.refused };
    const written = await writeItem(desk, caller, {
      id: record.id,
      basedOn: record.version,
      state: outcome.state,
      event,
      words,
      evidence,
      body: outcome.item,
    });
    return written === null ? null : { outcome: null };
  });
}

/** Uploads the evidence once; gives its id. */
async function attach({ act, deed, caller, desk }: Scene<"work">, unit: string): Promise<string> {
  const { storage, audit } = desk;
  const id = idFor(act.id);
  if ((await storage.attachment(id)) !== null) return id;
  const bytes = evidenceFile(["办理情况佐证材料（模拟）", deed.deed.words ?? ""]);
  await storage.saveAttachment(
    {
      id,
      unit,
      name: deed.evidence?.name ?? "佐证材料（模拟）.pdf",
      mediaType: "application/pdf",
      size: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      by: doerOf(caller),
      at: act.at,
    },
    bytes,
    audit.entry(caller, { action: "report.write", object: `attachment:${id}` }),
  );
  return id;
}
