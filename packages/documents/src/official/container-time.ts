import { dateParts } from "@diaodu/domain";
import type { PlainDate } from "@diaodu/domain";

const END = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/**
 * Stamps midnight of a date on every part of a zip file, in place of the time of writing. Dates
 * before 1980 and after 2107, which a zip file cannot tell, become its first and last year.
 * @throws RangeError when the bytes are no zip file without a comment
 */
export function stampContainer(zip: Uint8Array, date: PlainDate): Uint8Array {
  const stamped = zip.slice();
  const view = new DataView(stamped.buffer);
  const end = stamped.length - 22;
  if (end < 0 || view.getUint32(end, true) !== END) throw new RangeError("not a zip file");
  const stamp = dosDate(date);
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== DIRECTORY_ENTRY) throw new RangeError("not a zip file");
    view.setUint32(at + 12, stamp, true);
    view.setUint32(view.getUint32(at + 42, true) + 10, stamp, true);
    at += 46 + [28, 30, 32].reduce((sum, field) => sum + view.getUint16(at + field, true), 0);
  }
  return stamped;
}

/** Time in the lower half, date in the upper. */
function dosDate(date: PlainDate): number {
  const { year, month, day } = dateParts(date);
  const years = Math.min(Math.max(year - 1980, 0), 127);
  return (((years << 9) | (month << 5) | day) << 16) >>> 0;
}
