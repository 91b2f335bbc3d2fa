import { randomBytes } from "node:crypto";

/** A name for one row of the log; 72 random bits, so that no two are ever the same. */
export function newMark(): string {
  return randomBytes(9).toString("base64url");
}
