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

/** Reads a JSON body, and no other; after the guard, so that nobody unknown makes us read it. */
export function jsonBody(limit = "64kb"): RequestHandler[] {
  return [onlyJson, json({ limit, strict: false, type: () => true })];
}

/** The body by `schema`. @throws Refusal `validation_failed` with every fault */
export function parseBody<S extends z.ZodType>(schema: S, req: Request): z.output<S> {
  const parsed = schema.safeParse(req.body, chinese);
  if (!parsed.success) throw new Refusal("validation_failed", { faults: faultsOf(parsed.error) });
  return parsed.data;
}
