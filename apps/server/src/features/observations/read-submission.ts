import type { Request } from "express";
import { submission } from "@diaodu/contracts";
import type { Submission } from "@diaodu/contracts";
import { chinese } from "../../http/chinese.ts";
import { Refusal } from "../../http/problems.ts";
import { faultsOf } from "../../http/query.ts";

/** Printable ASCII: what every proxy passes unchanged and every log can show. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]([\x20-\x7e]{0,198}[\x21-\x7e])?$/u;

/** The caller's name for this attempt, or null. @throws Refusal `validation_failed` */
export function readIdempotencyKey(req: Request): string | null {
  const key = req.headers["idempotency-key"];
  if (key === undefined) return null;
  if (typeof key === "string" && IDEMPOTENCY_KEY.test(key)) return key;
  const message = "须为 1 到 200 个可见的 ASCII 字符";
  throw new Refusal("validation_failed", {
    faults: [{ path: "Idempotency-Key", code: "invalid_header", message }],
  });
}

/** The body as a submission of the right shape. @throws Refusal `validation_failed`, every fault named */
export function readSubmission(body: unknown): Submission {
  const parsed = submission.safeParse(body, chinese);
  if (!parsed.success) {
    throw new Refusal("validation_failed", { faults: faultsOf(parsed.error) });
  }
  return parsed.data;
}
