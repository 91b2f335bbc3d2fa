const NARROW_SPACE = "\u202f";
const MINUS = "\u2212";

/**
 * A number as it is printed: a true minus sign, thousands apart by a narrow space.
 * @param decimals digits after the point; `null` prints what the number has.
 */
export function numberText(value: number, decimals: number | null): string {
  const plain = decimals === null ? String(Math.abs(value)) : Math.abs(value).toFixed(decimals);
  const [whole = "0", fraction] = plain.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, NARROW_SPACE);
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return value < 0 && /[1-9]/.test(text) ? `${MINUS}${text}` : text;
}

/** Growth, always signed: `+2.3`, `−6.8`, `0.0`. */
export function signedText(value: number, decimals: number): string {
  const text = numberText(value, decimals);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/**
 * How an axis writes big money: from 10 万亿元 on in 万亿元, so that labels stay two or three digits.
 * The values of the chart are not touched.
 */
export function axisScale(largest: number, unit: string): { divisor: number; unit: string } {
  return unit === "亿元" && largest >= 100_000
    ? { divisor: 10_000, unit: "万亿元" }
    : { divisor: 1, unit };
}
