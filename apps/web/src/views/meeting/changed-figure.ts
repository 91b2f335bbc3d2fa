import type { Figure, Tile } from "@diaodu/contracts";

/** Which of a tile's two figures a change is about: the published one, or the running 调度数. */
export type ChangedPart = "figure" | "dispatch";

const essence = (figure: Figure | null) =>
  figure === null
    ? ""
    : JSON.stringify([
        figure.period,
        figure.facts.map((fact) => [fact.measure, fact.value, fact.status, fact.revision]),
      ]);

/** The published figure when it changed; else the 调度数 when that did; a light alone is the figure's. */
export function changedPart(before: Tile | null, after: Tile | null): ChangedPart {
  const changed = (part: ChangedPart) =>
    essence(before?.[part] ?? null) !== essence(after?.[part] ?? null);
  return !changed("figure") && changed("dispatch") ? "dispatch" : "figure";
}
