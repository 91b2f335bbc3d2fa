/** @throws RangeError when `limit` is not a whole number within 1..`most` */
export function checkLimit(limit: number, most: number): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > most) {
    throw new RangeError(`limit must be within 1..${most}, not ${limit}`);
  }
}
