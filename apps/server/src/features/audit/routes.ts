import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Router } from "express";
import type { Request, Response } from "express";
import { instant } from "@diaodu/contracts";
import { z } from "zod";
import type { Access } from "../../access/access.ts";
import { callerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { methodNotAllowed } from "../../http/problems.ts";
import { parseQuery } from "../../http/query.ts";
import { csvOf, ndjsonOf, rowsOf } from "./export.ts";
import { objectNames } from "./object-names.ts";
import { presentRow } from "./present-row.ts";

const wholeNumber = z
  .string()
  .regex(/^[1-9]\d{0,14}$/u, "须为正整数")
  .transform(Number);
const filter = z.strictObject({
  actor: z.string().trim().min(1).max(64).optional(),
  actorId: z.string().max(64).optional(),
  action: z.string().max(64).optional(),
  result: z.enum(["done", "refused", "failed"]).optional(),
  from: instant.optional(),
  to: instant.optional(),
});
const page = filter.extend({
  before: wholeNumber.optional(),
  limit: wholeNumber.refine((limit) => limit <= 1000, "最多 1000 行").optional(),
});

/** Of an empty log. */
const NO_HEAD = "0".repeat(64);

/** The audit administrator reads and exports the log. Nothing here, or anywhere, removes a row. */
export function auditRoutes(access: Access): Router {
  const { storage, audit } = access;
  const router = Router();
  router.get("/audit", guard("audit.read"), async (req, res) => {
    const rows = await storage.readAudit(parseQuery(page, req));
    await audit.note(callerOf(res), { action: "audit.read" });
    const nameOf = await objectNames(storage);
    const answer = { rows: rows.map((row) => presentRow(row, nameOf)) };
    res.setHeader("Cache-Control", "no-store").json(answer);
  });
  router.all("/audit", methodNotAllowed("GET", "HEAD"));

  const formats = {
    csv: ["text/csv; charset=utf-8", csvOf],
    ndjson: ["application/x-ndjson", ndjsonOf],
  } as const;
  async function send(req: Request, res: Response, format: keyof typeof formats): Promise<void> {
    const wanted = parseQuery(filter, req);
    const detail = { format, ...wanted };
    await audit.append(callerOf(res), { action: "audit.export", detail });
    const newest = (await storage.readAudit({ limit: 1 }))[0];
    const head = newest?.hash ?? NO_HEAD;
    const [type, write] = formats[format];
    res
      .setHeader("Cache-Control", "no-store")
      .setHeader("Content-Type", type)
      .setHeader("X-Audit-Head", head)
      .setHeader("Content-Disposition", `attachment; filename="audit-${newest?.n ?? 0}.${format}"`);
    const nameOf = await objectNames(storage);
    // Rows that come in while we write are not of this head.
    const before = (newest?.n ?? 0) + 1;
    await pipeline(Readable.from(write(rowsOf(storage, { ...wanted, before }), head, nameOf)), res);
  }
  router.get("/audit/export.csv", guard("audit.export"), (req, res) => send(req, res, "csv"));
  router.get("/audit/export.ndjson", guard("audit.export"), (req, res) => send(req, res, "ndjson"));
  router.all(["/audit/export.csv", "/audit/export.ndjson"], methodNotAllowed("GET", "HEAD"));
  return router;
}
