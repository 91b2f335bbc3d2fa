import type { Item, NamedPerson } from "@diaodu/contracts";
import { itemOverdueDays, offeredSteps } from "@diaodu/domain";
import type { ActionItem, Actor, Person, PlainDate } from "@diaodu/domain";
import type { Attachment, StoredRecord } from "@diaodu/storage";
import { regionName, unitName } from "../reports/names.ts";
import type { Names } from "../reports/names.ts";
import { presentFiles } from "./item-files.ts";

export type StoredItem = StoredRecord<"item">;

/** What an item is printed with. */
export interface ItemAround {
  readonly names: Names;
  readonly files: ReadonlyMap<string, Attachment>;
  readonly today: PlainDate;
  /** Who reads: steps are offered to them. */
  readonly actor: Actor;
}

/** An item as whoever may read it sees it. */
export function presentItem(record: StoredItem, around: ItemAround): Item {
  const { body, state } = record;
  const { names, today } = around;
  return {
    id: record.id,
    version: record.version,
    state,
    title: body.title,
    problem: body.problem,
    source: body.source,
    indicator: body.indicator,
    indicatorName:
      body.indicator === null
        ? null
        : (names.indicators.get(body.indicator)?.shortName ?? body.indicator),
    region: body.region,
    regionName: regionName(names, body.region),
    round: body.round,
    unit: body.unit,
    unitName: unitName(names, body.unit),
    coUnits: body.coUnits.map((code) => ({ code, name: unitName(names, code) })),
    person: presentPerson(body.person),
    leader: body.leader === null ? null : presentPerson(body.leader),
    raisedBy: presentPerson(body.raisedBy),
    raisedOn: body.raisedOn,
    dueOn: body.dueOn,
    firstDueOn: body.firstDueOn,
    overdueDays: itemOverdueDays({ state, dueOn: body.dueOn }, today),
    remedies: body.remedies.map((remedy) => presentRemedy(remedy, record, around)),
    extension:
      body.extension === null ? null : { ...body.extension, by: presentPerson(body.extension.by) },
    closure:
      body.closure === null
        ? null
        : {
            words: body.closure.words,
            files: presentFiles(body.closure.evidence, around.files),
            by: presentPerson(body.closure.by),
            at: body.closure.at,
          },
    closed: body.closed === null ? null : { ...body.closed, by: presentPerson(body.closed.by) },
    reopened: body.reopened,
    liaison: body.liaison,
    simulated: body.simulated,
    changedAt: record.at,
    steps: offeredSteps(around.actor, body, state, today),
  };
}

export function presentPerson({ accountId, name }: Person): NamedPerson {
  return { accountId, name };
}

/** A measure is late while the item stands on the list and the measure is not done. */
function presentRemedy(
  remedy: ActionItem["remedies"][number],
  { state }: StoredItem,
  { names, today }: ItemAround,
): Item["remedies"][number] {
  const { id, words, unit, person, dueOn, doneOn } = remedy;
  const overdueDays = doneOn === null ? itemOverdueDays({ state, dueOn }, today) : 0;
  return { id, words, unit, unitName: unitName(names, unit), person, dueOn, doneOn, overdueDays };
}
