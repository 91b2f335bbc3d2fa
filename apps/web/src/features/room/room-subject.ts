import type { Board, MeetingItem, MeetingSnapshot, Tile } from "@diaodu/contracts";

type Point = MeetingSnapshot["agenda"][number];

/** What the screen shows of a point of the agenda. */
export type Shown =
  | { readonly kind: "tile"; readonly tile: Tile; readonly point: Point | null }
  | { readonly kind: "item"; readonly item: MeetingItem; readonly point: Point }
  | { readonly kind: "decisions"; readonly point: Point }
  /** Words, or something that is not there any more. */
  | { readonly kind: "words"; readonly point: Point }
  /** The board as a whole. */
  | { readonly kind: "whole" };

/** @param at id of a point; of none, or of one that was dropped, the board as a whole */
export function shownAt(
  meeting: Pick<MeetingSnapshot, "agenda" | "items">,
  at: string | null,
  board: Pick<Board, "tiles"> | null,
): Shown {
  const point = meeting.agenda.find(({ id }) => id === at);
  if (point === undefined) return { kind: "whole" };
  const tile = tileOf(point, board);
  if (tile !== undefined) return { kind: "tile", tile, point };
  const { subject } = point;
  if (subject.kind === "item") {
    const item = meeting.items.find(({ id }) => id === subject.item);
    if (item !== undefined) return { kind: "item", item, point };
  }
  return subject.kind === "decisions" ? { kind: "decisions", point } : { kind: "words", point };
}

/** The tile that a point speaks of, where the board has it. */
export function tileOf(
  { subject }: Pick<Point, "subject">,
  board: Pick<Board, "tiles"> | null,
): Tile | undefined {
  if (subject.kind !== "tile") return undefined;
  const { indicator, region } = subject;
  return board?.tiles.find((tile) => tile.indicator === indicator && tile.region.code === region);
}

/** What the host points at on a tile's path, in words: `1—5月  76 123 亿元 −13.6%`. */
export function spotOf(tile: Tile, spotlight: string | null) {
  return tile.series.points.find(({ label }) => label === spotlight) ?? null;
}
