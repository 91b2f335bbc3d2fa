import type { Scope } from "@diaodu/contracts";
import { admin } from "../../../strings/zh-CN-admin.ts";

export interface Named {
  readonly code: string;
  readonly name: string;
}

const words = admin.scope;

/** `财政局、统计局`; codes that the catalogue does not hold stand as they are. */
export function namesOf(codes: readonly string[], known: readonly Named[]): string[] {
  const names = new Map(known.map(({ code, name }) => [code, name]));
  return codes.map((code) => names.get(code) ?? code);
}

/** Units and regions within which somebody works, each in a few words. */
export function scopeWords(
  scope: Scope,
  known: { readonly units: readonly Named[]; readonly regions: readonly Named[] },
): { units: string; regions: string } {
  const within = (codes: Scope["units"], names: readonly Named[], all: string, none: string) => {
    if (codes === "all") return all;
    return codes.length === 0 ? none : words.some(namesOf(codes, names));
  };
  return {
    units: within(scope.units, known.units, words.allUnits, words.noUnits),
    regions: within(scope.regions, known.regions, words.allRegions, words.noRegions),
  };
}
