import { addDays } from "@diaodu/domain";
import type { PlainDate } from "@diaodu/domain";
import { compareEvents } from "../business-order.ts";
import { loadFigures } from "../figures.ts";
import { roundFigures } from "../round-figures.ts";
import { actOn, OFFICE } from "./act.ts";
import type { Act } from "./act.ts";
import { itemActs } from "./items.ts";
import { liaisonActs } from "./liaisons.ts";
import { meetingActs } from "./meetings.ts";
import { reportingActs } from "./reporting.ts";

const FIRST: PlainDate = "2020-01-02";
const LAST: PlainDate = "2021-01-31";

/**
 * Everything that the invented people do in the thirteen months, in business order: the same for the
 * same seed, on every machine. What they do about slips hangs on the slips, which time issues: see
 * `slipErrands`.
 */
export function cycleScript(seed = 2020): Act[] {
  const official = loadFigures().map(({ note: _note, ...figure }) => figure);
  const series = roundFigures({ figures: official, seed });
  return [
    ...reportingActs(series, seed),
    ...itemActs(seed),
    ...meetingActs(seed),
    ...liaisonActs(),
    ...tendingActs(),
  ].toSorted(compareEvents);
}

/** Once a day, after the slips of the morning have been issued. */
function tendingActs(): Act[] {
  const acts: Act[] = [];
  for (let day = FIRST; day <= LAST; day = addDays(day, 1)) {
    acts.push(actOn(day, "10:07", OFFICE, { kind: "tend" }, `tend-${day}`));
  }
  return acts;
}
