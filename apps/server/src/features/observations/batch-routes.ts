import { once } from "node:events";
import { Router } from "express";
import type { Request, RequestHandler, Response } from "express";
import type { BatchLine } from "@diaodu/contracts";
import type { Storage } from "@diaodu/storage";
import { z } from "zod";
import type { Auditor } from "../../access/audit.ts";
import { callerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import type { BusinessTime } from "../../board/business-time.ts";
import type { Calendars } from "../../dispatch/calendar.ts";
import { Refusal } from "../../http/problems.ts";
import { parseQuery } from "../../http/query.ts";
import type { BatchLimits } from "./batch-limits.ts";
import { decideBatch } from "./decide-batch.ts";
import { linesOf, TooManyBytes } from "./lines.ts";
import type { Line } from "./lines.ts";

const NDJSON = "application/x-ndjson";

/** Figures in one change: as many as pages can apply in one breath. */
const BATCH = 500;
/** Ten times a figure with the longest texts. */
const MAX_LINE = 16 * 1024;

export interface BatchParts {
  readonly storage: Storage;
  readonly time: BusinessTime;
  readonly calendars: Calendars;
  readonly audit: Pick<Auditor, "entry">;
  readonly publish: () => Promise<void>;
  readonly limits: BatchLimits;
}

/** `results=faults` answers with refused lines and the sum only, for senders that read late. */
const batchQuery = z.strictObject({ results: z.enum(["all", "faults"]).default("all") });

/**
 * `POST /observations` of many figures, one JSON object a line. Read, stored and answered batch by
 * batch, so that a body of any length needs the memory of one batch; a sender that goes away leaves
 * whole batches. Mounted before the route that reads one JSON body.
 */
export function batchRoutes(parts: BatchParts): Router {
  const { storage, time, calendars, audit, publish, limits } = parts;
  const router = Router();

  const take: RequestHandler = async (req, res) => {
    const { results } = parseQuery(batchQuery, req);
    const caller = callerOf(res);
    const key = caller.apiKey;
    if (key === null || key.mode !== "publish") {
      throw new Refusal("forbidden", { detail: "批量报送须用直接发布的接口密钥" });
    }
    checkHeaders(req, limits);
    const sum = { lines: 0, accepted: 0, unchanged: 0, refused: 0, seq: null as number | null };
    const out = answerOn(res, limits.patienceMs);
    let batch: Line[] = [];

    const decide = async (): Promise<void> => {
      if (batch.length === 0) return;
      const auditOf = (count: number) =>
        audit.entry(caller, { action: "feed.send", object: "batch", detail: { count } });
      const decided = await decideBatch(batch, {
        storage,
        key,
        now: time.now(),
        calendar: calendars.current(),
        auditOf,
      });
      batch = [];
      for (const line of decided) {
        sum[line.result] += 1;
        if (line.result === "accepted") sum.seq = line.seq;
      }
      // Whoever reads "accepted" finds the figure on the board.
      if (decided.some(({ result }) => result === "accepted")) await publish();
      await out.write(decided.filter(({ result }) => results === "all" || result === "refused"));
    };

    let stopped: Extract<BatchLine, { result: "end" }>["stopped"] = null;
    try {
      // Leaving the loop early must not cut the connection that the answer goes out on.
      const bytes: AsyncIterable<Uint8Array> = req.iterator({ destroyOnReturn: false });
      const lines = linesOf(bytes, {
        maxLine: MAX_LINE,
        maxBytes: limits.bytes,
      });
      for await (const line of lines) {
        if (sum.lines === limits.rows) {
          stopped = "rows";
          break;
        }
        sum.lines += 1;
        batch.push(line);
        if (batch.length === BATCH) await decide();
      }
    } catch (error) {
      if (!(error instanceof TooManyBytes)) {
        // The sender is gone, or the database is: what was decided stands, and nobody reads on.
        if (req.destroyed || res.destroyed) return;
        req.log.error({ err: error }, "a batch was not read to its end");
        batch = [];
        stopped = "failed";
      } else {
        stopped = "bytes";
      }
    }
    if (stopped !== "failed") await decide();
    await out.write([{ result: "end", ...sum, stopped }]);
    // What was not read would be taken for the next request on this connection.
    if (stopped !== null) res.once("finish", () => req.destroy());
    res.end();
  };

  router.post("/observations", guard("feed.send"), isBatch, take);
  return router;
}

/** Leaves any other body to the route of single submissions. */
const isBatch: RequestHandler = (req, _res, next) => {
  const type = (req.headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase();
  next(type === NDJSON ? undefined : "route");
};

/** @throws Refusal for what can be told before a byte is read */
function checkHeaders(req: Request, limits: BatchLimits): void {
  const encoding = (req.headers["content-encoding"] ?? "identity").toLowerCase();
  if (encoding !== "identity") throw new Refusal("unsupported_media_type");
  if (Number(req.headers["content-length"] ?? 0) > limits.bytes)
    throw new Refusal("body_too_large");
  if (req.headers["idempotency-key"] !== undefined) {
    const message = "批量报送不用幂等键：重复的数据不会再次入库";
    throw new Refusal("validation_failed", {
      faults: [{ path: "Idempotency-Key", code: "invalid_header", message }],
    });
  }
}

/** Writes lines no faster than they are read. */
function answerOn(res: Response, patienceMs: number) {
  res.status(200).setHeader("Cache-Control", "no-store").type(NDJSON);
  return {
    /** @throws Error when the reader is gone or leaves the answer unread too long */
    async write(lines: readonly BatchLine[]): Promise<void> {
      if (lines.length === 0) return;
      if (res.destroyed) throw new Error("the reader is gone");
      if (res.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(""))) return;
      const gone = new AbortController();
      const close = () => gone.abort();
      res.once("close", close);
      try {
        await once(res, "drain", {
          signal: AbortSignal.any([gone.signal, AbortSignal.timeout(patienceMs)]),
        });
      } catch (error) {
        res.destroy();
        throw error;
      } finally {
        res.off("close", close);
      }
    },
  };
}
