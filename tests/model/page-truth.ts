import assert from "node:assert/strict";
import type { Board } from "@diaodu/contracts";
import type { SyncStatus } from "@diaodu/sync";
import type { Network } from "./network.ts";

/** Longest time in ms that a message takes in a network that does not hang. */
export const SLOWEST = 3_000;

/** What a page may show and say, whatever its network does; it throws an assertion error. */
export class PageTruth {
  /** How many boards were shown. */
  boards = 0;
  /** When the server was last put back to an earlier state. */
  restoredAt = 0;
  readonly #network: Network;
  readonly #newest = new Map<string, number>();

  constructor(network: Network) {
    this.#network = network;
  }

  /** Every board that is shown is one that the server once had, and none follows a newer one. */
  show(board: Board): void {
    this.boards++;
    const log = this.#network.logOf(board.database) ?? assert.fail("a board of no database");
    const newest = this.#newest.get(board.database) ?? 0;
    assert.ok(board.seq >= newest, `seq went back from ${newest} to ${board.seq}`);
    this.#newest.set(board.database, board.seq);
    assert.equal(outline(board), outline(log.boardAt(board.seq)), "[S2] not a board of the log");
  }

  /** [S30] Live means: the server had no more than this two beats, and one journey, ago. */
  check(status: SyncStatus, now: number): void {
    const network = this.#network;
    if (status.phase !== "live" || status.stale) return;
    const allowed = 2 * network.beatMs;
    assert.ok(now - (status.lastConfirmedAt ?? 0) <= allowed, "[S30] live without a confirmation");
    // A hang of less than two beats cannot be told from a slow message.
    const horizon = now - allowed - (allowed + SLOWEST + 200);
    if (horizon <= this.restoredAt) return;
    const known = network.log.headAt(horizon);
    assert.ok((status.seq ?? 0) >= known, `[S30] live at ${status.seq}, server at ${known}`);
  }
}

/** All that can differ between two boards of one log, but cheap to compare. */
function outline(board: Board): string {
  return [
    board.seq,
    board.title,
    ...board.tiles.map((tile) => `${tile.key} ${tile.seq}`),
    ...board.rankings.map((ranking) => `${ranking.key} ${ranking.seq}`),
    ...board.feed.map((entry) => entry.seq),
  ].join();
}
