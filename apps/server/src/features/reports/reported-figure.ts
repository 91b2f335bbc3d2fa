import type { ReportItem } from "@diaodu/contracts";
import type { Observation } from "@diaodu/domain";
import type { NewReport } from "@diaodu/storage";

/** A figure that somebody reports, before it is known for whom, how it came in, and whether it is real. */
export type ReportedFigure = Omit<Observation, "simulated">;

/** A reported figure as an observation, for the rules that every figure obeys. */
export function observationOf(figure: ReportedFigure, simulated: boolean): Observation {
  const { indicator, region, period, basis, measure, value, status, asOf, source, reason } = figure;
  return {
    indicator,
    region,
    period,
    basis,
    measure,
    value,
    status,
    asOf,
    source,
    reason,
    simulated,
  };
}

/**
 * What the storage is given for a reported figure, however it came in.
 *
 * @param figure more may stand on it, as the cell of a file does; none of that is kept
 */
export function newReport(
  figure: ReportedFigure &
    Pick<ReportItem, "note" | "unchanged" | "attachment"> &
    Pick<NewReport, "basedOn">,
  o: Pick<NewReport, "unit" | "origin" | "simulated">,
): NewReport {
  const { note, unchanged, attachment, basedOn } = figure;
  const { unit, origin, simulated } = o;
  return {
    ...observationOf(figure, simulated),
    unit,
    note,
    unchanged,
    attachment,
    origin,
    basedOn,
  };
}
