import { observationKey, type StoredObservation } from "@diaodu/domain";
import { appendAudit } from "../audit/append.ts";
import type { Engine, Writer } from "../engine/engine.ts";
import { commit, type Ground } from "../ground.ts";
import { claimKey, settleKey } from "../idempotency.ts";
import { readCurrent } from "../observation-writes.ts";
import { revisionFault } from "../revision-plan.ts";
import { entryKey, lockEntriesOf, markOf } from "./entry-rows.ts";
import { type TakenStep, writeSteps } from "./entry-writes.ts";
import { readEntriesAt } from "./report-reads.ts";
import type { NewReport, ReportEntry, ReportFault, ReportResult, Reports } from "./reports.ts";
import { CHANGED_MEANWHILE, type Fault, Refused, stepFault } from "./step-fault.ts";

type Submission = Parameters<Reports["submitReports"]>[0];

/** See {@link Reports.submitReports}. */
export async function submitReports(ground: Ground, o: Submission): Promise<ReportResult> {
  if (o.items.length === 0) throw new RangeError("a submission holds at least one report");
  try {
    return await commit(ground, async (tx, append): Promise<ReportResult> => {
      const { engine } = ground;
      if (o.idempotency !== undefined) {
        const claim = await claimKey(tx, o.idempotency, o.at);
        if (claim === "conflict") return { kind: "idempotency_conflict" };
        if (claim !== "taken") {
          return { kind: "repeated", seq: claim.seq, entries: await readEntriesAt(tx, claim.seq) };
        }
      }
      const planned = await planSubmission(engine, tx, o, ground.newId);
      const marks = planned.map(({ entry }) => markOf(entry));
      const seq = await append({ kind: "report", payload: { entries: marks } }, o.at);
      const steps = planned.map((step) => ({ ...step, entry: { ...step.entry, seq } }));
      await writeSteps(engine, tx, steps, o);
      if (o.endsDraft !== undefined) {
        const { unit, round } = o.endsDraft;
        await tx.deleteFrom("draft").where("unit", "=", unit).where("round", "=", round).execute();
      }
      if (o.idempotency !== undefined) await settleKey(tx, o.idempotency, seq);
      await appendAudit(engine, tx, [o.audit]);
      return { kind: "committed", seq, entries: steps.map(({ entry }) => entry) };
    });
  } catch (error) {
    if (error instanceof Refused) return { kind: "rejected", faults: error.faults };
    throw error;
  }
}

/** Every item's entry after its submission, at seq 0. @throws Refused with every fault */
async function planSubmission(
  engine: Engine,
  tx: Writer,
  o: Submission,
  newId: () => string,
): Promise<TakenStep[]> {
  const entries = await lockEntriesOf(engine, tx, o.items);
  const current = await readCurrent(engine, tx, o.items);
  const seen = new Set<string>();
  const faults: ReportFault[] = [];
  const steps: TakenStep[] = [];
  for (const [index, item] of o.items.entries()) {
    const key = entryKey(item);
    const before = entries.get(key) ?? null;
    const fault = seen.has(key)
      ? { field: "period", code: "duplicate" as const, message: "同一项数据在本次报送中重复" }
      : faultOf(item, before, current.get(observationKey(item)), o.by.accountId);
    seen.add(key);
    if (fault !== null) {
      faults.push({ index, ...fault });
      continue;
    }
    const entry = submitted(item, before, o, before?.id ?? newId());
    steps.push({ entry, event: "submit", reason: item.reason, revision: null });
  }
  if (faults.length > 0) throw new Refused(faults);
  return steps;
}

/** Why this item cannot be submitted over the entry and the figure that stand; null when it can. */
function faultOf(
  item: NewReport,
  before: ReportEntry | null,
  current: StoredObservation | undefined,
  by: string | null,
): Fault | null {
  if (item.basedOn !== null && item.basedOn !== (before?.version ?? 0)) {
    return { ...CHANGED_MEANWHILE, ...(before === null ? {} : { entry: before }) };
  }
  const refused = stepFault({
    event: "submit",
    from: before?.state ?? "new",
    by,
    submittedBy: before?.submittedBy.accountId ?? null,
    reason: item.reason,
    published: before?.published?.value ?? null,
    value: item.value,
  });
  if (refused !== null) return refused;
  const fault = current === undefined ? null : revisionFault(item, current);
  if (fault === null) return null;
  // Whoever was asked again may stand by the figure that was published.
  if (fault.code === "duplicate" && before?.state === "returned") return null;
  const { field, message } = fault;
  return { field, message, code: fault.code === "status_regress" ? "refused" : fault.code };
}

function submitted(
  item: NewReport,
  before: ReportEntry | null,
  o: Submission,
  id: string,
): ReportEntry {
  return {
    id,
    unit: item.unit,
    indicator: item.indicator,
    region: item.region,
    period: item.period,
    basis: item.basis,
    measure: item.measure,
    state: "submitted",
    version: (before?.version ?? 0) + 1,
    value: item.value,
    status: item.status,
    asOf: item.asOf,
    source: item.source,
    simulated: item.simulated,
    reason: item.reason,
    note: item.note,
    unchanged: item.unchanged,
    attachment: item.attachment,
    origin: item.origin,
    round: o.round,
    submittedBy: o.by,
    submittedAt: o.at,
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
    published: before?.published ?? null,
    seq: 0,
  };
}
