import {
  type Observation,
  observationKey,
  STATUS_LADDER,
  STATUS_NAMES,
  type StoredObservation,
} from "@diaodu/domain";
import type { NewRevision } from "./observation-columns.ts";
import type { SubmissionFault } from "./storage.ts";

type Current = Pick<StoredObservation, "value" | "status" | "asOf" | "revision">;

export interface RevisionPlan {
  readonly revisions: readonly NewRevision[];
  readonly faults: readonly SubmissionFault[];
}

/**
 * Numbers the revisions that `items` would become over the figures that are current, and lists
 * every reason not to take them. A later item of one key is held against the earlier.
 */
export function planRevisions(
  items: readonly Observation[],
  current: ReadonlyMap<string, Current>,
): RevisionPlan {
  const latest = new Map(current);
  const revisions: NewRevision[] = [];
  const faults: SubmissionFault[] = [];
  for (const [index, item] of items.entries()) {
    const key = observationKey(item);
    const before = latest.get(key);
    const fault = before === undefined ? null : revisionFault(item, before);
    if (fault === null) {
      const revision = (before?.revision ?? 0) + 1;
      revisions.push({ item, revision });
      latest.set(key, { ...item, revision });
    } else {
      const { field, ...rest } = fault;
      faults.push({ path: `observations.${index}.${field}`, ...rest });
    }
  }
  return { revisions, faults };
}

/** Whether `next` stands on a lower rung of the ladder: it never becomes current. [O2] */
export function isLowerRung(
  next: Pick<Observation, "status">,
  current: Pick<Observation, "status">,
): boolean {
  return STATUS_LADDER.indexOf(next.status) < STATUS_LADDER.indexOf(current.status);
}

/** Whether `item` says what is already current: same value, status and release date. */
export function saysTheSame(item: Observation, current: Current): boolean {
  return (
    item.status === current.status &&
    item.asOf === current.asOf &&
    shortest(item.value) === shortest(current.value)
  );
}

/** Why `item` cannot become the next revision over `current`; null when it can. */
export function revisionFault(
  item: Observation,
  current: Current,
): (Omit<SubmissionFault, "path"> & { readonly field: "value" | "status" | "reason" }) | null {
  if (saysTheSame(item, current)) {
    return {
      field: "value",
      code: "duplicate",
      message: `与现有数据相同（第 ${current.revision} 版，${current.value}）`,
    };
  }
  if (isLowerRung(item, current)) {
    return {
      field: "status",
      code: "status_regress",
      message: `现有数据为${STATUS_NAMES[current.status]}，不能改为${STATUS_NAMES[item.status]}`,
    };
  }
  const silent = item.reason === null || item.reason.trim() === "";
  const sameRung = item.status === current.status;
  if (silent && sameRung && shortest(item.value) !== shortest(current.value)) {
    return {
      field: "reason",
      code: "reason_required",
      message: `现有数据为 ${current.value}，更正须说明原因`,
    };
  }
  return null;
}

/** One spelling for one number: `6.80` and `6.8`, `-0` and `0` are the same figure. */
function shortest(decimal: string): string {
  const match = /^(-?)0*(\d+?)(?:\.(\d*?)0*)?$/u.exec(decimal);
  if (match === null) return decimal;
  const [, sign = "", whole = "", fraction = ""] = match;
  const digits = fraction === "" ? whole : `${whole}.${fraction}`;
  return digits === "0" ? digits : sign + digits;
}
