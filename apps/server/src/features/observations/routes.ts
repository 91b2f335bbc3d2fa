import { createHash } from "node:crypto";
import { Router } from "express";
import type { RequestHandler } from "express";
import { indicatorCode, regionCode } from "@diaodu/contracts";
import type { Fault } from "@diaodu/contracts";
import { parsePeriod } from "@diaodu/domain";
import type { Observation } from "@diaodu/domain";
import type { ApiKey, Catalogue } from "@diaodu/storage";
import { z } from "zod";
import { callerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { jsonBody } from "../../http/json-body.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { parseQuery } from "../../http/query.ts";
import { todayOf } from "../reports/desk.ts";
import type { Desk, Today } from "../reports/desk.ts";
import { answerOf } from "../reports/submit-routes.ts";
import { deliver, rulesOfReports } from "../reports/submit.ts";
import { boundFaults } from "./bounds.ts";
import { figureRules, submissionFaults } from "./check-submission.ts";
import { presentRevisions, presentSubmission } from "./presenter.ts";
import { readIdempotencyKey, readSubmission } from "./read-submission.ts";

/** Three times the size of the longest submission with ordinary texts. */
const MAX_BODY = "1mb";

const revisionsQuery = z.strictObject({
  indicator: indicatorCode,
  region: regionCode,
  period: z.string().max(24),
});

/**
 * `POST /observations` takes a machine's figures in: straight to the board, or, with a key whose mode
 * is review, into the queue of its unit. `GET /observations` tells what a figure was and is.
 */
export function observationRoutes(desk: Desk): Router {
  const { storage, publish, audit } = desk;
  const router = Router();

  const submit: RequestHandler = async (req, res) => {
    const idempotencyKey = readIdempotencyKey(req);
    const caller = callerOf(res);
    const key = caller.apiKey;
    if (key === null) throw new Refusal("unauthenticated");
    const catalogue = await storage.catalogue();
    const today = todayOf(desk);
    const rulesOf = rulesOfKey(key, catalogue, today);
    const { observations: items } = readSubmission(req.body, rulesOf);
    const faults = submissionFaults(items, rulesOf);
    if (faults.length > 0) throw new Refusal("validation_failed", { faults });

    if (key.mode === "review") {
      const delivered = await deliver(desk, catalogue, caller, today, {
        unit: unitOfKey(key),
        items: items.map((item) => ({ ...item, ...UNCLAIMED })),
        origin: { kind: "api", keyId: key.id, keyName: key.name },
        list: "observations",
        idempotencyKey,
      });
      if (delivered.kind === "repeated") res.setHeader("Idempotency-Replayed", "true");
      res.status(202).json(await answerOf(desk, catalogue, res, delivered));
      return;
    }
    const result = await storage.submitObservations({
      items,
      reportedBy: key.name,
      committedAt: today.now,
      idempotency:
        idempotencyKey === null
          ? undefined
          : { callerId: key.id, key: idempotencyKey, bodyHash: hashOf(items) },
      audit: audit.entry(caller, { action: "feed.send", detail: { count: items.length } }),
    });
    switch (result.kind) {
      case "idempotency_conflict":
        throw new Refusal("idempotency_conflict");
      case "rejected":
        throw new Refusal("observation_conflict", { faults: result.faults });
      case "repeated":
        res.setHeader("Idempotency-Replayed", "true");
        res.status(200).json(presentSubmission(result.seq, result.observations));
        return;
      case "committed":
        // Whoever is told "accepted" finds the figure on the board.
        await publish();
        res.status(201).json(presentSubmission(result.seq, result.observations));
    }
  };

  const revisions: RequestHandler = async (req, res) => {
    const query = parseQuery(revisionsQuery, req);
    const catalogue = await storage.catalogue();
    const indicator = catalogue.indicators.find(({ code }) => code === query.indicator);
    const faults: Fault[] = [];
    if (indicator === undefined) {
      const message = `没有指标 ${query.indicator}`;
      faults.push({ path: "indicator", code: "unknown_indicator", message });
    }
    if (!catalogue.regions.some(({ code }) => code === query.region)) {
      const message = `没有地区 ${query.region}`;
      faults.push({ path: "region", code: "unknown_region", message });
    }
    const period = parsePeriod(query.period);
    if (!period.ok) faults.push({ path: "period", code: "rule", message: period.fault });
    if (indicator === undefined || faults.length > 0)
      throw new Refusal("invalid_query", { faults });
    const stored = await storage.revisions(query);
    res.setHeader("Cache-Control", "no-cache").json(presentRevisions(indicator, query, stored));
  };

  router.get("/observations", guard("board.read"), revisions);
  // The right before the body: nobody unknown makes us read a megabyte.
  router.post("/observations", guard("feed.send"), ...jsonBody(MAX_BODY), submit);
  router.all("/observations", methodNotAllowed("GET", "HEAD", "POST"));
  return router;
}

/** A machine overwrites what its unit sent before: nobody has looked at a version. */
const UNCLAIMED = { basedOn: null, note: null, unchanged: false, attachment: null } as const;

/** Every reason to refuse one figure of this key: what it may send, and what any figure obeys. */
function rulesOfKey(
  key: ApiKey,
  catalogue: Catalogue,
  today: Today,
): (item: Observation) => Fault[] {
  const rules =
    key.mode === "review"
      ? rulesOfReports(catalogue, today).bind(null, unitOfKey(key))
      : figureRules(catalogue, today);
  return (item) => {
    const bounds = boundFaults(key, item);
    const bound = new Set(bounds.map(({ path }) => path));
    return [...bounds, ...rules(item).filter(({ path }) => !bound.has(path))];
  };
}

/** @throws Refusal `forbidden` for a key that is nobody's: what it sends could not be reviewed */
function unitOfKey(key: ApiKey): string {
  if (key.unit === null) throw new Refusal("forbidden", { detail: "该密钥不属于任何单位" });
  return key.unit;
}

/** The parsed items, not the bytes: the same figures in another spacing are the same attempt. */
function hashOf(items: unknown): string {
  return createHash("sha256").update(JSON.stringify(items)).digest("hex");
}
