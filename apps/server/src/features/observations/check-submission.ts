import type { Fault, Submission } from "@diaodu/contracts";
import { isPlainDate, observationFaults, parsePeriod, roundSpanOf } from "@diaodu/domain";
import type { Observation, PlainDate, RoundCalendar } from "@diaodu/domain";
import type { Catalogue } from "@diaodu/storage";

/** Every reason for which the catalogue and the arithmetic refuse one figure, by field. */
export function figureRules(
  catalogue: Pick<Catalogue, "indicators" | "regions">,
  { today, calendar }: { readonly today: PlainDate; readonly calendar: RoundCalendar },
): (item: Observation) => Fault[] {
  const indicators = new Map(catalogue.indicators.map((indicator) => [indicator.code, indicator]));
  const span = roundSpanOf(calendar);
  const regions = new Set(catalogue.regions.map((region) => region.code));
  return itemFaults;

  function itemFaults(item: Observation): Fault[] {
    const faults = unwritableTexts(item);
    if (!regions.has(item.region)) {
      faults.push({ path: "region", code: "unknown_region", message: `没有地区 ${item.region}` });
    }
    const indicator = indicators.get(item.indicator);
    if (indicator === undefined) {
      const message = `没有指标 ${item.indicator}`;
      faults.push({ path: "indicator", code: "unknown_indicator", message });
      return [...faults, ...faultsWithoutCatalogue(item)];
    }
    const broken = observationFaults(indicator, item, today, span).map(({ path, message }) => ({
      path,
      code: "rule",
      message,
    }));
    return [...faults, ...broken];
  }
}

/** The faults of all figures, at paths like `observations.0.period`. Empty when all may be stored. */
export function submissionFaults(
  items: Submission["observations"],
  rulesOf: (item: Observation) => readonly Fault[],
): Fault[] {
  return items.flatMap((item, index) => faultsAt(index, rulesOf(item)));
}

/** Faults of one figure at its place in the submission. */
export function faultsAt(
  index: number,
  faults: readonly Fault[],
  list: "observations" | "items" = "observations",
): Fault[] {
  return faults.map((fault) => ({ ...fault, path: `${list}.${index}.${fault.path}` }));
}

/** What can be said of a figure whose indicator is unknown: whether its dates exist. */
function faultsWithoutCatalogue(item: Observation): Fault[] {
  const period = parsePeriod(item.period);
  const message = `没有 ${item.asOf} 这一天`;
  return [
    ...(period.ok ? [] : [{ path: "period", code: "rule", message: period.fault }]),
    ...(isPlainDate(item.asOf) ? [] : [{ path: "asOf", code: "rule", message }]),
  ];
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Half of a surrogate pair has no UTF-8: no database could give back what was sent. */
function unwritableTexts(item: Observation): Fault[] {
  return (["period", "source", "reason"] as const)
    .filter((path) => LONE_SURROGATE.test(item[path] ?? ""))
    .map((path) => ({ path, code: "malformed_text", message: "含有无效字符" }));
}
