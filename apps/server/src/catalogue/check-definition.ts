import type { RuleDefinition, TargetDefinition } from "@diaodu/contracts";
import { exact, pathFaults } from "@diaodu/domain";
import type { Band, Indicator, Requirement } from "@diaodu/domain";

/** A field of the definition and a Chinese sentence. */
interface DefinitionFault {
  readonly path: string;
  readonly message: string;
}

/** Where an indicator contradicts itself. */
export function indicatorFaults(indicator: Indicator): DefinitionFault[] {
  const faults: DefinitionFault[] = [];
  const { periodKinds, measures, headline } = indicator;
  if (new Set(periodKinds).size < periodKinds.length) {
    faults.push({ path: "periodKinds", message: "时期种类重复" });
  }
  if (new Set(measures).size < measures.length) {
    faults.push({ path: "measures", message: "数据口径重复" });
  }
  if (!periodKinds.includes(headline.periodKind)) {
    faults.push({ path: "headline.periodKind", message: "须是该指标有的时期种类" });
  }
  if (headline.growth !== null && !measures.includes(headline.growth)) {
    faults.push({ path: "headline.growth", message: "须是该指标有的数据口径" });
  }
  if (indicator.kind === "growth_only" && measures.includes("level")) {
    faults.push({ path: "measures", message: "只发布增速的指标没有「数值」" });
  }
  return faults;
}

/**
 * Where a target contradicts itself or its indicator, of which nothing is known when undefined.
 * Forms by [T1], paths by [G3] and [G4].
 */
export function targetFaults(
  target: TargetDefinition,
  indicator: Indicator | undefined,
): DefinitionFault[] {
  const faults = [
    ...requirementFaults("base", target.base),
    ...(target.stretch === null ? [] : requirementFaults("stretch", target.stretch)),
    ...pathFaults(target.path, target.year).map(({ path, message }) => ({
      path: `path.${path}`,
      message,
    })),
  ];
  if (indicator !== undefined && !indicator.measures.includes(target.measure)) {
    faults.push({ path: "measure", message: `${indicator.shortName}没有这一口径` });
  }
  return faults;
}

function requirementFaults(path: string, requirement: Requirement): DefinitionFault[] {
  switch (requirement.form) {
    case "range":
      return exact(requirement.low).gt(requirement.high)
        ? [{ path: `${path}.high`, message: "上限不能低于下限" }]
        : [];
    case "around":
      return exact(requirement.tolerance).lt(0)
        ? [{ path: `${path}.tolerance`, message: "容许偏差不能为负数" }]
        : [];
    case "reduction":
      return exact(requirement.value).lt(0)
        ? [{ path: `${path}.value`, message: "下降幅度写作正数" }]
        : [];
    case "floor":
    case "ceiling":
    case "point":
    case "relative":
    case "none":
      return [];
  }
}

/** Where a rule contradicts itself: ends before it begins, a band without room, two bands for one shortfall. */
export function ruleFaults(rule: RuleDefinition): DefinitionFault[] {
  const faults: DefinitionFault[] = [];
  if (rule.validTo !== null && rule.validTo < rule.validFrom) {
    faults.push({ path: "validTo", message: "终止日早于起始日" });
  }
  const { method } = rule;
  const lists: [string, readonly Band[]][] =
    method.by === "points_behind"
      ? [
          ["progress", method.progress],
          ["rate", method.rate],
          ["average", method.average],
        ]
      : method.by === "memory"
        ? []
        : [["bands", method.bands]];
  for (const [name, bands] of lists) {
    for (const [index, band] of bands.entries()) {
      const at = `method.${name}.${index}`;
      if (empty(band)) faults.push({ path: `${at}.to`, message: "区间为空" });
      if (bands.slice(0, index).some((earlier) => overlap(earlier, band))) {
        faults.push({ path: `${at}.from`, message: "与前面的区间重叠" });
      }
    }
  }
  return faults;
}

function empty({ from, fromInclusive, to, toInclusive }: Band): boolean {
  if (from === null || to === null) return false;
  const order = exact(from).comparedTo(exact(to));
  return order > 0 || (order === 0 && !(fromInclusive && toInclusive));
}

/** Whether some shortfall lies in both. */
function overlap(left: Band, right: Band): boolean {
  return reaches(left, right) && reaches(right, left);
}

/** Whether `upper` begins no later than `lower` ends. */
function reaches(lower: Band, upper: Band): boolean {
  if (lower.to === null || upper.from === null) return true;
  const order = exact(upper.from).comparedTo(exact(lower.to));
  return order < 0 || (order === 0 && upper.fromInclusive && lower.toInclusive);
}
