import type { Request } from "express";
import { observationInput, submission } from "@diaodu/contracts";
import type { Fault, Submission } from "@diaodu/contracts";
import type { Observation } from "@diaodu/domain";
import { z } from "zod";
import { chinese } from "../../http/chinese.ts";
import { faultsAt } from "./check-submission.ts";
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

/**
 * The body as a submission of the right shape.
 *
 * @param rulesOf the catalogue's faults of one figure by field; asked of figures whose shape is broken
 *   elsewhere too, so that one bad field hides no other
 * @throws Refusal `validation_failed`, every fault named
 */
export function readSubmission(
  body: unknown,
  rulesOf: (item: Observation) => readonly Fault[],
): Submission {
  const parsed = submission.safeParse(body, chinese);
  if (parsed.success) return parsed.data;
  const faults = faultsOf(parsed.error);
  const named = new Set(faults.map(({ path }) => path));
  const more = legible(body).flatMap(({ item, index }) => faultsAt(index, rulesOf(item)));
  throw new Refusal("validation_failed", {
    faults: [...faults, ...more.filter(({ path }) => !named.has(path))],
  });
}

const TEXTS = ["indicator", "region", "period", "value", "asOf", "source"] as const;

/** Figures whose fields are at least texts and words of the vocabulary: rules can read those. */
function legible(body: unknown): { item: Observation; index: number }[] {
  const list = z.object({ observations: z.array(z.unknown()).max(1000) }).safeParse(body);
  if (!list.success) return [];
  return list.data.observations.flatMap((raw, index) => {
    const item = readable.safeParse(raw);
    return item.success ? [{ item: item.data, index }] : [];
  });
}

const text = z.string().max(500);
const readable = observationInput
  .extend(
    Object.fromEntries(TEXTS.map((name) => [name, text])) as Record<
      (typeof TEXTS)[number],
      typeof text
    >,
  )
  .loose();
