import type { FormField } from "@diaodu/contracts";
import {
  askedKind,
  BASIS_NAMES,
  MEASURE_NAMES,
  comparePeriods,
  daysBetween,
  dueFigure,
  dueOn,
  observationKey,
  periodEnd,
  periodKind,
  storedRoundSpanOf,
  seriesKind,
} from "@diaodu/domain";
import type {
  Basis,
  DueFigure,
  Duty,
  Indicator,
  Measure,
  PlainDate,
  RoundCalendar,
  Status,
} from "@diaodu/domain";
import type { ReportEntry } from "@diaodu/storage";
import { factUnit } from "../../board/figure.ts";
import { regionName, unitName } from "./names.ts";
import { before, fullLabelOf, presentEntry, presentPoint } from "./presenter.ts";
import type { Around } from "./presenter.ts";
import { inOrder } from "./series.ts";
import type { Series } from "./series.ts";

/** One figure that a unit is asked for, or has sent in this round. */
export interface Asked {
  readonly duty: Duty;
  readonly indicator: Indicator;
  readonly measure: Measure;
  readonly period: string;
  /** Last day on which it is not late. */
  readonly dueOn: PlainDate;
  readonly entry: ReportEntry | null;
}

/** The series that a duty asks for, one a measure. */
export function seriesOf(duty: Duty, indicator: Indicator): Series[] {
  const { region, basis } = duty;
  const kind = askedKind(indicator, basis);
  return duty.measures.map((measure) => ({
    indicator: duty.indicator,
    region,
    basis,
    measure,
    kind,
  }));
}

/**
 * What a unit is asked for today: of every duty the due period, and what waits, was returned or was
 * sent in this round, so that it can be seen where it stands. A figure that is published already,
 * by whatever way it came, is not asked for again.
 *
 * @param entries of the unit: everything of this round, and of earlier ones what is not decided
 */
export function askedOf(
  unit: string,
  o: {
    readonly duties: readonly Duty[];
    readonly entries: readonly ReportEntry[];
    readonly round: string;
    readonly today: PlainDate;
    readonly calendar: RoundCalendar;
  } & Pick<Around, "names" | "book">,
): Asked[] {
  const { names, book, calendar } = o;
  const span = storedRoundSpanOf(calendar);
  const own = o.duties.filter((duty) => duty.unit === unit);
  const byKey = new Map(o.entries.map((entry) => [observationKey(entry), entry]));
  const asked = new Map<string, Asked>();
  for (const duty of own) {
    const indicator = names.indicators.get(duty.indicator);
    if (indicator === undefined) continue;
    const due = dueOf(duty, indicator, o);
    for (const measure of due === null ? [] : duty.measures) {
      if (due === null) continue;
      const key = { ...duty, period: due.period, measure };
      const entry = byKey.get(observationKey(key)) ?? null;
      if (entry === null && book.current(key) !== null) continue;
      asked.set(observationKey(key), { duty, indicator, measure, ...due, entry });
    }
  }
  for (const entry of o.entries) {
    const key = observationKey(entry);
    const duty = own.find((one) => isOf(one, entry));
    const indicator = names.indicators.get(entry.indicator);
    if (asked.has(key) || duty === undefined || indicator === undefined) continue;
    if (!isOpen(entry) && entry.round !== o.round) continue;
    // A correction that was given up: the published figure stands, and nothing more is asked.
    if (entry.state === "withdrawn" && entry.published !== null) continue;
    const last =
      duty.basis === "dispatch"
        ? periodEnd(entry.period, span)
        : dueOn(indicator, entry.period, calendar);
    const { measure, period } = entry;
    asked.set(key, { duty, indicator, measure, period, dueOn: last, entry });
  }
  return [...asked.values()].toSorted(
    (a, b) => own.indexOf(a.duty) - own.indexOf(b.duty) || comparePeriods(a.period, b.period, span),
  );
}

