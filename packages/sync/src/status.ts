import type { State } from "./state.ts";

/** What a page may say about its own link. */
export interface SyncStatus {
  phase: State;
  /** A socket is open; says nothing about what comes through it. */
  connected: boolean;
  /** Real time in ms at which the server last confirmed our seq (ack, beat or push); null is never. */
  lastConfirmedAt: number | null;
  /** Of the board that is shown; null before the first one. */
  seq: number | null;
  /** What is shown may be out of date. */
  stale: boolean;
  /** Why: the socket closed, or hangs. */
  reason: "closed" | "hung" | null;
  /** Build that the server last spoke of; null before it spoke. */
  build: string | null;
}

export function sameStatus(a: SyncStatus, b: SyncStatus): boolean {
  return (Object.keys(a) as (keyof SyncStatus)[]).every((key) => a[key] === b[key]);
}
