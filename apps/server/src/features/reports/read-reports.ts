import { reportItem, reportSubmission } from "@diaodu/contracts";
import type { Fault, ReportSubmission } from "@diaodu/contracts";
import type { Observation } from "@diaodu/domain";
import { z } from "zod";
import { chinese } from "../../http/chinese.ts";
import { Refusal } from "../../http/problems.ts";
import { faultsOf } from "../../http/query.ts";
import { faultsAt } from "../observations/check-submission.ts";

/**
 * The body as a submission of the right shape.
 *
 * @param rulesOf faults of one figure by field; asked of figures whose shape is broken elsewhere too,
 *   so that one bad field hides no other
 * @throws Refusal `validation_failed`, every fault named
 */
export function readReports(
  body: unknown,
  rulesOf: (unit: string, item: Observation) => readonly Fault[],
): ReportSubmission {
  const parsed = reportSubmission.safeParse(body, chinese);
  if (parsed.success) return parsed.data;
  const faults = faultsOf(parsed.error);
  const named = new Set(faults.map(({ path }) => path));
  const more = legible(body).flatMap(({ unit, item, index }) =>
    faultsAt(index, rulesOf(unit, item), "items"),
  );
  throw new Refusal("validation_failed", {
    faults: [...faults, ...more.filter(({ path }) => !named.has(path))],
  });
}

/** Figures whose fields are at least texts and words of the vocabulary: rules can read those. */
function legible(body: unknown): { unit: string; item: Observation; index: number }[] {
  const list = z.object({ unit: text, items: z.array(z.unknown()).max(1000) }).safeParse(body);
  if (!list.success) return [];
  return list.data.items.flatMap((raw, index) => {
    const item = readableItem.safeParse(raw);
    if (!item.success) return [];
    const { unit } = list.data;
    return [{ unit, item: { ...item.data, simulated: false }, index }];
  });
}

const text = z.string().max(500);
const readableItem = reportItem
  .pick({ basis: true, measure: true, status: true })
  .extend({
    indicator: text,
    region: text,
    period: text,
    value: text,
    asOf: text,
    source: text,
    reason: text.nullable().catch(null),
  })
  .loose();
