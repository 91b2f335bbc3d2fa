import type { Board } from "@diaodu/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { navigate, useLocationProperty } from "wouter/use-browser-location";
import { frozenBoard } from "../../realtime/board-query.ts";

/** The seq of `?at=`; null for the live board or for anything that is no seq. */
export function seqInSearch(search: string): number | null {
  const at = new URLSearchParams(search).get("at");
  return at !== null && /^\d{1,15}$/.test(at) ? Number(at) : null;
}

const searchHere = () => window.location.search;
const searchOnServer = () => "";

/** Which version the meeting looks at, kept in the address so that it can be shared and reopened. */
export function useFrozenAt() {
  // The server draws a page without its query; the first drawing here must be the same.
  const at = seqInSearch(useLocationProperty(searchHere, searchOnServer));
  const client = useQueryClient();
  const freeze = useCallback(
    (board: Board) => {
      client.setQueryData(frozenBoard(board.seq).queryKey, board);
      navigate(`/meeting?at=${board.seq}`);
    },
    [client],
  );
  const unfreeze = useCallback(() => navigate("/meeting"), []);
  return { at, freeze, unfreeze };
}
