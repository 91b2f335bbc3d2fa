import type { Board } from "@diaodu/contracts";
import { cutPages, fitOverview } from "./fit.ts";
import type { Scene } from "./rotation.ts";

const OVERVIEW_DWELL = 40_000;
const INDICATOR_DWELL = 16_000;
const AIR_DWELL = 20_000;
const RANKING_DWELL = 24_000;
const CYCLE_DWELL = 30_000;
/** Two lists of 31 provinces stand side by side. */
const RANKINGS_A_PAGE = 2;

type Shape = Pick<Board, "layout"> & {
  rankings: readonly { key: string }[];
  dispatch: object | null;
};

/**
 * The scenes of a board in their order: the overview, each family, the rankings, and once
 * there are rounds what they found. A family's
 * second indicator is a scene of its own; air shares one, because its days explain its figures.
 */
export function planScenes(board: Shape): Scene[] {
  const keys = board.layout.flatMap((group) => group.tiles);
  const overview = cutPages(keys, fitOverview(keys.length).pages).map((page, index) =>
    scene("overview", index, "overview", page, OVERVIEW_DWELL),
  );
  const families = board.layout.flatMap((group) => {
    if (group.tiles.length === 0) return [];
    return group.family === "air"
      ? [scene("air", 0, "air", group.tiles, AIR_DWELL)]
      : group.tiles.map((key, index) =>
          scene(group.family, index, "indicator", [key], INDICATOR_DWELL),
        );
  });
  const rankings = cutPages(
    board.rankings.map((ranking) => ranking.key),
    Array.from<number>({ length: Math.ceil(board.rankings.length / RANKINGS_A_PAGE) }).fill(
      RANKINGS_A_PAGE,
    ),
  ).map((page, index) => scene("ranking", index, "ranking", page, RANKING_DWELL));
  const cycle = board.dispatch === null ? [] : [scene("cycle", 0, "cycle", [], CYCLE_DWELL)];
  return [...overview, ...families, ...rankings, ...cycle];
}

function scene(
  name: string,
  index: number,
  kind: Scene["kind"],
  keys: readonly string[],
  dwell: number,
): Scene {
  return { id: index === 0 ? name : `${name}-${index + 1}`, kind, keys, dwell };
}

/** What the scenes depend on, as text: equal text, equal scenes. */
export function sceneSignature(board: Shape): string {
  return JSON.stringify([
    board.layout.map((group) => [group.family, group.tiles]),
    board.rankings.map((ranking) => ranking.key),
    board.dispatch !== null,
  ]);
}
