import type { Unit } from "@diaodu/domain";

/** Where the invented offices sit. */
export const SEAT = "371400";

function unit(code: string, name: string, shortName: string): Unit {
  return { code, name: `${name}（模拟）`, shortName, region: SEAT };
}

/** Invented offices that report the demonstration's figures; none of them exists. */
export const units: readonly Unit[] = [
  unit("statistics", "统计专班", "统计"),
  unit("finance", "财政调度专班", "财政"),
  unit("employment", "就业调度专班", "就业"),
  unit("commerce", "消费调度专班", "消费"),
  unit("ecology", "生态环境专班", "生态"),
];

/** @throws RangeError for a code that no unit has */
export function unitName(code: string): string {
  const found = units.find((one) => one.code === code);
  if (found === undefined) throw new RangeError(`no such unit: ${code}`);
  return found.name;
}
