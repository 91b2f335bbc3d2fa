import { isPending, slipErrands } from "@diaodu/demo";
import type { SlipErrand } from "@diaodu/demo";
import { mayStepSlip, takeSlipStep } from "@diaodu/domain";
import { doerOf, handOf } from "../access/caller.ts";
import { handCase } from "../features/slips/hand-case.ts";
import { issueByHand } from "../features/slips/issue-by-hand.ts";
import type { StoredSlip } from "../features/slips/presenter.ts";
import { writeSlip } from "../features/slips/slip-desk.ts";
import type { Outcome, Scene, Setting, Stage } from "./stage.ts";

const PENDING = ["issued", "delivered", "read", "answered"];
const MOST = 1000;

/** The units see to their slips, the dispatch office to the answers. What was done today stays done. */
export async function playTend(stage: Stage, scene: Scene<"tend">): Promise<Outcome> {
  const { today, desk } = scene;
  const found = await desk.storage.records("slip", { states: PENDING, limit: MOST });
  const standing = found
    .filter(({ state }) => isPending(state))
    .map(({ id, state, body, at, event }) => ({ id, state, body, lastAt: at, lastEvent: event }));
  const byId = new Map(found.map((one) => [one.id, one]));
  const refused: string[] = [];
  for (const errand of slipErrands(standing, today.today)) {
    const record = byId.get(errand.slip);
    const outcome = record === undefined ? null : await run(stage, scene, errand, record);
    if (outcome !== null) refused.push(`${errand.slip}: ${outcome}`);
  }
  return refused.length === 0 ? null : refused.join("; ");
}

async function run(
  { cast }: Stage,
  { act, today, desk }: Setting,
  { by, deed }: SlipErrand,
  record: StoredSlip,
): Promise<Outcome> {
  const caller = cast.caller(by);
  if (!mayStepSlip(handOf(caller), deed.event, record.body)) return "not allowed";
  const hand = { by: doerOf(caller), today: today.today, at: act.at };
  const outcome = takeSlipStep(record.body, record.state, deed, hand);
  if ("refused" in outcome) return outcome.refused;
  const written = await writeSlip(desk, caller, {
    id: record.id,
    basedOn: record.version,
    state: outcome.state,
    event: deed.event,
    words: deed.words,
    evidence: deed.evidence,
    body: outcome.slip,
  });
  return written === null ? "changed meanwhile" : null;
}

/** The dispatch office writes a slip by hand about how a unit works. */
export async function playIssue(scene: Scene<"issue">): Promise<Outcome> {
  const { deed, caller, today, desk } = scene;
  const { storage, boards } = desk;
  if ((await storage.record("slip", deed.slip)) !== null) return null;
  const about = await handCase(
    { storage, boards, catalogue: await storage.catalogue(), today },
    { kind: "unit", unit: deed.unit },
  );
  if (!("case" in about)) return about.message;
  if (!mayStepSlip(handOf(caller), "issue", about)) return "not allowed";
  const { slip: id, rung, title, words, answerBy } = deed;
  const written = await issueByHand(desk, caller, { id, about, rung, title, words, answerBy });
  return written === null ? "issued by somebody else" : null;
}
