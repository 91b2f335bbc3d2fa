/** Regions by GB/T 2260 code. Rule [R1] of SPEC.md. */

/** Six digits: `100000` nation, `370000` province, `371400` prefecture, `371402` county. */
export type RegionCode = string;
export type RegionLevel = "nation" | "province" | "city" | "county";

export interface Region {
  code: RegionCode;
  /** Official name, e.g. 德州市. */
  name: string;
  /** Name on a tile, e.g. 德州. */
  shortName: string;
  level: RegionLevel;
  /** null for the nation. */
  parent: RegionCode | null;
}

export const NATION: RegionCode = "100000";

/** True for six digits that do not start with 0. [R1] */
export function isRegionCode(text: string): boolean {
  return /^[1-9]\d{5}$/.test(text);
}

/** Level told by the trailing zeros of the code. [R1] @throws RangeError on a malformed code. */
export function regionLevel(code: RegionCode): RegionLevel {
  if (!isRegionCode(code)) throw new RangeError(`not a region code: ${code}`);
  if (code === NATION) return "nation";
  if (code.endsWith("0000")) return "province";
  return code.endsWith("00") ? "city" : "county";
}

/** Code of the region one level up; null for the nation. [R1] @throws RangeError on a malformed code. */
export function parentRegion(code: RegionCode): RegionCode | null {
  switch (regionLevel(code)) {
    case "nation":
      return null;
    case "province":
      return NATION;
    case "city":
      return `${code.slice(0, 2)}0000`;
    case "county":
      return `${code.slice(0, 4)}00`;
  }
}
