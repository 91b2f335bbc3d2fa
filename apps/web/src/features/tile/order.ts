import type { Board, Light, Tile } from "@diaodu/contracts";
import { daysBetween } from "../../ui/city-date.ts";
import { zh } from "../../strings/zh-CN.ts";

/** Days by which the promised figure is late on `today`; 0 while it is not. */
export function daysOverdue(tile: Tile, today: string): number {
  const { dueOn } = tile.freshness;
  return dueOn === null ? 0 : Math.max(0, daysBetween(dueOn, today));
}

const RANK: Record<Light, number> = { behind: 0, slow: 1, on: 3, none: 4 };
const OVERDUE_RANK = 2;

function rank(tile: Tile, today: string): number {
  const own = RANK[tile.light.light];
  return daysOverdue(tile, today) > 0 ? Math.min(own, OVERDUE_RANK) : own;
}

/** Signed gap in points for ordering inside one light; without one, neither good nor bad. */
function gap(tile: Tile): number {
  return tile.progress === null ? 0 : Number(tile.progress.gap);
}

/**
 * The board's tiles, worst first: red, yellow, overdue, green, without target. Inside one group
 * the larger gap first, then the order of the board.
 */
export function worstFirst(board: Pick<Board, "tiles" | "layout">, today: string): Tile[] {
  const place = new Map(
    board.layout.flatMap((group) => group.tiles).map((key, index) => [key, index]),
  );
  const order = (tile: Tile) => place.get(tile.key) ?? place.size;
  return [...board.tiles].sort(
    (a, b) => rank(a, today) - rank(b, today) || gap(a) - gap(b) || order(a) - order(b),
  );
}

/** One part of the sentence: `2` and ` 项落后`. */
export interface SentencePart {
  tone: Light | "overdue";
  count: number;
  words: string;
}

/**
 * The board in one sentence: 2 项落后，1 项偏慢，4 项不低于序时. Parts that count nothing are left out;
 * indicators without a target are named only when there is nothing else to say.
 */
export function sentenceOf(tiles: readonly Tile[], today: string): SentencePart[] {
  const count = (tone: Light) => tiles.filter((tile) => tile.light.light === tone).length;
  const overdue = tiles.filter((tile) => daysOverdue(tile, today) > 0).length;
  const parts: SentencePart[] = [
    { tone: "behind", count: count("behind"), words: zh.sentence.part.behind },
    { tone: "slow", count: count("slow"), words: zh.sentence.part.slow },
    { tone: "on", count: count("on"), words: zh.sentence.part.on },
    { tone: "overdue", count: overdue, words: zh.sentence.part.overdue },
  ];
  const said = parts.filter((part) => part.count > 0);
  if (said.length > 0) return said;
  return [{ tone: "none", count: count("none"), words: zh.sentence.part.none }];
}
