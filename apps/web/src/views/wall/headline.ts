import type { Fact, Figure } from "@diaodu/contracts";
import { zhWall } from "../../strings/zh-CN-wall.ts";

/** What a tile prints large, and what stands beside it. */
export interface Headline {
  main: Fact;
  /** `同比` over a growth that is itself the headline; null over a level. */
  mainLabel: string | null;
  /** Growth, with its sign; null when there is none, or when it is the headline. */
  growth: string | null;
}

/** The level leads where there is one; an indicator that publishes growth only leads with it. */
export function headline(figure: Figure): Headline | null {
  const level = figure.facts.find((fact) => fact.measure === "level");
  const growth = figure.facts.find((fact) => fact.measure.startsWith("yoy"));
  const main = level ?? growth ?? figure.facts[0];
  if (main === undefined) return null;
  return {
    main,
    mainLabel:
      main.measure === "level" ? null : main.measure === "rank" ? zhWall.rank : zhWall.growth,
    growth:
      growth === undefined || growth === main
        ? null
        : `${zhWall.growth} ${signed(growth)}${growth.unit}`,
  };
}

/** The text of a fact; growth is always signed. */
export function factText(fact: Fact): string {
  return fact.measure.startsWith("yoy") ? signed(fact) : fact.text;
}

function signed(fact: Fact): string {
  return /^[\d]/.test(fact.text) && /[1-9]/.test(fact.text) ? `+${fact.text}` : fact.text;
}

/** The full name where a row has room for it, else the short one. */
export function wallName(tile: { name: string; shortName: string }): string {
  return tile.name.length <= 9 ? tile.name : tile.shortName;
}
