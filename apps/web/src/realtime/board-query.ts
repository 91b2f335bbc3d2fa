import type { Board } from "@diaodu/contracts";
import { QueryClient, queryOptions } from "@tanstack/react-query";

/** The server answered, but not with a board. */
export class BoardUnavailable extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`board: HTTP ${status}`);
    this.name = "BoardUnavailable";
    this.status = status;
  }
}

/**
 * Reads the board over HTTP: the head, or the board as it was at `at`.
 *
 * @throws BoardUnavailable when the server answers with a problem; 404 is an unknown version
 */
export async function fetchBoard(at: number | null, signal?: AbortSignal): Promise<Board> {
  const response = await fetch(at === null ? "/api/v1/board" : `/api/v1/board?at=${at}`, {
    headers: { accept: "application/json" },
    ...(signal === undefined ? {} : { signal }),
  });
  if (!response.ok) throw new BoardUnavailable(response.status);
  return (await response.json()) as Board;
}

/** The live board. The socket keeps it fresh, so the query itself never refetches. */
export const liveBoard = queryOptions({
  queryKey: ["board"],
  queryFn: ({ signal }) => fetchBoard(null, signal),
  staleTime: Infinity,
  gcTime: Infinity,
  // Puts replace only what they touch, so references already say what changed.
  structuralSharing: false,
  // A board that cannot be read now will be: try for as long as the page is open.
  retry: true,
});

/** The board frozen at `at`: it can never change. */
export const frozenBoard = (at: number) =>
  queryOptions({
    queryKey: ["board", at],
    queryFn: ({ signal }) => fetchBoard(at, signal),
    staleTime: Infinity,
    structuralSharing: false,
    retry: (count, error) =>
      count < 3 && !(error instanceof BoardUnavailable && error.status < 500),
  });

/** A cache that holds `board` from the start, so that the first drawing needs no request. */
export function createBoardClient(board: Board | null): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: { refetchOnWindowFocus: false, refetchOnReconnect: false, networkMode: "always" },
    },
  });
  if (board !== null) client.setQueryData(liveBoard.queryKey, board);
  return client;
}
