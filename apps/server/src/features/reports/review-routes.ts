import { Router } from "express";
import type { RequestHandler, Response } from "express";
import { decisions as decisionsBody, figureReturn, unitCode } from "@diaodu/contracts";
import type { ReportEvents, ReportQueue } from "@diaodu/contracts";
import { ENTRY_STATES, may, parsePeriod } from "@diaodu/domain";
import type { Action, Subject } from "@diaodu/domain";
import type { Decision, ReportEntry } from "@diaodu/storage";
import { z } from "zod";
import { callerOf, doerOf } from "../../access/caller.ts";
import { demand, Denied, guard } from "../../access/guard.ts";
import { jsonBody, parseBody } from "../../http/json-body.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { idOf, parseQuery } from "../../http/query.ts";
import { boundFaults } from "../observations/bounds.ts";
import { stepsOf } from "../origin/steps.ts";
import { readAround, todayOf } from "./desk.ts";
import type { Desk } from "./desk.ts";
import { namesOf } from "./names.ts";
import { presentEntry } from "./presenter.ts";
import { isRefused, refusalOfReports } from "./refusals.ts";
import { readable } from "./scope.ts";
import { answerOf } from "./submit-routes.ts";

/** Entries of one answer: more are reviewed page by page. */
const QUEUE_LENGTH = 500;
const MAX_BODY = "256kb";

const queueQuery = z.strictObject({
  state: z.enum(ENTRY_STATES).exclude(["new"]).optional(),
  unit: unitCode.optional(),
});

