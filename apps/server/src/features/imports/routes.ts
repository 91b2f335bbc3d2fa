import { randomUUID } from "node:crypto";
import { Router } from "express";
import type { Request, RequestHandler, Response } from "express";
import { cellVerdict, importApply, unitCode } from "@diaodu/contracts";
import { z } from "zod";
import { callerOf, doerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { jsonBody, parseBody } from "../../http/json-body.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { parseQuery } from "../../http/query.ts";
import { todayOf } from "../reports/desk.ts";
import type { Desk } from "../reports/desk.ts";
import { demandUnit, unitOf } from "../reports/scope.ts";
import type { Job } from "./job-store.ts";
import type { Jobs } from "./jobs.ts";
import { plainFileName, storeBody } from "./upload.ts";

const uploadQuery = z.strictObject({
  unit: unitCode,
  name: z.string().trim().min(1, "不能为空").max(400, "最多 400 个字"),
});
const cellsQuery = z.strictObject({
  verdict: cellVerdict.optional(),
  offset: z
    .string()
    .regex(/^\d{1,7}$/u, "须为非负整数")
    .transform(Number)
    .default(0),
});
const none = z.strictObject({});

/** Spreadsheets in: uploaded, looked at cell by cell, then applied whole or dropped. */
export function importRoutes(
  o: Pick<Desk, "storage" | "time" | "calendars" | "audit"> & {
    readonly jobs: Jobs;
    /** Largest file, in bytes. */
    readonly maxBytes: number;
    readonly newId?: () => string;
  },
): Router {
  const { storage, audit, jobs, maxBytes, newId = randomUUID } = o;
  const router = Router();

  const upload: RequestHandler = async (req, res) => {
    const { unit, name } = parseQuery(uploadQuery, req);
    const caller = callerOf(res);
    const { accountId } = caller;
    // A job belongs to a person, who looks at it before it is applied.
    if (accountId === null) throw new Refusal("forbidden", { detail: "接口密钥不能导入表格" });
    demandUnit(res, "report.write", unit);
    unitOf(await storage.catalogue(), unit);
    const id = newId();
    const { uploadPath, giveBack } = await jobs.place(accountId, id);
    const fileName = plainFileName(name);
    const { subject } = caller;
    // Its place counts until the job itself does.
    const job = await storeBody(req, uploadPath, maxBytes)
      .then((sha256) => jobs.begin({ id, accountId, fileName, unit, sha256, subject }))
      .finally(giveBack);
    await audit.append(caller, {
      action: "report.import",
      object: `import:${id}`,
      detail: { unit, file: fileName, sha256: job.sha256 },
    });
    answer(res.status(202), job);
  };

  const show: RequestHandler = async (req, res) => {
    parseQuery(none, req);
    answer(res, await ownJob(req, res));
  };

  const cells: RequestHandler = async (req, res) => {
    const { verdict = null, offset } = parseQuery(cellsQuery, req);
    const job = await ownJob(req, res);
    if (job.state !== "ready") {
      throw new Refusal("report_conflict", { detail: "预览尚未就绪或已经结束" });
    }
    const page = await jobs.cells(job, { verdict, offset });
    res.setHeader("Cache-Control", "no-store").json(page);
  };

  const apply: RequestHandler = async (req, res) => {
    const job = await ownJob(req, res);
    const { reason, note } = parseBody(importApply, req);
    const { counts, needsReason } = job;
    const count = (counts?.new ?? 0) + (counts?.changed ?? 0) + (counts?.warned ?? 0);
    if (job.state === "ready" && count === 0) {
      throw new Refusal("report_conflict", { detail: "没有可导入的数据" });
    }
    if (job.state === "ready" && needsReason && reason === null) {
      const fault = {
        path: "reason",
        code: "reason_required",
        message: "更正已发布的数据须说明原因",
      };
      throw new Refusal("validation_failed", { faults: [fault] });
    }
    const caller = callerOf(res);
    const { round } = todayOf(o);
    const applying = await jobs.apply(job, {
      subject: caller.subject,
      by: doerOf(caller),
      reason,
      note,
      audit: audit.entry(caller, {
        action: "report.write",
        object: `report:${job.unit}/${round.code}`,
        detail: { count, origin: "file", file: job.fileName, sha256: job.sha256 },
      }),
    });
    answer(res.status(202), applying);
  };

  const cancel: RequestHandler = async (req, res) => {
    const job = await ownJob(req, res);
    await jobs.cancel(job);
    await audit.append(callerOf(res), {
      action: "report.import",
      object: `import:${job.id}`,
      detail: { unit: job.unit, cancelled: true },
    });
    res.status(204).end();
  };

  /** Somebody else's job is no job: ids are not to be tried. The right to the unit may have gone since. */
  async function ownJob(req: Request, res: Response): Promise<Job> {
    const job = await jobs.find(String(req.params["id"]), callerOf(res).accountId);
    if (job === null) throw new Refusal("not_found", { detail: "没有这个导入任务，可能已经过期" });
    demandUnit(res, "report.write", job.unit);
    return job;
  }

  function answer(res: Response, job: Job): void {
    res.setHeader("Cache-Control", "no-store").json(jobs.present(job));
  }

  const mayWrite = guard("report.write");
  router.post("/imports", mayWrite, upload);
  router.get("/imports/:id", mayWrite, show);
  router.get("/imports/:id/cells", mayWrite, cells);
  router.post("/imports/:id/apply", mayWrite, ...jsonBody(), apply);
  router.delete("/imports/:id", mayWrite, cancel);
  router.all("/imports", methodNotAllowed("POST"));
  router.all("/imports/:id", methodNotAllowed("GET", "HEAD", "DELETE"));
  router.all("/imports/:id/cells", methodNotAllowed("GET", "HEAD"));
  router.all("/imports/:id/apply", methodNotAllowed("POST"));
  return router;
}
