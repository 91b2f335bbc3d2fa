/** Regions by GB/T 2260 code, and the monitoring stations in them. Rules [R1] [R2] of SPEC.md. */

/**
 * Six digits: `100000` nation, `370000` province, `371400` prefecture, `371402` county; or a
 * monitoring station by its code in the national network, `1001A`.
 */
export type RegionCode = string;
export type RegionLevel = "nation" | "province" | "city" | "county" | "station";

export interface Region {
  code: RegionCode;
  /** Official name, e.g. 德州市. */
  name: string;
  /** Name on a tile, e.g. 德州. */
  shortName: string;
  level: RegionLevel;
  /** null for the nation. */
  parent: RegionCode | null;
  /** 对照点: a station away from the city, that is shown but no part of the city's value. [A15] */
  control?: true;
}

export const NATION: RegionCode = "100000";

/** True for six digits that do not start with 0, and for a station. [R1] [R2] */
export function isRegionCode(text: string): boolean {
  return /^[1-9]\d{5}$/.test(text) || isStationCode(text);
}

/** True for four digits and a capital letter: `1001A`. [R2] */
export function isStationCode(text: string): boolean {
  return /^\d{4}[A-Z]$/.test(text);
}

/** Level told by the trailing zeros of the code. [R1] @throws RangeError on a malformed code. */
export function regionLevel(code: RegionCode): RegionLevel {
  if (isStationCode(code)) return "station";
  if (!isRegionCode(code)) throw new RangeError(`not a region code: ${code}`);
  if (code === NATION) return "nation";
  if (code.endsWith("0000")) return "province";
  return code.endsWith("00") ? "city" : "county";
}

/**
 * Code of the region one level up; null for the nation, and for a station, whose code does not tell
 * where it stands. [R1] [R2] @throws RangeError on a malformed code.
 */
export function parentRegion(code: RegionCode): RegionCode | null {
  switch (regionLevel(code)) {
    case "nation":
    case "station":
      return null;
    case "province":
      return NATION;
    case "city":
      return `${code.slice(0, 2)}0000`;
    case "county":
      return `${code.slice(0, 4)}00`;
  }
}