/** What waits for a decision, the decisions, and how each came about. */
export function reviewRoutes(desk: Desk): Router {
  const { storage, audit } = desk;
  const router = Router();

  const queue: RequestHandler = async (req, res) => {
    const { state, unit } = parseQuery(queueQuery, req);
    const caller = callerOf(res);
    const found = await readQueue(desk, caller.subject, { state, unit });
    const persons = may(caller.subject, "origin.persons");
    const entries = found.slice(0, QUEUE_LENGTH);
    const around = await readAround(storage, await storage.catalogue(), entries, persons);
    await audit.note(caller, { action: "report.read", object: `queue:${unit ?? "*"}` });
    const answer: ReportQueue = {
      entries: entries.map((entry) => presentEntry(entry, around)),
      more: found.length > QUEUE_LENGTH,
    };
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  const decide: RequestHandler = async (req, res) => {
    const { decisions } = parseBody(decisionsBody, req);
    const known = await readKnown(desk, callerOf(res).subject, decisions);
    for (const decision of decisions) {
      const entry = known.get(decision.entry);
      if (entry === undefined) continue;
      const action = actionOf(decision, entry);
      demand(res, action, entry);
      const { apiKey } = callerOf(res);
      const [out] = apiKey === null ? [] : boundFaults(apiKey, entry);
      if (out !== undefined)
        throw new Denied("forbidden", action, out.message, `report:${entry.id}`);
    }
    const unknown = decisions.flatMap(({ entry }, index) =>
      known.has(entry) ? [] : [{ path: `decisions.${index}.entry`, ...NOT_THERE }],
    );
    if (unknown.length > 0) throw new Refusal("validation_failed", { faults: unknown });
    const made = await commit(desk, res, decisions, [...known.values()]);
    const answer = await answerOf(desk, await storage.catalogue(), res, made);
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  const sendBack: RequestHandler = async (req, res) => {
    const { reason, ...key } = parseBody(figureReturn, req);
    const entry = parsePeriod(key.period).ok ? await storage.reportOf(key) : null;
    if (entry === null) throw new Refusal("report_conflict", { detail: NOT_REPORTED });
    demand(res, "figure.return", entry);
    // Whether a correction is on its way is its unit's matter: these words serve for both.
    if (entry.state !== "published") throw new Refusal("report_conflict", { detail: IN_WORK });
    const decision = { entry: entry.id, version: entry.version, event: "return", reason } as const;
    const { seq } = await commit(desk, res, [decision], [entry]);
    res.setHeader("Cache-Control", "no-store").json({ seq });
  };

  const events: RequestHandler = async (req, res) => {
    const { subject } = callerOf(res);
    const id = idOf(req);
    const [entry] = id === null ? [] : await storage.reports({ ids: [id], limit: 1 });
    // Of somebody else's figure one learns no more than of none.
    if (entry === undefined) throw new Refusal("not_found");
    const object = `report:${entry.id}`;
    if (!may(subject, "report.read", entry)) {
      await audit.note(callerOf(res), { action: "report.read", object, result: "refused" });
      throw new Refusal("not_found");
    }
    const catalogue = await storage.catalogue();
    const answer: ReportEvents = {
      steps: stepsOf(await storage.reportEvents(entry.id), entry, {
        names: namesOf(catalogue),
        revisions: await storage.revisions(entry),
        persons: may(subject, "origin.persons"),
        unpublished: true,
      }).toReversed(),
    };
    await audit.note(callerOf(res), { action: "report.read", object });
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  async function commit(
    { publish }: Desk,
    res: Response,
    decisions: readonly Decision[],
    entries: readonly ReportEntry[],
  ) {
    const caller = callerOf(res);
    const { now } = todayOf(desk);
    const events = [...new Set(decisions.map(({ event }) => event))];
    const result = await storage.decideReports({
      decisions,
      by: doerOf(caller),
      at: now,
      audit: audit.entry(caller, {
        action: auditedAs(decisions, entries),
        object: [...new Set(entries.map(({ unit, round }) => `report:${unit}/${round}`))].join(" "),
        detail: { events, count: decisions.length },
      }),
    });
    if (isRefused(result)) throw refusalOfReports(result, "decisions");
    await publish();
    return result;
  }

  router.get("/reports/queue", guard("report.read"), queue);
  router.post("/reports/decisions", guard("report.read"), ...jsonBody(MAX_BODY), decide);
  router.post("/figures/return", guard("figure.return"), ...jsonBody(), sendBack);
  router.get("/reports/:id/events", guard("report.read"), events);
  router.all("/reports/queue", methodNotAllowed("GET", "HEAD"));
  router.all(["/reports/decisions", "/figures/return"], methodNotAllowed("POST"));
  router.all("/reports/:id/events", methodNotAllowed("GET", "HEAD"));
  return router;
}

const NOT_REPORTED = "该数据不是由单位填报的，请与数据来源单位联系";
const IN_WORK = "该数据尚未发布或正在更正，不能退回";
const NOT_THERE = { code: "unknown_entry", message: "没有这条填报数据" } as const;

async function readQueue(
  { storage }: Desk,
  subject: Subject,
  wanted: { readonly state?: ReportEntry["state"] | undefined; readonly unit?: string | undefined },
): Promise<ReportEntry[]> {
  const scope = readable(subject);
  if (scope === null) return [];
  const { unit } = wanted;
  // Without either it is the reviewers' queue; of one unit it is everything that it has sent.
  const state = wanted.state ?? (unit === undefined ? "submitted" : undefined);
  if (unit !== undefined && scope.units !== undefined && !scope.units.includes(unit)) return [];
  return storage.reports({
    ...scope,
    ...(unit === undefined ? {} : { units: [unit] }),
    ...(state === undefined ? {} : { states: [state] }),
    limit: QUEUE_LENGTH + 1,
  });
}

/** The entries that are decided on, of those that the subject may know of. */
async function readKnown(
  { storage }: Desk,
  subject: Subject,
  decisions: readonly Decision[],
): Promise<Map<string, ReportEntry>> {
  const ids = [...new Set(decisions.map(({ entry }) => entry))];
  const found = await storage.reports({ ids, limit: ids.length });
  return new Map(
    found.filter((entry) => may(subject, "report.read", entry)).map((entry) => [entry.id, entry]),
  );
}

/** What a decision takes: a published figure is returned by another right than one that waits. */
function actionOf(decision: Decision, entry: ReportEntry): Action {
  switch (decision.event) {
    case "publish":
      return "report.publish";
    case "return":
      return entry.state === "published" ? "figure.return" : "report.return";
    case "withdraw":
      return "report.write";
  }
}

function auditedAs(decisions: readonly Decision[], entries: readonly ReportEntry[]): Action {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const actions = decisions.flatMap((decision) => {
    const entry = byId.get(decision.entry);
    return entry === undefined ? [] : [actionOf(decision, entry)];
  });
  return actions[0] ?? "report.read";
}
