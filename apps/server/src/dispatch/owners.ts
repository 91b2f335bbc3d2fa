import type { Catalogue } from "@diaodu/storage";

/**
 * The unit that answers for an indicator of a region: the one that reports it, else the one that the
 * indicator names as its lead; null where the catalogue has neither.
 */
export function ownerOf(catalogue: Catalogue, indicator: string, region: string): string | null {
  const duty = catalogue.duties.find((one) => one.indicator === indicator && one.region === region);
  if (duty !== undefined) return duty.unit;
  const lead = catalogue.indicators.find(({ code }) => code === indicator)?.leadUnit;
  const unit = catalogue.units.find(({ name, shortName }) => name === lead || shortName === lead);
  return unit?.code ?? null;
}
