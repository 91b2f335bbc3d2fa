import type { Changes } from "@diaodu/contracts";
import type { Logger } from "pino";
import type { BoardStore } from "../board/board-store.ts";

/** Moves the board to the head of the log and tells every listener, one step after the other. */
export interface Publisher {
  /** The last position that listeners were told; a broadcast after it starts `from` here. */
  position(): { readonly seq: number; readonly at: string };
  /**
   * Folds and publishes whatever the log holds. Resolves when that is done; never rejects: what
   * failed is logged, tried again by the next call, and shown by `current`.
   */
  publish(): Promise<void>;
  /**
   * Whether the head of the log was seen a moment ago. While it is not (the board cannot be brought
   * there, or nobody answers) nothing may be told that a page would take for a confirmation.
   */
  current(): boolean;
  /** Called with each step in order, synchronously after `position` moved. */
  subscribe(listener: (changes: Changes) => void): () => void;
  /**
   * Called when the log no longer holds what was published: whoever was told of it is to come back
   * and begin anew. Synchronously after `position` moved.
   */
  onReset(listener: () => void): () => void;
}

/** A look at the log is old after two beats, and not before these milliseconds. */
const LOOK_LASTS_MS = 3000;

/**
 * Calls while a step runs are merged into one further step.
 *
 * @param beatMs at least how often `publish` is called
 */
export function createPublisher(boards: BoardStore, log: Logger, beatMs: number): Publisher {
  const lookLastsMs = Math.max(2 * beatMs, LOOK_LASTS_MS);
  const listeners = new Set<(changes: Changes) => void>();
  const resetListeners = new Set<() => void>();
  const headPosition = () => {
    const { seq, at } = boards.head();
    return { seq, at };
  };
  let position = headPosition();
  let failing = false;
  /** When the last look that came to the head of the log began. */
  let lookedAt = performance.now();
  let running: Promise<void> | null = null;
  let waiting: Promise<void> | null = null;

  async function drain(): Promise<void> {
    try {
      for (;;) {
        const began = performance.now();
        const changes = await boards.advance();
        failing = false;
        lookedAt = began;
        if (changes === null) return;
        if ("reset" in changes) {
          log.warn("the log was rewritten: rows that were published are gone; all pages are reset");
          position = headPosition();
          for (const listener of resetListeners) listener();
          continue;
        }
        position = { seq: changes.to, at: changes.at };
        for (const listener of listeners) listener(changes);
      }
    } catch (error) {
      failing = true;
      log.error({ err: error }, "the board could not be brought to the head of the log");
    }
  }

  function start(): Promise<void> {
    running = drain().finally(() => {
      running = null;
    });
    return running;
  }

  return {
    position: () => position,
    current: () => !failing && performance.now() - lookedAt <= lookLastsMs,
    publish() {
      if (running === null) return start();
      // The running step may have read the log before the caller's commit: one more follows it.
      waiting ??= running.then(() => {
        waiting = null;
        return start();
      });
      return waiting;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onReset(listener) {
      resetListeners.add(listener);
      return () => resetListeners.delete(listener);
    },
  };
}
