import type { Board } from "@diaodu/contracts";
import type { QueryClient } from "@tanstack/react-query";
import { liveBoard } from "./board-query.ts";

/** The live board of a cache, for everything that shows a part of it. */
export interface BoardStore {
  /** Undefined while there is none. */
  get(): Board | undefined;
  /** Calls `listener` after the board became another object. */
  subscribe(listener: () => void): () => void;
}

const stores = new WeakMap<QueryClient, BoardStore>();

/**
 * The store of `client`, made once. It stands between the cache and the many parts of a page
 * because an observer of the cache costs each of them far more than looking at its part does.
 */
export function boardStore(client: QueryClient): BoardStore {
  const known = stores.get(client);
  if (known !== undefined) return known;
  const listeners = new Set<() => void>();
  let board = client.getQueryData(liveBoard.queryKey);
  const cache = client.getQueryCache();
  const read = () => {
    const next = client.getQueryData(liveBoard.queryKey);
    if (next === board) return;
    board = next;
    for (const listener of listeners) listener();
  };
  let release: (() => void) | null = null;
  const store: BoardStore = {
    get() {
      if (release === null) board = client.getQueryData(liveBoard.queryKey);
      return board;
    },
    subscribe(listener) {
      // The cache is listened to only while somebody is: it must not outlive its page.
      release ??= cache.subscribe((event) => {
        if (event.type === "updated") read();
      });
      read();
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        release?.();
        release = null;
      };
    },
  };
  stores.set(client, store);
  return store;
}

/** `compute`, at most once for each board: for parts that are worked out, not picked. */
export function oncePerBoard<Part>(compute: (board: Board) => Part): (board: Board) => Part {
  let last: { board: Board; part: Part } | null = null;
  return (board) => {
    if (last?.board !== board) last = { board, part: compute(board) };
    return last.part;
  };
}

/**
 * `compute`, again only where `signature` says that its part differs: until then the very same part,
 * so that whoever shows it is not drawn again.
 *
 * @param signature what the part depends on, as text
 */
export function oncePerSignature<Part>(
  signature: (board: Board) => string,
  compute: (board: Board) => Part,
): (board: Board) => Part {
  const signatureOf = oncePerBoard(signature);
  let last: { signature: string; part: Part } | null = null;
  return (board) => {
    const now = signatureOf(board);
    if (last?.signature !== now) last = { signature: now, part: compute(board) };
    return last.part;
  };
}
