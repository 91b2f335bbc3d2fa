import type { Board, Tile } from "@diaodu/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import { type BoardStore, boardStore } from "./board-store.ts";
import { useLinkStore } from "./BoardProvider.tsx";
import { BEFORE_START, type LinkStatus } from "./link.ts";

/**
 * The whole live board; draws again on every change. Below a BoardGate only.
 *
 * @throws Error while there is no board
 */
export function useBoard(): Board {
  return useBoardPart(wholeBoard);
}

const wholeBoard = (board: Board) => board;

/** The live board outside drawing: for effects that follow it without drawing again. */
export function useBoardStore(): BoardStore {
  return boardStore(useQueryClient());
}

/**
 * One part of the live board; draws again only when that part is another object or value.
 *
 * @param select picks a part, or works one out `oncePerBoard`: the same board, the same part
 */
export function useBoardPart<Part>(select: (board: Board) => Part): Part {
  const store = useBoardStore();
  const read = () => {
    const board = store.get();
    if (board === undefined) throw new Error("useBoardPart needs a BoardGate above it");
    return select(board);
  };
  return useSyncExternalStore(store.subscribe, read, read);
}

/** One tile by its key; undefined when the board has none. Draws again only when it is touched. */
export function useTile(key: string): Tile | undefined {
  const select = useCallback(
    (board: Board) => board.tiles.find((tile) => tile.key === key) ?? null,
    [key],
  );
  return useBoardPart(select) ?? undefined;
}

/** How the page stands with its server. */
export function useLink(): LinkStatus {
  const link = useLinkStore();
  return useSyncExternalStore(link.subscribe, link.get, () => BEFORE_START);
}