/** Whether the unit still has something to do with it: nothing sent, or sent back. */
export function isWaiting({ entry }: Pick<Asked, "entry">): boolean {
  return entry === null || entry.state === "returned" || entry.state === "withdrawn";
}

/** Days past the due date of what the unit still has to send; 0 while not late. */
export function overdueDays(asked: Asked, today: PlainDate): number {
  return isWaiting(asked) ? Math.max(0, daysBetween(asked.dueOn, today)) : 0;
}

/** The field of a form for one figure asked for. */
export function presentField(asked: Asked, today: PlainDate, around: Around): FormField {
  const { duty, indicator, measure, period } = asked;
  const { names, book } = around;
  const key = { ...duty, measure, period };
  const history = before(period, book.points({ ...key, kind: periodKind(period) }));
  const last = history.at(-1);
  return {
    key: observationKey(key),
    indicator: duty.indicator,
    indicatorName: indicator.shortName,
    region: duty.region,
    regionName: regionName(names, duty.region),
    period,
    periodLabel: fullLabelOf(indicator, period),
    basis: duty.basis,
    basisName: BASIS_NAMES[duty.basis],
    measure,
    measureName: MEASURE_NAMES[measure],
    unit: factUnit(indicator, measure),
    decimals: decimalsOf(indicator, measure),
    statuses: [...statusesOf(indicator, duty.basis)],
    source: duty.basis === "dispatch" ? unitName(names, duty.unit) : indicator.leadUnit,
    dueOn: asked.dueOn,
    overdueDays: overdueDays(asked, today),
    last: last === undefined ? null : presentPoint(indicator, last),
    history: history.map((point) => ({ period: point.period, value: point.value })),
    kind: seriesKind(indicator.kind, measure, periodKind(period)),
    entry: asked.entry === null ? null : presentEntry(asked.entry, around),
  };
}

/**
 * The earliest period that any of the duty's facts is due for, so that an amount that came without
 * its growth rate still asks for it.
 */
function dueOf(
  duty: Duty,
  indicator: Indicator,
  o: {
    readonly entries: readonly ReportEntry[];
    readonly today: PlainDate;
    readonly calendar: RoundCalendar;
  } & Pick<Around, "book">,
): DueFigure | null {
  const due = seriesOf(duty, indicator).flatMap((series) => {
    const sent = o.entries.filter(
      (entry) =>
        isOf(duty, entry) &&
        entry.measure === series.measure &&
        (entry.state === "submitted" || entry.state === "published") &&
        periodKind(entry.period) === series.kind,
    );
    const periods = [...o.book.points(series), ...sent].map(({ period }) => period);
    const latest = periods.toSorted(inOrder).at(-1) ?? null;
    return dueFigure(indicator, duty.basis, latest, o.today, o.calendar) ?? [];
  });
  const span = storedRoundSpanOf(o.calendar);
  return due.toSorted((a, b) => comparePeriods(a.period, b.period, span))[0] ?? null;
}

function isOf(duty: Duty, entry: ReportEntry): boolean {
  return (
    duty.unit === entry.unit &&
    duty.indicator === entry.indicator &&
    duty.region === entry.region &&
    duty.basis === entry.basis
  );
}

function isOpen(entry: ReportEntry): boolean {
  return entry.state === "submitted" || entry.state === "returned";
}

function decimalsOf(indicator: Indicator, measure: Measure): number {
  if (measure === "level") return indicator.decimals;
  return measure === "rank" ? 0 : 1;
}

/** Statuses that may be reported on this basis, the usual one first. [O3] */
export function statusesOf(indicator: Indicator, basis: Basis): readonly Status[] {
  if (basis === "dispatch") return ["dispatch", "forecast"];
  // Quarterly and yearly accounts are verified before they are told at all.
  const verified = indicator.frequency === "quarter" || indicator.frequency === "year";
  return verified
    ? ["preliminary", "flash", "final", "forecast"]
    : ["flash", "preliminary", "final", "forecast"];
}
