import { createHash } from "node:crypto";
import { Router } from "express";
import type { RequestHandler } from "express";
import { indicatorCode, regionCode } from "@diaodu/contracts";
import type { Fault } from "@diaodu/contracts";
import { businessDate, parsePeriod } from "@diaodu/domain";
import type { Storage } from "@diaodu/storage";
import { z } from "zod";
import { callerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import type { BusinessTime } from "../../board/business-time.ts";
import { jsonBody } from "../../http/json-body.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { parseQuery } from "../../http/query.ts";
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

/** `POST /observations` takes figures in; `GET /observations` tells how one came to be. */
export function observationRoutes(o: {
  readonly storage: Storage;
  readonly time: BusinessTime;
  /** Brings the board to the log's head and tells every page. Never rejects. */
  readonly publish: () => Promise<void>;
}): Router {
  const { storage, time, publish } = o;
  const router = Router();

  const submit: RequestHandler = async (req, res) => {
    const idempotencyKey = readIdempotencyKey(req);
    const now = time.now();
    const rulesOf = figureRules(await storage.catalogue(), businessDate(now.getTime()));
    const { observations: items } = readSubmission(req.body, rulesOf);
    const faults = submissionFaults(items, rulesOf);
    if (faults.length > 0) throw new Refusal("validation_failed", { faults });

    const key = callerOf(res).apiKey;
    if (key === null) throw new Refusal("unauthenticated");
    const result = await storage.submitObservations({
      items,
      reportedBy: key.name,
      committedAt: now.toISOString(),
      idempotency:
        idempotencyKey === null
          ? undefined
          : { callerId: key.id, key: idempotencyKey, bodyHash: hashOf(items) },
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
  router.post("/observations", guard("feed.publish"), ...jsonBody(MAX_BODY), submit);
  router.all("/observations", methodNotAllowed("GET", "HEAD", "POST"));
  return router;
}

/** The parsed items, not the bytes: the same figures in another spacing are the same attempt. */
function hashOf(items: unknown): string {
  return createHash("sha256").update(JSON.stringify(items)).digest("hex");
}
