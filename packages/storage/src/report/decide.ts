import { entryStep, observationKey, type StoredObservation } from "@diaodu/domain";
import { appendAudit } from "../audit/append.ts";
import { latestDefinitions } from "../catalogue-reads.ts";
import type { Engine, Writer } from "../engine/engine.ts";
import { commit, type Ground } from "../ground.ts";
import type { NewRevision } from "../observation-columns.ts";
import { appendRevisions, lockCurrent } from "../observation-writes.ts";
import { planRevisions, saysTheSame } from "../revision-plan.ts";
import { lockEntriesById, markOf } from "./entry-rows.ts";
import { type TakenStep, writeSteps } from "./entry-writes.ts";
import type { Decision, ReportEntry, ReportFault, ReportResult, Reports } from "./reports.ts";
import { CHANGED_MEANWHILE, Refused, stepFault } from "./step-fault.ts";

type Decisions = Parameters<Reports["decideReports"]>[0];

/** A decision that the entry's life allows, with its place among the decisions. */
interface Allowed {
  readonly index: number;
  readonly decision: Decision;
  readonly before: ReportEntry;
  readonly after: ReportEntry;
}

/** See {@link Reports.decideReports}. */
export async function decideReports(ground: Ground, o: Decisions): Promise<ReportResult> {
  if (o.decisions.length === 0) throw new RangeError("at least one decision");
  const { engine } = ground;
  try {
    return await commit(ground, async (tx, append): Promise<ReportResult> => {
      const allowed = await allowedOf(engine, tx, o);
      const publications = allowed.filter(({ decision }) => decision.event === "publish");
      const current = await lockCurrent(
        engine,
        tx,
        publications.map(({ after }) => after),
      );
      const revisions = await revisionsOf(tx, publications, current);
      const marks = allowed.map(({ after }) => markOf(after));
      const seq =
        revisions.length > 0
          ? await append(
              { kind: "observations", payload: { count: revisions.length, reports: marks } },
              o.at,
            )
          : await append({ kind: "report", payload: { entries: marks } }, o.at);
      const by = { reportedBy: o.by.name, committedAt: o.at };
      const observations = await appendRevisions(engine, tx, revisions, { seq, ...by });
      const standing = new Map([
        ...current,
        ...observations.map((one) => [observationKey(one), one] as const),
      ]);
      const steps = allowed.map((one) => takenStep(one, standing, seq));
      await writeSteps(engine, tx, steps, o);
      await appendAudit(engine, tx, [o.audit]);
      return { kind: "committed", seq, entries: steps.map(({ entry }) => entry) };
    });
  } catch (error) {
    if (error instanceof Refused) return { kind: "rejected", faults: error.faults };
    throw error;
  }
}

/** Locks the entries and holds each decision against its entry. @throws Refused with every fault */
async function allowedOf(engine: Engine, tx: Writer, o: Decisions): Promise<Allowed[]> {
  const ids = [...new Set(o.decisions.map(({ entry }) => entry))];
  const entries = await lockEntriesById(engine, tx, ids);
  const seen = new Set<string>();
  const faults: ReportFault[] = [];
  const allowed: Allowed[] = [];
  for (const [index, decision] of o.decisions.entries()) {
    const before = entries.get(decision.entry);
    if (before === undefined) {
      faults.push({ index, field: "entry", code: "unknown_entry", message: "没有这项报送" });
    } else if (seen.has(before.id)) {
      faults.push({ index, field: "entry", code: "duplicate", message: "同一项报送重复处理" });
    } else if (before.version !== decision.version) {
      faults.push({ index, ...CHANGED_MEANWHILE, entry: before });
    } else {
      const step = {
        event: decision.event,
        from: before.state,
        by: o.by.accountId,
        submittedBy: before.submittedBy.accountId,
        reason: decision.reason,
        published: before.published?.value ?? null,
        value: before.value,
      };
      const outcome = entryStep(step);
      const fault = stepFault(step);
      if (fault !== null) faults.push({ index, ...fault });
      else if (!("refused" in outcome) && outcome.to !== "new") {
        const after = decided(before, outcome.to, decision, o);
        allowed.push({ index, decision, before, after });
      }
    }
    seen.add(decision.entry);
  }
  if (faults.length > 0) throw new Refused(faults);
  return allowed;
}

/**
 * The revisions that the publications make. One that says what stands on the board already makes
 * none: it confirms it. Figures name the unit that reported them, not the person. @throws Refused
 */
async function revisionsOf(
  tx: Writer,
  publications: readonly Allowed[],
  current: ReadonlyMap<string, StoredObservation>,
): Promise<NewRevision[]> {
  const news = publications.filter(({ after }) => {
    const standing = current.get(observationKey(after));
    return standing === undefined || !saysTheSame(after, standing);
  });
  if (news.length === 0) return [];
  const plan = planRevisions(
    news.map(({ after }) => after),
    current,
  );
  if (plan.faults.length > 0) {
    throw new Refused(
      plan.faults.map(({ path, code, message }) => {
        const [, place = "0", field = "value"] = path.split(".");
        return {
          index: news[Number(place)]?.index ?? 0,
          field,
          code: code === "status_regress" ? "refused" : code,
          message,
        };
      }),
    );
  }
  const units = await latestDefinitions(tx, "unit");
  const names = new Map(
    units.map(({ code, definition }) => [code, (JSON.parse(definition) as { name: string }).name]),
  );
  return plan.revisions.map((revision, index) => {
    const unit = news[index]?.after.unit ?? "";
    return { ...revision, reportedBy: names.get(unit) ?? unit };
  });
}

/** The entry after the decision; what is published and its seq are known once the log has it. */
function decided(
  before: ReportEntry,
  state: ReportEntry["state"],
  decision: Decision,
  { by, at }: Decisions,
): ReportEntry {
  return {
    ...before,
    state,
    version: before.version + 1,
    decidedBy: by,
    decidedAt: at,
    decisionReason: decision.reason,
  };
}

function takenStep(
  { decision, after }: Allowed,
  standing: ReadonlyMap<string, StoredObservation>,
  seq: number,
): TakenStep {
  const { event, reason } = decision;
  const figure = event === "publish" ? standing.get(observationKey(after)) : undefined;
  if (figure === undefined) {
    return { entry: { ...after, seq }, event, reason, revision: null };
  }
  const { revision, value, status } = figure;
  const published = { seq: figure.seq, revision, value, status };
  return { entry: { ...after, seq, published }, event, reason, revision };
}
