import { createHash, randomInt, timingSafeEqual } from "node:crypto";

/** No letter that could be read as a digit. */
const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/** 12 letters of 32: 60 bits. */
const GROUPS = 3;
const GROUP = 4;
/** So many wrong ones, and the code is replaced. */
const ATTEMPTS = 20;

/** The one-time code by which whoever sees the server's console makes the first accounts. */
export interface SetupCode {
  /** Whether there is a code now: from the start of an installation without accounts. */
  open(): boolean;
  /** Whether this is the code. Wrong ones are counted; after 20 another code is announced. */
  matches(given: string): boolean;
  /** The first accounts exist: no code is taken any more. */
  close(): void;
}

/**
 * A code where `needed`, announced once when made.
 *
 * @param announce shows it to whoever runs the server, and to nobody else
 */
export function createSetupCode(needed: boolean, announce: (code: string) => void): SetupCode {
  let code: string | null = null;
  let wrong = 0;
  function renew(): void {
    code = Array.from({ length: GROUPS }, () =>
      Array.from({ length: GROUP }, () => LETTERS[randomInt(LETTERS.length)]).join(""),
    ).join("-");
    wrong = 0;
    announce(code);
  }
  if (needed) renew();
  return {
    open: () => code !== null,
    matches(given) {
      if (code === null) return false;
      if (timingSafeEqual(digest(given), digest(code))) return true;
      wrong += 1;
      if (wrong >= ATTEMPTS) renew();
      return false;
    },
    close: () => {
      code = null;
    },
  };
}

/** Dashes, spaces and case are not part of it. */
function digest(code: string): Buffer {
  return createHash("sha256").update(code.toUpperCase().replaceAll(/[\s-]/gu, "")).digest();
}
