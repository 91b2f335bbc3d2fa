import { writeSync } from "node:fs";

/** Pause and number of tries while whoever reads the log is behind: a second in all. */
const PAUSE_MS = 10;
const TRIES = 100;

/**
 * Where the log's lines go. A line is out before the next statement runs, so the last words of a
 * process that dies are there. A log that takes no more, such as a file on a full disk, ends nothing
 * and holds up nothing: what finds no room is lost, and what is lost is told when there is room.
 *
 * @param fd file descriptor; 2 is standard error
 */
export function logLines(fd: number): { write(line: string): void } {
  let lost = 0;
  let cut = false;

  /** False when not all of it could be written. */
  function put(text: string): boolean {
    let left = Buffer.from(text);
    for (let tries = 0; left.length > 0;) {
      try {
        left = left.subarray(writeSync(fd, left));
        cut = left.length > 0;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        tries += 1;
        if (code !== "EAGAIN" || tries > TRIES) return false;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
      }
    }
    return true;
  }

  return {
    write(line) {
      // What was cut off in its midst is ended first: a reader takes the log line by line.
      const ended = cut ? put("\n") : true;
      const told =
        lost === 0 ||
        (ended && put(`{"level":40,"lost":${lost},"msg":"log lines found no room"}\n`));
      if (told) lost = 0;
      if (!(ended && told && put(line))) lost += 1;
    },
  };
}
