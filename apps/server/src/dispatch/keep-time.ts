/**
 * Asks steadily whether time has brought anything to do. A look that fails is followed by the next:
 * what it did not do is still due then.
 */
export function keepTime(o: {
  readonly keep: () => Promise<void>;
  readonly everyMs: number;
  readonly onError: (error: unknown) => void;
}): () => void {
  let running = false;
  const timer = setInterval(() => {
    if (running) return;
    running = true;
    o.keep()
      .catch(o.onError)
      .finally(() => {
        running = false;
      });
  }, o.everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
