import { json } from "express";
import type { Request, RequestHandler } from "express";
import type { z } from "zod";
import { chinese } from "./chinese.ts";
import { Refusal } from "./problems.ts";
import { faultsOf } from "./query.ts";

const onlyJson: RequestHandler = (req, _res, next) => {
  const type = (req.headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase();
  next(type === "application/json" ? undefined : new Refusal("unsupported_media_type"));
};

/**
 * Nothing that we are sent has more levels. JSON is parsed to any depth but written to less: what is
 * nested deeper could be taken in and stored, and never be told again.
 */
const MOST_LEVELS = 32;

/** Refuses a parsed body of more levels than any of ours has. */
export const notTooDeep: RequestHandler = (req, _res, next) => {
  if (levelsWithin(req.body, MOST_LEVELS)) return next();
  const fault = { path: "", code: "too_deep", message: `最多 ${MOST_LEVELS} 层` };
  next(new Refusal("validation_failed", { faults: [fault] }));
};

/** Level by level, not by recursion: a deep value would exhaust the stack that it is measured on. */
function levelsWithin(value: unknown, most: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > most) return false;
    level = level.flatMap((one) =>
      typeof one === "object" && one !== null && !Buffer.isBuffer(one)
        ? Object.values<unknown>(one as Record<string, unknown>)
        : [],
    );
  }
  return true;
}

/** Reads a JSON body, and no other; after the guard, so that nobody unknown makes us read it. */
export function jsonBody(limit = "64kb"): RequestHandler[] {
  return [onlyJson, json({ limit, strict: false, type: () => true }), notTooDeep];
}

/** The body by `schema`. @throws Refusal `validation_failed` with every fault */
export function parseBody<S extends z.ZodType>(schema: S, req: Request): z.output<S> {
  const parsed = schema.safeParse(req.body, chinese);
  if (!parsed.success) throw new Refusal("validation_failed", { faults: faultsOf(parsed.error) });
  return parsed.data;
}
