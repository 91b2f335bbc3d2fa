import type { Board } from "@diaodu/contracts";

// Picked by more than one part of the wall.

/** The business date. */
export const dateOf = (board: Pick<Board, "clock">) => board.clock.date;
export const seqOf = (board: Pick<Board, "seq">) => board.seq;
export const layoutOf = (board: Pick<Board, "layout">) => board.layout;
export const rankingsOf = (board: Pick<Board, "rankings">) => board.rankings;
