import type { Cell, Sheet } from "../table.ts";
import type { MatchedFact, Place, Series } from "./matched.ts";
import type { RowLabels } from "./row-labels.ts";
import type { Conversion } from "./units.ts";

/** Where a cell stands, and the beginning of what stands in it. */
export function placeOf(sheet: Sheet, cell: Cell): Place {
  return { sheet: sheet.name, cell: cell.cell, raw: cell.raw.slice(0, 200) };
}

/**
 * A cell's figure as a fact.
 *
 * @param moved the figure in its indicator's unit, from `stated`: the unit that the file says, if any
 * @param labels what the figure's row says of it
 */
export function factOf(
  place: Place,
  series: Series,
  { moved, stated }: { moved: Extract<Conversion, { ok: true }>; stated: string | null },
  labels: Pick<RowLabels, "status" | "asOf" | "source" | "reason" | "note">,
): MatchedFact {
  const { status, asOf, source, reason, note } = labels;
  return {
    ...place,
    ...series,
    kind: "fact",
    value: moved.value,
    converted: moved.converted ? `由${stated ?? ""}换算` : null,
    status,
    asOf,
    source,
    reason,
    note,
  };
}
