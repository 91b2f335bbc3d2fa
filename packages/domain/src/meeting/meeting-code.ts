/** The six letters by which walls and phones join a meeting. Rule [Z4] of SPEC.md. */

/** Letters that nobody mistakes for another or for a digit when read off a wall: no I, L, O, U. */
export const CODE_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_LENGTH = 6;
const CODE = new RegExp(`^[${CODE_LETTERS}]{${CODE_LENGTH}}$`, "u");

/** A code from `draw`, which gives a whole number from 0 up to but not including its argument. */
export function meetingCode(draw: (below: number) => number): string {
  return Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[draw(CODE_LETTERS.length)]).join(
    "",
  );
}

/** What somebody typed as a code, whatever its case and spaces; null for what none can be. */
export function readMeetingCode(typed: string): string | null {
  const code = typed.replaceAll(/[\s-]/gu, "").toUpperCase();
  return CODE.test(code) ? code : null;
}
