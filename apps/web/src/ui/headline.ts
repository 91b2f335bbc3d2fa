import type { Fact, Figure, Measure, Tile } from "@diaodu/contracts";

/** What is printed large for a figure, and the growth beside it. */
export interface Headline {
  main: Fact;
  /** Growth as the source published it; null when it is the main fact itself or was not published. */
  growth: Fact | null;
}

const GROWTHS: readonly Measure[] = ["yoy_real", "yoy_comparable", "yoy_nominal"];

/** The level leads where there is one; industry, which publishes growth only, leads with growth. */
export function headlineOf(figure: Figure | null): Headline | null {
  if (figure === null) return null;
  const growth =
    GROWTHS.map((measure) => figure.facts.find((fact) => fact.measure === measure)).find(
      (fact) => fact !== undefined,
    ) ?? null;
  const level = figure.facts.find((fact) => fact.measure === "level");
  if (level !== undefined) return { main: level, growth };
  if (growth !== null) return { main: growth, growth: null };
  const [first] = figure.facts;
  return first === undefined ? null : { main: first, growth: null };
}

/** The figure on show: the published or monitored one; until there is any, the running 调度数. */
export function shownFigure(tile: Pick<Tile, "figure" | "dispatch">): Figure | null {
  return tile.figure ?? tile.dispatch;
}

/** Whether anything that a view prints of this figure was invented for a demonstration. */
export function isSimulated(figure: Figure | null): boolean {
  return figure !== null && figure.facts.some((fact) => fact.simulated);
}

/** The latest release among the facts of a figure. */
export function releasedOn(figure: Figure): string {
  return figure.facts.reduce((latest, fact) => (fact.asOf > latest ? fact.asOf : latest), "");
}

/** Who published, without the place where it was found: `国家统计局` of `国家统计局 · 某网页`. */
export function publisherOf(source: string): string {
  return source.split(" · ")[0] ?? source;
}
