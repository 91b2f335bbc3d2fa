import { isDeepStrictEqual } from "node:util";
import type { Change } from "@diaodu/storage";
import { type Answer, figuresOf, type PlannedWrite } from "./planned-write.ts";
import type { Tailer } from "./tailer.ts";

/** What a writer was told, and when: `performance.now()` of one process. */
export interface Told {
  readonly plan: PlannedWrite;
  readonly answer: Answer;
  readonly askedAt: number;
  readonly toldAt: number;
}

/**
 * Where the log contradicts the writers or a tailer the log; empty when nobody was lied to.
 *
 * @param log read from its start when nothing wrote any more
 */
export function logFaults(o: {
  readonly log: readonly Change[];
  readonly told: readonly Told[];
  readonly tailers: readonly Tailer[];
}): string[] {
  return [
    ...holes(o.log, 0).map((fault) => `the log ${fault}`),
    ...o.told.flatMap((one) => untrue(one, o.log)),
    ...strangers(o.log, o.told),
    ...outOfOrder(o.told),
    ...o.tailers.flatMap((tailer) => misled(tailer, o.log)),
  ];
}

/** Seqs that are missing, doubled or out of order after `from`. */
function holes(rows: readonly Change[], from: number): string[] {
  return rows.flatMap(({ seq }, n) => {
    const due = (rows[n - 1]?.seq ?? from) + 1;
    return seq === due ? [] : [`shows seq ${seq} where ${due} is due`];
  });
}

const tagsOf = (row: Change): string[] =>
  row.kind === "observations" ? (row.payload.observations ?? []).map(({ source }) => source) : [];

/** Where the log is not what a writer was told. */
function untrue({ plan, answer }: Told, log: readonly Change[]): string[] {
  const rows = log.filter((row) => tagsOf(row).includes(plan.tag));
  switch (answer.kind) {
    case "refused":
      return [`${plan.tag} was refused without cause: ${answer.why}`];
    case "unavailable":
      return [`${plan.tag} never learnt how it ended`];
    case "aborted":
      return rows.map(({ seq }) => `${plan.tag} was aborted and stands at ${seq}`);
    case "acknowledged": {
      const [row] = rows;
      if (rows.length !== 1 || row === undefined) {
        return [`${plan.tag} was acknowledged and stands at ${rows.map(({ seq }) => seq).join()}`];
      }
      if (row.seq !== answer.seq) return [`${plan.tag} stands at ${row.seq}, not ${answer.seq}`];
      const stored = row.kind === "observations" ? (row.payload.observations ?? []) : [];
      const wrote = figuresOf(plan);
      const same =
        stored.length === wrote.length &&
        wrote.every((figure, n) => isDeepStrictEqual({ ...stored[n], ...figure }, stored[n]));
      return same ? [] : [`${plan.tag} stands there otherwise: ${JSON.stringify(stored)}`];
    }
  }
}

/** Rows of figures that no writer planned. */
function strangers(log: readonly Change[], told: readonly Told[]): string[] {
  const planned = new Set(told.map(({ plan }) => plan.tag));
  return log
    .filter((row) => row.kind === "observations")
    .filter((row) => tagsOf(row).length === 0 || !tagsOf(row).every((tag) => planned.has(tag)))
    .map(({ seq }) => `nobody wrote ${seq}`);
}

/** Writes that were begun after another was acknowledged, and yet stand before it. */
function outOfOrder(told: readonly Told[]): string[] {
  const acknowledged = told.flatMap(({ plan, answer, askedAt, toldAt }) =>
    answer.kind === "acknowledged" ? [{ tag: plan.tag, seq: answer.seq, askedAt, toldAt }] : [],
  );
  return acknowledged.flatMap((later) =>
    acknowledged
      .filter((one) => one.toldAt < later.askedAt && one.seq > later.seq)
      .map((one) => `${later.tag} was begun after ${one.tag} was told, and stands before it`),
  );
}

/** Where a tailer saw something else than the log from its start on. */
function misled(tailer: Tailer, log: readonly Change[]): string[] {
  const { name, from, seen } = tailer;
  const due = log.filter(({ seq }) => seq > from);
  const faults = [...tailer.complaints, ...holes(seen, from)].map(
    (fault) => `the tailer ${name} ${fault}`,
  );
  if (seen.length < due.length) faults.push(`the tailer ${name} misses rows`);
  const other = seen.find(
    (row) =>
      !isDeepStrictEqual(
        row,
        log.find(({ seq }) => seq === row.seq),
      ),
  );
  if (other !== undefined) faults.push(`the tailer ${name} saw ${other.seq} otherwise`);
  return faults;
}
