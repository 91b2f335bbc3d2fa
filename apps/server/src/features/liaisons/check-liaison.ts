import type { Fault, liaisonStepRequest, newLiaison } from "@diaodu/contracts";
import type { LiaisonContents } from "@diaodu/domain";
import type { Catalogue, Storage } from "@diaodu/storage";
import type { z } from "zod";
import { isFault, personNamed } from "../items/named-people.ts";

type Changes = NonNullable<z.output<typeof liaisonStepRequest>["changes"]>;
type Sent = Changes & Partial<Pick<z.output<typeof newLiaison>, "region" | "indicator">>;

/** What was sent as the domain takes it: units and places of the catalogue, the leader by account. */
export async function checkLiaison(
  storage: Pick<Storage, "account">,
  { units, regions, indicators }: Pick<Catalogue, "units" | "regions" | "indicators">,
  { leader, name, unit, plan, region, indicator }: Sent,
  prefix: string,
): Promise<{ readonly contents: Partial<LiaisonContents>; readonly faults: readonly Fault[] }> {
  const faults: Fault[] = [];
  const has = (list: readonly { readonly code: string }[], wanted: string | null | undefined) =>
    wanted === undefined || wanted === null || list.some(({ code }) => code === wanted);
  const check = (path: string, there: boolean, message: string) => {
    if (!there) faults.push({ path: `${prefix}${path}`, code: `unknown_${path}`, message });
  };
  check("unit", has(units, unit), `没有单位 ${unit ?? ""}`);
  check("region", has(regions, region), `没有地区 ${region ?? ""}`);
  check("indicator", has(indicators, indicator), `没有指标 ${indicator ?? ""}`);
  const named =
    leader === undefined ? undefined : await personNamed(storage, leader, `${prefix}leader`);
  if (named !== undefined && isFault(named)) faults.push(named);
  return {
    contents: {
      ...(name === undefined ? {} : { name }),
      ...(unit === undefined ? {} : { unit }),
      ...(plan === undefined ? {} : { plan }),
      ...(named === undefined || isFault(named) ? {} : { leader: named }),
    },
    faults,
  };
}
