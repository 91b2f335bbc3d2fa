import type { Decision, NewReport, ReportEntry, ReportResult, Storage } from "../../src/index.ts";
import { AT, AUDIT, figure } from "./figures.ts";

/** Who reports and who reviews in these tests. */
export const REPORTER = { accountId: "reporter", name: "张三" };
export const REVIEWER = { accountId: "reviewer", name: "李四" };
export const ROUND = "2020-R099";

/** 市财政局's figure, sent by form, overwriting whatever was sent before unless said otherwise. */
export function report(over: Partial<NewReport> = {}): NewReport {
  return {
    ...figure({ basis: "dispatch", status: "dispatch", source: "市财政局" }),
    unit: "finance",
    note: null,
    unchanged: false,
    attachment: null,
    origin: { kind: "form" },
    basedOn: null,
    ...over,
  };
}

export function submit(
  storage: Storage,
  items: readonly NewReport[],
  over: Partial<Parameters<Storage["submitReports"]>[0]> = {},
): Promise<ReportResult> {
  return storage.submitReports({
    items,
    round: ROUND,
    by: REPORTER,
    at: AT,
    audit: AUDIT,
    ...over,
  });
}

export function decide(
  storage: Storage,
  decisions: readonly Decision[],
  over: Partial<Parameters<Storage["decideReports"]>[0]> = {},
): Promise<ReportResult> {
  return storage.decideReports({ decisions, by: REVIEWER, at: AT, audit: AUDIT, ...over });
}

/** The entries; fails the test unless the change was committed. */
export function committed(result: ReportResult): readonly ReportEntry[] {
  if (result.kind === "committed") return result.entries;
  throw new Error(`not committed: ${JSON.stringify(result)}`);
}

/** Submits one figure and gives its entry. */
export async function submitted(
  storage: Storage,
  item: NewReport = report(),
): Promise<ReportEntry> {
  const [entry] = committed(await submit(storage, [item]));
  if (entry === undefined) throw new Error("no entry");
  return entry;
}

/** A decision on the entry as it stands. */
export function decision(
  entry: ReportEntry,
  event: Decision["event"],
  reason: string | null = null,
): Decision {
  return { entry: entry.id, version: entry.version, event, reason };
}

/** Submits and publishes one figure. */
export async function published(
  storage: Storage,
  item: NewReport = report(),
): Promise<ReportEntry> {
  const entry = await submitted(storage, item);
  const [decided] = committed(await decide(storage, [decision(entry, "publish")]));
  if (decided === undefined) throw new Error("no entry");
  return decided;
}
