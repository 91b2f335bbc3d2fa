import type { Instant } from "@diaodu/domain";

/** Business order: by instant, then by id, so that the order is total. */
export function compareEvents(
  left: { readonly at: Instant; readonly id: string },
  right: { readonly at: Instant; readonly id: string },
): number {
  if (left.at !== right.at) return left.at < right.at ? -1 : 1;
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}
