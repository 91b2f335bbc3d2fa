import type { Item, ItemPeople, NewItem } from "@diaodu/contracts";
import { personTyped } from "../person-typed.ts";

/** What an item says, as a form holds it: people by what was typed. */
export interface TypedContents {
  readonly title: string;
  readonly problem: string;
  readonly unit: string;
  readonly coUnits: string[];
  readonly person: string;
  readonly leader: string;
  readonly dueOn: string;
  readonly liaison: string | null;
  readonly remedies: readonly TypedRemedy[];
}

interface TypedRemedy {
  readonly id?: string;
  readonly words: string;
  readonly unit: string;
  readonly person: string;
  readonly dueOn: string;
  readonly doneOn?: string | null;
}

/** A form of this item. */
export function contentsOf(item: Item): TypedContents {
  return {
    title: item.title,
    problem: item.problem,
    unit: item.unit,
    coUnits: item.coUnits.map(({ code }) => code),
    person: item.person.name,
    leader: item.leader?.name ?? "",
    dueOn: item.dueOn,
    liaison: item.liaison,
    remedies: item.remedies.map(({ id, words, unit, person, dueOn, doneOn }) => ({
      id,
      words,
      unit,
      person,
      dueOn,
      doneOn,
    })),
  };
}

/** The form as the server takes it. */
export function sentContents(
  typed: TypedContents,
  people: ItemPeople["people"],
): Required<
  Pick<
    NewItem,
    | "title"
    | "problem"
    | "unit"
    | "coUnits"
    | "person"
    | "leader"
    | "dueOn"
    | "liaison"
    | "remedies"
  >
> {
  const leader = typed.leader?.trim() ?? "";
  return {
    title: typed.title,
    problem: typed.problem,
    unit: typed.unit,
    coUnits: typed.coUnits ?? [],
    person: personTyped(typed.person, people),
    leader: leader === "" ? null : personTyped(leader, people),
    dueOn: typed.dueOn,
    liaison: typed.liaison ?? null,
    remedies: (typed.remedies ?? []).map((remedy) => ({
      id: remedy.id ?? null,
      words: remedy.words,
      unit: remedy.unit,
      person: remedy.person,
      dueOn: remedy.dueOn,
      doneOn: remedy.doneOn ?? null,
    })),
  };
}

/** Only what the form changed, so that nothing else is said to be. */
export function changedContents(
  item: Item,
  typed: TypedContents,
  people: ItemPeople["people"],
): Partial<ReturnType<typeof sentContents>> {
  const before = sentContents(contentsOf(item), people);
  const after = sentContents(typed, people);
  const changed = Object.entries(after).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key as keyof typeof before]),
  );
  return Object.fromEntries(changed);
}
