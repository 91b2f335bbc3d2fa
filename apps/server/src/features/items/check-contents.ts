import type { Fault, newItem } from "@diaodu/contracts";
import { isPlainDate } from "@diaodu/domain";
import type { ItemContents, PlainDate, Remedy } from "@diaodu/domain";
import type { Catalogue, Storage } from "@diaodu/storage";
import type { z } from "zod";
import { isFault, personNamed } from "./named-people.ts";

/** What an item says, as it was sent. */
export type SentContents = Pick<
  z.output<typeof newItem>,
  "title" | "problem" | "unit" | "coUnits" | "person" | "leader" | "dueOn" | "remedies" | "liaison"
>;

/**
 * What was sent as the domain takes it: units of the catalogue, people by the names of their
 * accounts, deadlines that are not over. Only keys that were sent are there.
 */
export async function checkContents(
  o: {
    readonly storage: Pick<Storage, "account" | "record">;
    readonly catalogue: Pick<Catalogue, "units">;
    readonly today: PlainDate;
    readonly newId: () => string;
    /** Measures that stand: theirs may keep a deadline that is over. */
    readonly standing: readonly Remedy[];
  },
  sent: SentContents,
  prefix: string,
): Promise<{ readonly contents: Partial<ItemContents>; readonly faults: readonly Fault[] }> {
  const faults: Fault[] = [];
  const units = new Set(o.catalogue.units.map(({ code }) => code));
  const fault = (path: string, code: string, message: string) => {
    faults.push({ path: `${prefix}${path}`, code, message });
  };
  const checkUnit = (path: string, code: string) => {
    if (!units.has(code)) fault(path, "unknown_unit", `没有单位 ${code}`);
  };
  const checkDay = (path: string, day: string, earliest: string) => {
    if (!isPlainDate(day)) fault(path, "invalid_date", "没有这一天");
    else if (day < earliest) fault(path, "past", `不能早于 ${earliest}`);
  };
  const named = async (path: string, person: NonNullable<SentContents["person"]>) => {
    const found = await personNamed(o.storage, person, `${prefix}${path}`);
    if (!isFault(found)) return found;
    faults.push(found);
    return undefined;
  };

  const { title, problem, unit, coUnits, dueOn, remedies, liaison } = sent;
  if (unit !== undefined) checkUnit("unit", unit);
  for (const [index, code] of (coUnits ?? []).entries()) checkUnit(`coUnits.${index}`, code);
  if (dueOn !== undefined) checkDay("dueOn", dueOn, o.today);
  const standing = new Map(o.standing.map((one) => [one.id, one]));
  const measures = remedies?.map((remedy, index): Remedy => {
    const was = remedy.id === null ? undefined : standing.get(remedy.id);
    if (remedy.id !== null && was === undefined) {
      fault(`remedies.${index}.id`, "unknown_remedy", "没有这项措施");
    }
    checkUnit(`remedies.${index}.unit`, remedy.unit);
    const kept = was?.dueOn === remedy.dueOn;
    checkDay(`remedies.${index}.dueOn`, remedy.dueOn, kept ? remedy.dueOn : o.today);
    return { ...remedy, id: was?.id ?? o.newId() };
  });
  if (liaison !== undefined && liaison !== null) {
    const found = await o.storage.record("liaison", liaison);
    if (found?.state !== "active") fault("liaison", "unknown_liaison", "没有这项包联");
  }
  const person = sent.person === undefined ? undefined : await named("person", sent.person);
  const leader =
    sent.leader === undefined || sent.leader === null
      ? sent.leader
      : await named("leader", sent.leader);
  return {
    contents: {
      ...(title === undefined ? {} : { title }),
      ...(problem === undefined ? {} : { problem }),
      ...(unit === undefined ? {} : { unit }),
      ...(coUnits === undefined ? {} : { coUnits: [...new Set(coUnits)] }),
      ...(person === undefined ? {} : { person }),
      ...(leader === undefined ? {} : { leader }),
      ...(dueOn === undefined ? {} : { dueOn }),
      ...(measures === undefined ? {} : { remedies: measures }),
      ...(liaison === undefined ? {} : { liaison }),
    },
    faults,
  };
}
