/** How numbers look on screen and paper. Rule [N3]–[N5] of SPEC.md. No decimal library: works on text. */

/** Between groups of three digits: a narrow space that does not break the line. */
export const GROUP_SPACE = "\u202F";
/** U+2212, as wide as the plus sign. */
export const MINUS = "\u2212";

/**
 * Groups plain decimal text for reading: `206504.3` → `206 504.3`, `-6.8` → `−6.8`. [N3]
 * Four digits stay together (GB/T 15835): `1186`.
 */
export function groupDigits(plain: string): string {
  const negative = plain.startsWith("-");
  const [whole = "", fraction] = (negative ? plain.slice(1) : plain).split(".");
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, GROUP_SPACE) : whole;
  const body = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return negative ? `${MINUS}${body}` : body;
}

/** As groupDigits, with `+` before what is above zero; zero carries no sign. [N4] */
export function signDigits(plain: string): string {
  const grouped = groupDigits(plain);
  return grouped.startsWith(MINUS) || !/[1-9]/.test(plain) ? grouped : `+${grouped}`;
}
