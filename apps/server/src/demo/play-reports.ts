import { may, observationKey } from "@diaodu/domain";
import { doerOf } from "../access/caller.ts";
import { isRefused } from "../features/reports/refusals.ts";
import { deliver } from "../features/reports/submit.ts";
import type { Outcome, Scene } from "./stage.ts";

/** More than all units report in a round. */
const MOST = 200;

/** A unit reports: the submission's idempotency key is the act's id. */
export async function playReport(scene: Scene<"report">): Promise<Outcome> {
  const { act, deed, caller, today, desk } = scene;
  const catalogue = await desk.storage.catalogue();
  await deliver(desk, catalogue, caller, today, {
    unit: deed.unit,
    items: deed.figures.map(({ simulated: _simulated, ...figure }) => ({
      ...figure,
      note: deed.note,
      unchanged: false,
      attachment: null,
      basedOn: null,
    })),
    origin: { kind: "form" },
    list: "items",
    idempotencyKey: act.id,
  });
  return null;
}

/** The reviewer publishes or sends back what waits; what was decided before is left as it is. */
export async function playDecision(scene: Scene<"publish" | "send_back">): Promise<Outcome> {
  const { act, deed, caller, desk } = scene;
  const { storage, audit } = desk;
  const wanted = new Set(deed.figures.map(observationKey));
  const waiting = await storage.reports({
    periods: [...new Set(deed.figures.map(({ period }) => period))],
    indicators: [...new Set(deed.figures.map(({ indicator }) => indicator))],
    states: ["submitted"],
    limit: MOST,
  });
  const action = deed.kind === "publish" ? "report.publish" : "report.return";
  const found = waiting.filter(
    (entry) =>
      wanted.has(observationKey(entry)) &&
      entry.submittedAt < act.at &&
      may(caller.subject, action, entry),
  );
  if (found.length === 0) return null;
  const [event, reason] =
    deed.kind === "publish" ? (["publish", null] as const) : (["return", deed.reason] as const);
  const result = await storage.decideReports({
    decisions: found.map(({ id, version }) => ({ entry: id, version, event, reason })),
    by: doerOf(caller),
    at: act.at,
    audit: audit.entry(caller, {
      action,
      object: [...new Set(found.map(({ unit, round }) => `report:${unit}/${round}`))].join(" "),
      detail: { events: [event], count: found.length },
    }),
  });
  return isRefused(result) ? JSON.stringify(result) : null;
}
