import type { Logger } from "pino";

/** A stop that takes longer than this is ended by force. */
export const STOP_WITHIN_MS = 5000;

/** Ends this process once `stopping` is done: with 0, or with 1 where it failed or took too long. */
export function endAfter(stopping: Promise<void>, log: Logger): void {
  setTimeout(() => {
    log.error("stopping took too long");
    process.exit(1);
  }, STOP_WITHIN_MS).unref();
  stopping.then(
    () => process.exit(0),
    (error: unknown) => {
      log.fatal({ err: error }, "stopping failed");
      process.exit(1);
    },
  );
}
