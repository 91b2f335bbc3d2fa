import type { Ground } from "../ground.ts";
import { attachmentsOf } from "./attachments.ts";
import { decideReports } from "./decide.ts";
import { draftsOf } from "./drafts.ts";
import { readReportEvents, readReportOf, readReports } from "./report-reads.ts";
import type { Reports } from "./reports.ts";
import { submitReports } from "./submit.ts";

export function reportsOf(ground: Ground): Reports {
  const { engine } = ground;
  return {
    reports: (filter) => readReports(engine.reads, filter),
    reportEvents: (entry) => readReportEvents(engine.reads, entry),
    reportOf: (key) => readReportOf(engine.reads, key),
    submitReports: (submission) => submitReports(ground, submission),
    decideReports: (decisions) => decideReports(ground, decisions),
    ...draftsOf(engine),
    ...attachmentsOf(engine),
  };
}
