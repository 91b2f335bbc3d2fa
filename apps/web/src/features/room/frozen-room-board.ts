import { queryOptions } from "@tanstack/react-query";
import { frozenBoard } from "../../realtime/board-query.ts";

const TRIES = 8;

/**
 * The board that a meeting stands on. Another server may have told of the freeze before the one that
 * is asked has read that far: an unknown version is asked for again.
 */
export const roomBoard = (seq: number) =>
  queryOptions({ ...frozenBoard(seq), retry: TRIES, retryDelay: 400 });
