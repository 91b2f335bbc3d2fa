import { indicatorCode, regionCode, rung, slipList, unitCode } from "@diaodu/contracts";
import type { SlipList } from "@diaodu/contracts";
import { awaitsAnswer, mayReadSlip, RUNGS, slipOverdueDays } from "@diaodu/domain";
import type { Actor, PlainDate } from "@diaodu/domain";
import type { Storage } from "@diaodu/storage";
import { z } from "zod";
import type { StoredSlip } from "./presenter.ts";

/** Which slips a list holds. */
export const slipQuery = z.strictObject({
  state: slipList.optional(),
  rung: rung.optional(),
  unit: unitCode.optional(),
  indicator: indicatorCode.optional(),
  region: regionCode.optional(),
});

/** More than years of a city's; the oldest fall out first. */
const MOST_SLIPS = 10_000;

/** Slips that the actor may read [U10], the most pressing first. */
export async function readSlips(
  storage: Pick<Storage, "records">,
  actor: Actor,
  filter: Omit<z.output<typeof slipQuery>, "state">,
): Promise<StoredSlip[]> {
  const one = (value: string | undefined) => (value === undefined ? undefined : [value]);
  const found = await storage.records("slip", {
    units: one(filter.unit),
    indicators: one(filter.indicator),
    regions: one(filter.region),
    limit: MOST_SLIPS,
  });
  return found
    .filter(({ body }) => mayReadSlip(actor, body))
    .filter(({ body }) => filter.rung === undefined || body.rung === filter.rung)
    .toSorted(pressing);
}

/** Whether a slip stands in a list on `today`. */
export function standsIn(
  { state, body: { answerBy } }: StoredSlip,
  list: SlipList,
  today: PlainDate,
): boolean {
  switch (list) {
    case "open":
      return awaitsAnswer(state);
    case "late":
      return slipOverdueDays({ state, answerBy }, today) > 0;
    case "answered":
    case "settled":
    case "withdrawn":
      return state === list;
  }
}

/** How many stand in each list. */
export function countSlips(
  records: readonly StoredSlip[],
  today: PlainDate,
): Record<SlipList, number> {
  const count = (list: SlipList) =>
    records.filter((record) => standsIn(record, list, today)).length;
  return {
    open: count("open"),
    late: count("late"),
    answered: count("answered"),
    settled: count("settled"),
    withdrawn: count("withdrawn"),
  };
}

/** What waits before what is done; the gravest rung first, then the earliest day of answer. */
function pressing(left: StoredSlip, right: StoredSlip): number {
  const place = ({ state }: StoredSlip) => (awaitsAnswer(state) ? 0 : state === "answered" ? 1 : 2);
  const apart = place(left) - place(right);
  if (apart !== 0) return apart;
  if (place(left) === 2) return right.seq - left.seq;
  return (
    RUNGS.indexOf(right.body.rung) - RUNGS.indexOf(left.body.rung) ||
    left.body.answerBy.localeCompare(right.body.answerBy) ||
    right.seq - left.seq
  );
}
