import type { Fault, Submission } from "@diaodu/contracts";
import { observationFaults } from "@diaodu/domain";
import type { Observation, PlainDate } from "@diaodu/domain";
import type { Catalogue } from "@diaodu/storage";

/**
 * Every reason for which the catalogue and the arithmetic refuse these figures, at paths like
 * `observations.0.period`. Empty when all may be stored.
 */
export function submissionFaults(
  items: Submission["observations"],
  catalogue: Pick<Catalogue, "indicators" | "regions">,
  today: PlainDate,
): Fault[] {
  const indicators = new Map(catalogue.indicators.map((indicator) => [indicator.code, indicator]));
  const regions = new Set(catalogue.regions.map((region) => region.code));
  return items.flatMap((item, index) =>
    itemFaults(item).map((fault) => ({ ...fault, path: `observations.${index}.${fault.path}` })),
  );

  function itemFaults(item: Observation): Fault[] {
    const faults = unwritableTexts(item);
    if (!regions.has(item.region)) {
      faults.push({ path: "region", code: "unknown_region", message: `没有地区 ${item.region}` });
    }
    const indicator = indicators.get(item.indicator);
    if (indicator === undefined) {
      const message = `没有指标 ${item.indicator}`;
      return [...faults, { path: "indicator", code: "unknown_indicator", message }];
    }
    const broken = observationFaults(indicator, item, today).map(({ path, message }) => ({
      path,
      code: "rule",
      message,
    }));
    return [...faults, ...broken];
  }
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Half of a surrogate pair has no UTF-8: no database could give back what was sent. */
function unwritableTexts(item: Observation): Fault[] {
  return (["period", "source", "reason"] as const)
    .filter((path) => LONE_SURROGATE.test(item[path] ?? ""))
    .map((path) => ({ path, code: "malformed_text", message: "含有无效字符" }));
}
