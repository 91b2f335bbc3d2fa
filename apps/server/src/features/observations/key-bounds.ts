import type { Fault } from "@diaodu/contracts";
import type { Observation } from "@diaodu/domain";
import type { ApiKey } from "@diaodu/storage";

/** Fields in which a figure lies outside of what its key may send. */
export function keyBoundFaults(
  key: Pick<ApiKey, "indicators" | "regions">,
  item: Pick<Observation, "indicator" | "region">,
): Fault[] {
  const faults: Fault[] = [];
  if (key.indicators !== null && !key.indicators.includes(item.indicator)) {
    faults.push({ path: "indicator", code: "forbidden", message: "该密钥不能报送这一指标" });
  }
  if (key.regions !== null && !key.regions.includes(item.region)) {
    faults.push({ path: "region", code: "forbidden", message: "该密钥不能报送这一地区" });
  }
  return faults;
}
