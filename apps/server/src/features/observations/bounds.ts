import type { Fault } from "@diaodu/contracts";
import type { Observation } from "@diaodu/domain";
import type { ApiKey } from "@diaodu/storage";

/** What the key may not send, by field; a list that is null sets no bound. */
export function boundFaults(
  key: Pick<ApiKey, "indicators" | "regions">,
  item: Pick<Observation, "indicator" | "region">,
): Fault[] {
  const out = (path: "indicator" | "region", words: string) =>
    key[`${path}s`]?.includes(item[path]) === false
      ? [{ path, code: "out_of_bounds", message: `该密钥不能报送这一${words}` }]
      : [];
  return [...out("indicator", "指标"), ...out("region", "地区")];
}
