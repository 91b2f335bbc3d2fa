import type { Liaison } from "@diaodu/contracts";
import { LIAISON_EVENTS, LIAISON_TRANSITIONS, mayStepLiaison } from "@diaodu/domain";
import type { Actor } from "@diaodu/domain";
import type { StoredRecord } from "@diaodu/storage";
import { presentPerson } from "../items/presenter.ts";
import { regionName, unitName } from "../reports/names.ts";
import type { Names } from "../reports/names.ts";

export type StoredLiaison = StoredRecord<"liaison">;

/** A liaison as whoever may read it sees it. */
export function presentLiaison(
  record: StoredLiaison,
  around: {
    readonly names: Names;
    readonly actor: Actor;
    /** Open items by liaison, of those that the reader may see. */
    readonly items: ReadonlyMap<string, number>;
  },
): Liaison {
  const { id, version, state, body, at } = record;
  const { names, actor } = around;
  const { subject, name, unit, region, indicator, plan, simulated } = body;
  return {
    id,
    version,
    state: state === "ended" ? "ended" : "active",
    leader: presentPerson(body.leader),
    subject,
    name,
    unit,
    unitName: unitName(names, unit),
    region,
    regionName: regionName(names, region),
    indicator,
    indicatorName:
      indicator === null ? null : (names.indicators.get(indicator)?.shortName ?? indicator),
    plan,
    notes: body.notes.map((note) => ({ ...note, by: presentPerson(note.by) })),
    items: around.items.get(id) ?? 0,
    simulated,
    changedAt: at,
    steps: LIAISON_EVENTS.filter(
      (event) => "to" in LIAISON_TRANSITIONS[state][event] && mayStepLiaison(actor, event, body),
    ),
  };
}
