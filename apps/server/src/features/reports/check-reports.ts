import type { Fault, ReportItem } from "@diaodu/contracts";
import {
  entryStep,
  observationKey,
  parseDecimal,
  STATUS_LADDER,
  STATUS_NAMES,
} from "@diaodu/domain";
import type { Duty, Observation } from "@diaodu/domain";
import type { Attachment, ReportEntry } from "@diaodu/storage";
import type { SeriesBook } from "./series.ts";

/** What a submission is held against. */
export interface Ledger {
  readonly duties: readonly Duty[];
  /** The unit's entries by observation key. */
  readonly entries: ReadonlyMap<string, ReportEntry>;
  readonly book: SeriesBook;
  readonly attachments: ReadonlyMap<string, Attachment>;
}

type Key = Pick<Observation, "indicator" | "region" | "period" | "basis" | "measure">;

/** Whether the unit is asked for this figure at all. [E7] */
export function dutyFaults(unit: string, duties: readonly Duty[], key: Key): Fault[] {
  const own = duties.filter((duty) => duty.unit === unit);
  const ofIndicator = own.filter(({ indicator }) => indicator === key.indicator);
  if (ofIndicator.length === 0) return [refused("indicator", "本单位没有这一指标的填报任务")];
  const ofRegion = ofIndicator.filter(({ region }) => region === key.region);
  if (ofRegion.length === 0) return [refused("region", "本单位没有这一地区的填报任务")];
  const duty = ofRegion.find(({ basis }) => basis === key.basis);
  if (duty === undefined) return [refused("basis", "本单位没有这一口径的填报任务")];
  return duty.measures.includes(key.measure) ? [] : [refused("measure", "本单位不填报这一项数据")];
}

/**
 * What the unit's own entries and the board say against each figure: sent twice, a step that its
 * state does not allow, a correction without a reason [E6], a status below the one published.
 */
export function standingFaults(
  unit: string,
  items: readonly Pick<ReportItem, keyof Key | "value" | "status" | "reason" | "attachment">[],
  ledger: Ledger,
): { index: number; fault: Fault }[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const key = observationKey(item);
    const faults: Fault[] = [];
    if (seen.has(key)) faults.push({ path: "period", code: "duplicate", message: "同一数据重复" });
    seen.add(key);
    const file = item.attachment === null ? undefined : ledger.attachments.get(item.attachment);
    if (item.attachment !== null && file?.unit !== unit) {
      faults.push(refused("attachment", "没有这个附件"));
    }
    const entry = ledger.entries.get(key);
    const current = ledger.book.current(item);
    const published = entry?.published ?? current;
    if (published !== null && rung(item.status) < rung(published.status)) {
      const message = `已发布的数据为${STATUS_NAMES[published.status]}，不能改报${STATUS_NAMES[item.status]}`;
      faults.push({ path: "status", code: "status_regress", message });
    }
    // A value that is no number has its own fault, from the rules of figures.
    if (!parseDecimal(item.value).ok) return faults.map((fault) => ({ index, fault }));
    const step = entryStep({
      event: "submit",
      from: entry?.state ?? "new",
      by: null,
      submittedBy: entry?.submittedBy.accountId ?? null,
      reason: item.reason,
      published: published?.value ?? null,
      value: item.value,
    });
    if ("refused" in step) {
      faults.push({ path: "reason", code: "reason_required", message: step.refused });
    }
    return faults.map((fault) => ({ index, fault }));
  });
}

function rung(status: ReportItem["status"]): number {
  return STATUS_LADDER.indexOf(status);
}

function refused(path: string, message: string): Fault {
  return { path, code: "not_asked", message };
}
