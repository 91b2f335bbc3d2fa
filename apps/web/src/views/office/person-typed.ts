import type { ItemPeople, NamedPerson } from "@diaodu/contracts";

/** Somebody by account where exactly one person is called so, else by the name alone. */
export function personTyped(typed: string, people: ItemPeople["people"]): NamedPerson {
  const name = typed.trim();
  const [only, ...others] = people.filter((one) => one.name === name);
  return { accountId: only !== undefined && others.length === 0 ? only.accountId : null, name };
}
