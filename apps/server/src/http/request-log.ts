import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import type { Logger } from "pino";
import { pinoHttp } from "pino-http";
import { plainError, withoutQuery } from "../log.ts";

/** An id that a proxy may pass in: short and harmless in a log line. */
const PASSED_ID = /^[\w.-]{1,64}$/u;

/**
 * Gives every request an id (`X-Request-Id`, taken over from a proxy or made here) and logs it
 * when it is answered: its path alone, without query, headers, body or the caller's address.
 */
export function requestLog(log: Logger): RequestHandler[] {
  const http = pinoHttp({
    logger: log,
    genReqId: (req) => {
      const passed = req.headers["x-request-id"];
      return typeof passed === "string" && PASSED_ID.test(passed) ? passed : randomUUID();
    },
    customLogLevel: (_req, res, error) => {
      // 503 says "not now" in our own words: what caused it is logged where it was found.
      if (res.statusCode !== 503 && (error !== undefined || res.statusCode >= 500)) return "error";
      return res.statusCode >= 400 ? "warn" : "debug";
    },
    // Wrapped, an error would come to ours with all that its driver hung on it.
    wrapSerializers: false,
    serializers: {
      err: plainError,
      req: (req: { id: unknown; method: string; originalUrl: string }) => ({
        id: req.id,
        method: req.method,
        url: withoutQuery(req.originalUrl),
      }),
      res: (res: { statusCode: number }) => ({ statusCode: res.statusCode }),
    },
  });
  const expose: RequestHandler = (req, res, next) => {
    const id = typeof req.id === "string" ? req.id : "unknown";
    res.locals["requestId"] = id;
    res.setHeader("X-Request-Id", id);
    next();
  };
  return [http, expose];
}
