import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

/** Cost of one argon2id hash (RFC 9106). */
export interface HashCost {
  /** KiB. */
  readonly memory: number;
  readonly passes: number;
}

/** The least that OWASP's Password Storage Cheat Sheet names for argon2id with one lane. */
const HASH_COST: HashCost = { memory: 19_456, passes: 2 };

export interface Passwords {
  /** A PHC string with a salt of its own. */
  hash(password: string): Promise<string>;
  /**
   * Whether this is the password of `hash`. Null (no such account, no password) is compared with a
   * hash that nobody knows the password of: the answer takes as long.
   */
  matches(password: string, hash: string | null): Promise<boolean>;
}

/** Hashing off the event loop, by the cost given; tests pass a cheap one. */
export function createPasswords(cost: HashCost = HASH_COST): Passwords {
  const options = { memoryCost: cost.memory, timeCost: cost.passes, parallelism: 1 };
  const make = (password: string) => hash(composed(password), options);
  let unknown: Promise<string> | null = null;
  return {
    hash: make,
    async matches(password, known) {
      unknown ??= make(randomBytes(24).toString("base64url"));
      const same = await verify(known ?? (await unknown), composed(password));
      return same && known !== null;
    },
  };
}

/** Keyboards compose letters differently; the same text is the same password. */
function composed(password: string): string {
  return password.normalize("NFKC");
}

/** Letters and digits that nobody confuses when copying from a sheet of paper. */
const LOWER = "abcdefghjkmnpqrstuvwxyz";
const UPPER = "ABCDEFGHJKMNPQRSTUVWXYZ";
const DIGITS = "23456789";

/** A first password by chance, of all four classes: about 90 bits. */
export function initialPassword(random: (count: number) => Buffer = randomBytes): string {
  const bytes = random(16);
  const all = LOWER + UPPER + DIGITS;
  const pick = (set: string, at: number) => set[(bytes[at] ?? 0) % set.length] ?? "";
  const rest = Array.from({ length: 13 }, (_, index) => pick(all, index + 3)).join("");
  return `${pick(LOWER, 0)}${pick(UPPER, 1)}${pick(DIGITS, 2)}-${rest}`;
}
