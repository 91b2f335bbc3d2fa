import { createHash, randomInt, timingSafeEqual } from "node:crypto";
import type { Slate } from "@diaodu/storage";

/** No letter that could be read as a digit. */
const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/** 12 letters of 32: 60 bits. */
const GROUPS = 3;
const GROUP = 4;
/** So many wrong ones, and the code is replaced. */
const ATTEMPTS = 20;

const KEY = "setup";
const FOR_GOOD = "9999-12-31T00:00:00.000Z";

/**
 * The one-time code by which whoever sees a server's console makes the first accounts: one for all
 * servers of the database, from the first start on until there are accounts.
 */
export interface SetupCode {
  /** Whether this is the code. Wrong ones are counted; after 20 another code is announced. */
  matches(given: string): Promise<boolean>;
  /** The first accounts exist: no code is taken any more. */
  close(): Promise<void>;
}

interface Stored {
  readonly code: string;
  readonly wrong: number;
}

/**
 * The code where `needed`, announced by each server at its start, and again when it was replaced.
 *
 * @param o.announce shows it to whoever runs the server, and to nobody else
 */
export async function openSetupCode(o: {
  readonly slate: Slate;
  readonly needed: boolean;
  readonly announce: (code: string) => void;
  readonly clock: () => Date;
}): Promise<SetupCode> {
  const { slate, needed } = o;
  const now = () => o.clock().toISOString();
  let said: string | null = null;
  const say = (code: string): void => {
    if (code !== said) o.announce(code);
    said = code;
  };
  const write = (stored: Stored, was: string | null) =>
    slate.put(KEY, JSON.stringify(stored), { was, now: now(), until: FOR_GOOD });

  if (needed) {
    await write({ code: newCode(), wrong: 0 }, null);
    const standing = await slate.read(KEY, now());
    if (standing !== null) say((JSON.parse(standing) as Stored).code);
  }
  return {
    async matches(given) {
      for (;;) {
        const text = await slate.read(KEY, now());
        if (text === null) return false;
        const { code, wrong } = JSON.parse(text) as Stored;
        say(code);
        if (timingSafeEqual(digest(given), digest(code))) return true;
        const isWorn = wrong + 1 >= ATTEMPTS;
        const next = isWorn ? { code: newCode(), wrong: 0 } : { code, wrong: wrong + 1 };
        // Somebody else was counted meanwhile: this one is counted on top of it.
        if (!(await write(next, text))) continue;
        say(next.code);
        return false;
      }
    },
    close: () => slate.wipe(KEY),
  };
}

function newCode(): string {
  return Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP }, () => LETTERS[randomInt(LETTERS.length)]).join(""),
  ).join("-");
}

/** Dashes, spaces and case are not part of it. */
function digest(code: string): Buffer {
  return createHash("sha256").update(code.toUpperCase().replaceAll(/[\s-]/gu, "")).digest();
}
