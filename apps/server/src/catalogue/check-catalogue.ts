import type { CatalogueFile, Fault } from "@diaodu/contracts";
import { dutyFault, dutyKey, overlappingRules, regionLevel } from "@diaodu/domain";
import type { Indicator, Region, RegionLevel, StatusRule, Unit } from "@diaodu/domain";
import type { Catalogue } from "@diaodu/storage";
import { indicatorFaults, ruleFaults, targetFaults } from "./check-definition.ts";
import { targetKey } from "./definition-key.ts";

/** What a file is checked against besides itself. */
export type KnownCatalogue = Pick<
  Catalogue,
  "regions" | "indicators" | "rules" | "units" | "duties"
>;

/** The lists as they would stand with the file taken in, by code. */
interface Merged {
  readonly regions: ReadonlyMap<string, Region>;
  readonly indicators: ReadonlyMap<string, Indicator>;
  readonly units: ReadonlyMap<string, Unit>;
  readonly rules: readonly StatusRule[];
}

type Add = (path: string, code: string, message: string) => void;

/**
 * Every reason not to take a catalogue of the right shape, at paths like `targets.3.base.low`:
 * references that lead nowhere, codes that stand twice, definitions that contradict themselves, and
 * two rules for one thing on one day. One check for the command line, HTTP and imports.
 */
export function catalogueFaults(file: CatalogueFile, known: KnownCatalogue): Fault[] {
  const faults: Fault[] = [];
  const add: Add = (path, code, message) => void faults.push({ path, code, message });
  const merged: Merged = {
    regions: byCode(known.regions, file.regions),
    indicators: byCode(known.indicators, file.indicators),
    units: byCode(known.units, file.units),
    rules: [...byCode(known.rules, file.rules).values()],
  };
  repeated(file, add);
  for (const [index, region] of file.regions.entries()) checkRegion(region, index, merged, add);
  for (const [index, indicator] of file.indicators.entries()) {
    for (const { path, message } of indicatorFaults(indicator)) {
      add(`indicators.${index}.${path}`, "rule", message);
    }
  }
  checkTargets(file, merged, add);
  checkRules(file, merged, add);
  for (const [index, unit] of file.units.entries()) {
    need(merged.regions, unit.region, `units.${index}.region`, "地区", add);
  }
  checkDuties(file, known, merged, add);
  checkBoard(file, merged, add);
  return faults;
}

function byCode<T extends { code: string }>(
  known: readonly T[],
  given: readonly T[],
): Map<string, T> {
  return new Map([...known, ...given].map((one) => [one.code, one]));
}

function need(
  list: ReadonlyMap<string, unknown>,
  code: string,
  path: string,
  what: string,
  add: Add,
): void {
  if (!list.has(code)) add(path, "unknown", `没有${what} ${code}`);
}

/** Two entries of one key in one list: nobody could tell which one is meant. */
function repeated(file: CatalogueFile, add: Add): void {
  const lists: [string, string, readonly string[]][] = [
    ["regions", "code", file.regions.map(({ code }) => code)],
    ["indicators", "code", file.indicators.map(({ code }) => code)],
    ["rules", "code", file.rules.map(({ code }) => code)],
    ["units", "code", file.units.map(({ code }) => code)],
    ["targets", "indicator", file.targets.map(targetKey)],
    ["duties", "unit", (file.duties ?? []).map(dutyKey)],
    ["board", "indicator", (file.board ?? []).map((row) => `${row.indicator}|${row.region}`)],
  ];
  for (const [list, field, keys] of lists) {
    const seen = new Set<string>();
    for (const [index, key] of keys.entries()) {
      if (seen.has(key)) add(`${list}.${index}.${field}`, "repeated", `${key} 重复`);
      seen.add(key);
    }
  }
}

const ABOVE: Readonly<Record<RegionLevel, readonly RegionLevel[]>> = {
  nation: [],
  province: ["nation"],
  city: ["nation", "province"],
  county: ["nation", "province", "city"],
  // 直辖市 are provinces by code.
  station: ["province", "city", "county"],
};

