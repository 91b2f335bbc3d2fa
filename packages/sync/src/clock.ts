/** Time as the machine sees it: milliseconds, passed in so that a test can turn it by hand. */
export interface Clock<Handle = unknown> {
  /** Milliseconds since the epoch; the wall clock, because a monotonic one may stop in sleep. */
  now(): number;
  setTimeout(run: () => void, ms: number): Handle;
  clearTimeout(handle: Handle): void;
}

/** The browser's own. */
export const systemClock: Clock<ReturnType<typeof setTimeout>> = {
  now: () => Date.now(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (handle) => clearTimeout(handle),
};

/** A timer that is set anew rather than set twice. */
export interface Alarm {
  set(ms: number): void;
  clear(): void;
}

export function createAlarm<Handle>(clock: Clock<Handle>, ring: () => void): Alarm {
  let handle: Handle | undefined;
  const clear = () => {
    if (handle !== undefined) clock.clearTimeout(handle);
    handle = undefined;
  };
  return {
    clear,
    set(ms) {
      clear();
      handle = clock.setTimeout(() => {
        handle = undefined;
        ring();
      }, ms);
    },
  };
}
