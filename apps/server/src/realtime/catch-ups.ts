import type { ResetReason, SubscribeAnswer } from "@diaodu/contracts";
import type { BoardStore } from "../board/board-store.ts";
import { SharedAnswer } from "./shared-answer.ts";

/** How old the clock in an answer may be, in milliseconds: pages that come together share one. */
const SHARED_MS = 50;

type CatchUp = Extract<SubscribeAnswer, { kind: "changes" }>;

/** What pages at one seq lack, made once for all that ask within a moment. */
export interface CatchUps {
  /** From `since` to the board's head, or to `position` where such an answer was just made. */
  since(
    since: number,
    position: number,
  ):
    | { readonly to: number; readonly answer: SharedAnswer<CatchUp> }
    | { readonly reset: ResetReason };
  /** To be called when the log no longer holds what answers were made of. */
  forget(): void;
}

export function createCatchUps(o: {
  readonly boards: Pick<BoardStore, "changes">;
  readonly build: string;
  readonly beatMs: number;
}): CatchUps {
  const made = new Map<number, SharedAnswer<CatchUp>>();
  return {
    since(since, position) {
      const known = made.get(since);
      if (known?.answer.to === position) return { to: position, answer: known };
      const found = o.boards.changes(since);
      if ("reset" in found) return found;
      const { build, beatMs } = o;
      const answer = new SharedAnswer<CatchUp>({ kind: "changes", build, beatMs, ...found });
      if (made.size === 0) setTimeout(() => made.clear(), SHARED_MS).unref();
      made.set(since, answer);
      return { to: found.to, answer };
    },
    forget: () => made.clear(),
  };
}