/** [R1] [R2] A code tells its level, and a parent is of a higher one: no region is its own ancestor. */
function checkRegion(region: Region, index: number, { regions }: Merged, add: Add): void {
  const at = `regions.${index}`;
  if (region.code.startsWith("0") && region.level !== "station") {
    return add(`${at}.code`, "rule", "行政区划代码不以 0 开头");
  }
  if (regionLevel(region.code) !== region.level) {
    add(`${at}.level`, "rule", `代码 ${region.code} 不是这一级`);
  }
  if (region.control === true && region.level !== "station") {
    add(`${at}.control`, "rule", "只有监测点可以是对照点");
  }
  if (region.parent === null) {
    if (region.level === "station") add(`${at}.parent`, "rule", "监测点须说明所在地区");
    return;
  }
  const parent = regions.get(region.parent);
  if (parent === undefined) {
    add(`${at}.parent`, "unknown", `没有地区 ${region.parent}`);
  } else if (!ABOVE[region.level].includes(parent.level)) {
    add(`${at}.parent`, "rule", `${parent.name}不是上级地区`);
  }
}

function checkTargets(file: CatalogueFile, merged: Merged, add: Add): void {
  for (const [index, target] of file.targets.entries()) {
    const at = `targets.${index}`;
    need(merged.indicators, target.indicator, `${at}.indicator`, "指标", add);
    need(merged.regions, target.region, `${at}.region`, "地区", add);
    for (const { path, message } of targetFaults(target, merged.indicators.get(target.indicator))) {
      add(`${at}.${path}`, "rule", message);
    }
  }
}

/** [L2] A conflict is told at the rule of the file; between two known rules it is not this file's. */
function checkRules(file: CatalogueFile, merged: Merged, add: Add): void {
  const places = new Map(file.rules.map(({ code }, index) => [code, index]));
  for (const [index, rule] of file.rules.entries()) {
    const at = `rules.${index}`;
    for (const [place, code] of (rule.appliesTo.indicators ?? []).entries()) {
      need(merged.indicators, code, `${at}.appliesTo.indicators.${place}`, "指标", add);
    }
    for (const { path, message } of ruleFaults(rule)) add(`${at}.${path}`, "rule", message);
  }
  for (const [left, right] of overlappingRules(merged.rules)) {
    const [at, other] = places.has(right.code) ? [right, left] : [left, right];
    const place = places.get(at.code);
    if (place === undefined) continue;
    const message = `与规则「${other.name}」适用于同一对象的同一天`;
    add(`rules.${place}.validFrom`, "rule_conflict", message);
  }
}

function checkDuties(file: CatalogueFile, known: KnownCatalogue, merged: Merged, add: Add): void {
  for (const [index, duty] of (file.duties ?? []).entries()) {
    const at = `duties.${index}`;
    need(merged.units, duty.unit, `${at}.unit`, "单位", add);
    need(merged.indicators, duty.indicator, `${at}.indicator`, "指标", add);
    need(merged.regions, duty.region, `${at}.region`, "地区", add);
    const indicator = merged.indicators.get(duty.indicator);
    const fault = indicator === undefined ? null : dutyFault(indicator, duty);
    if (fault !== null) add(`${at}.measures`, "rule", fault);
  }
  if (file.duties !== undefined) return;
  // Duties that stay must still make sense with the indicators of the file.
  for (const duty of known.duties) {
    const place = file.indicators.findIndex(({ code }) => code === duty.indicator);
    const indicator = file.indicators[place];
    const fault = indicator === undefined ? null : dutyFault(indicator, duty);
    if (fault !== null) add(`indicators.${place}.measures`, "rule", `已有填报任务：${fault}`);
  }
}

function checkBoard(file: CatalogueFile, merged: Merged, add: Add): void {
  for (const [index, row] of (file.board ?? []).entries()) {
    need(merged.indicators, row.indicator, `board.${index}.indicator`, "指标", add);
    need(merged.regions, row.region, `board.${index}.region`, "地区", add);
  }
}
