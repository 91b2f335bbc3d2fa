import type { Item, Me } from "@diaodu/contracts";

/** For which of their units somebody uploads what belongs to an item: one that the item names, where they can. */
export function uploadUnit(
  me: Pick<Me, "account">,
  item: Pick<Item, "unit" | "coUnits" | "remedies">,
): string {
  const units = me.account?.scope.units ?? [];
  if (units === "all") return item.unit;
  const named = [
    item.unit,
    ...item.coUnits.map(({ code }) => code),
    ...item.remedies.map(({ unit }) => unit),
  ];
  return named.find((unit) => units.includes(unit)) ?? units[0] ?? item.unit;
}
