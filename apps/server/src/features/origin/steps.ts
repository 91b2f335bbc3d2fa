import type { OriginStep } from "@diaodu/contracts";
import { ENTRY_EVENT_NAMES, STATUS_NAMES } from "@diaodu/domain";
import type { Measure, StoredObservation } from "@diaodu/domain";
import type { ReportEntry, ReportEvent } from "@diaodu/storage";
import { unitName } from "../reports/names.ts";
import type { Names } from "../reports/names.ts";
import { differenceText, presentOrigin, textOf } from "../reports/presenter.ts";

/** What the steps of one figure are told with. */
export interface Telling {
  readonly names: Names;
  /** Every revision that the figure has on the board. */
  readonly revisions: readonly StoredObservation[];
  /** Whether the reader may see who did it. */
  readonly persons: boolean;
  /** Whether the reader may see what was never published. */
  readonly unpublished: boolean;
}

/**
 * The steps of one reported figure, oldest first. Without the right to unpublished figures only the
 * publications are told, and of each the report that led to it.
 */
export function stepsOf(
  events: readonly ReportEvent[],
  entry: Pick<ReportEntry, "unit" | "indicator" | "measure">,
  telling: Telling,
): OriginStep[] {
  const told = telling.unpublished ? events : events.filter((one) => leadsToBoard(one, events));
  return told.map((event): OriginStep => {
    return {
      at: event.at,
      event: event.event,
      eventName: ENTRY_EVENT_NAMES[event.event],
      unitName: unitName(telling.names, entry.unit),
      by: telling.persons ? event.by.name : null,
      ...valueOf(entry, event, telling),
      reason: event.reason,
      // A remark to the reviewers, never shown on the board; it may name people.
      note: telling.persons ? event.note : null,
      origin: presentOrigin(event.origin),
      revision: event.revision,
      seq: event.seq,
    };
  });
}

/** A figure that came straight to the board: from a trusted feed, a load, or a replay. */
export function feedStep(
  revision: StoredObservation,
  telling: Pick<Telling, "names" | "revisions">,
): OriginStep {
  return {
    at: revision.committedAt,
    event: "publish",
    eventName: "接口发布",
    unitName: revision.reportedBy,
    by: null,
    ...valueOf(revision, revision, telling),
    reason: revision.reason,
    note: null,
    origin: { kind: "api", keyName: revision.reportedBy },
    revision: revision.revision,
    seq: revision.seq,
  };
}

/** Whether a step is a publication, or the report that one was made of. */
function leadsToBoard(event: ReportEvent, events: readonly ReportEvent[]): boolean {
  if (event.event === "publish") return true;
  const next = events.find(({ version }) => version === event.version + 1);
  return event.event === "submit" && next?.event === "publish";
}

function valueOf(
  of: { readonly indicator: string; readonly measure: Measure },
  step: Pick<ReportEvent, "value" | "status" | "seq">,
  { names, revisions }: Pick<Telling, "names" | "revisions">,
) {
  const earlier = revisions.filter(({ seq }) => seq < step.seq);
  const shown = earlier.toSorted((a, b) => a.revision - b.revision).at(-1)?.value ?? null;
  return {
    value: step.value,
    text: textOf(names.indicators.get(of.indicator), of.measure, step.value),
    status: step.status,
    statusName: STATUS_NAMES[step.status],
    before: shown,
    difference: differenceText(step.value, shown),
  };
}
