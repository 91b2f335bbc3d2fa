import type { EntryOrigin, ReportEntry as EntryOnTheWire } from "@diaodu/contracts";
import {
  exact,
  formatSigned,
  JUMP_LOOK_BACK,
  jumpWarning,
  MEASURE_NAMES,
  periodFullLabel,
  periodKind,
  seriesKind,
} from "@diaodu/domain";
import type { Indicator, Measure, StoredObservation } from "@diaodu/domain";
import type { Attachment, Origin, ReportEntry } from "@diaodu/storage";
import { factText, factUnit, labelOf } from "../../board/figure.ts";
import { regionName, unitName } from "./names.ts";
import type { Names } from "./names.ts";
import { inOrder, seriesAround } from "./series.ts";
import type { SeriesBook } from "./series.ts";

/** What a reported figure is printed with. */
export interface Around {
  readonly names: Names;
  readonly book: SeriesBook;
  readonly attachments: ReadonlyMap<string, Attachment>;
  /** Whether the reader may see who did it; else the unit's name stands there. */
  readonly persons: boolean;
}

/** A reported figure as its unit, its reviewers and the dispatch office see it. */
export function presentEntry(entry: ReportEntry, around: Around): EntryOnTheWire {
  const { names, book, persons } = around;
  const indicator = names.indicators.get(entry.indicator);
  const unit = unitName(names, entry.unit);
  const text = (value: string) => textOf(indicator, entry.measure, value);
  const history = before(entry.period, book.points(seriesAround(entry)));
  const last = history.at(-1);
  const shown = entry.published?.value ?? book.current(entry)?.value ?? null;
  const file = entry.attachment === null ? undefined : around.attachments.get(entry.attachment);
  return {
    id: entry.id,
    unit: entry.unit,
    unitName: unit,
    indicator: entry.indicator,
    indicatorName: indicator?.shortName ?? entry.indicator,
    region: entry.region,
    regionName: regionName(names, entry.region),
    period: entry.period,
    periodLabel: fullLabelOf(indicator, entry.period),
    basis: entry.basis,
    measure: entry.measure,
    measureName: MEASURE_NAMES[entry.measure],
    measureUnit: indicator === undefined ? "" : factUnit(indicator, entry.measure),
    state: entry.state,
    version: entry.version,
    value: entry.value,
    text: text(entry.value),
    status: entry.status,
    asOf: entry.asOf,
    source: entry.source,
    reason: entry.reason,
    note: entry.note,
    unchanged: entry.unchanged,
    attachment: file === undefined ? null : { id: file.id, name: file.name, size: file.size },
    origin: presentOrigin(entry.origin),
    round: entry.round,
    submittedBy: persons ? entry.submittedBy.name : unit,
    submittedAt: entry.submittedAt,
    decidedBy: entry.decidedBy !== null && persons ? entry.decidedBy.name : null,
    decidedAt: entry.decidedAt,
    decisionReason: entry.decisionReason,
    published:
      entry.published === null
        ? null
        : { ...publishedOf(entry.published), text: text(entry.published.value) },
    before: last === undefined ? null : presentPoint(indicator, last),
    difference: differenceText(entry.value, shown),
    warning: warningOf(indicator, entry, history),
    seq: entry.seq,
  };
}

/** How a figure came in, without the key's id. */
export function presentOrigin(origin: Origin): EntryOrigin {
  switch (origin.kind) {
    case "form":
      return { kind: "form" };
    case "file": {
      const { name, sha256, sheet, cell } = origin;
      return { kind: "file", name, sha256, sheet, cell };
    }
    case "api":
      return { kind: "api", keyName: origin.keyName };
  }
}

/** A figure of the history beside a field. */
export function presentPoint(indicator: Indicator | undefined, point: StoredObservation) {
  return {
    period: point.period,
    periodLabel: fullLabelOf(indicator, point.period),
    value: point.value,
    text: textOf(indicator, point.measure, point.value),
  };
}

/** Figures of the series before `period`, as many as a jump looks back at. */
export function before(
  period: string,
  points: readonly StoredObservation[],
): readonly StoredObservation[] {
  return points.filter((point) => inOrder(point.period, period) < 0).slice(-JUMP_LOOK_BACK);
}

/** `+12.5`, exact; null where there is nothing to differ from, or no difference. */
export function differenceText(value: string, from: string | null): string | null {
  if (from === null) return null;
  const difference = exact(value).minus(from);
  return difference.isZero() ? null : formatSigned(difference, difference.decimalPlaces());
}

/** The value as printed; as it stands where the catalogue no longer holds its indicator. */
export function textOf(indicator: Indicator | undefined, measure: Measure, value: string): string {
  return indicator === undefined ? value : factText(indicator, { measure, value });
}

/** With its year: whoever reviews sees December and January side by side. */
export function fullLabelOf(indicator: Indicator | undefined, period: string): string {
  if (indicator?.frequency !== "quarter") return periodFullLabel(period);
  const label = labelOf(indicator, period);
  return `${period.slice(0, 4)}年${label}`;
}

function warningOf(
  indicator: Indicator | undefined,
  { measure, period, value }: ReportEntry,
  history: readonly StoredObservation[],
): string | null {
  if (indicator === undefined) return null;
  return jumpWarning(
    seriesKind(indicator.kind, measure, periodKind(period)),
    { period, value },
    history,
  );
}

function publishedOf({ seq, revision, value, status }: NonNullable<ReportEntry["published"]>) {
  return { seq, revision, value, status };
}
