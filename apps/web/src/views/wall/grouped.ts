import { numberText } from "@diaodu/charts";

/** A count in groups of three: `4 812`. */
export function grouped(count: number): string {
  return numberText(count, 0);
}
