import type { ObservationInput } from "@diaodu/contracts";
import { catalogue, loadEvents } from "@diaodu/demo";
import type { Observation } from "@diaodu/domain";
import { observationKey } from "@diaodu/domain";
import { DAY } from "./run-context.ts";

/** New values of one figure before it starts again. */
const VALUES = 7;

/**
 * Figures of the demonstration that were out by `DAY` and stand on the board, corrected again and
 * again: the `n`th call's figure never equals the one that it corrects.
 */
export function corrections(): (n: number) => ObservationInput {
  const shown = new Set(catalogue.board.map((row) => `${row.indicator}:${row.region}`));
  const latest = new Map<string, Observation>();
  for (const { observations } of loadEvents({ dispatch: false })) {
    for (const one of observations) {
      const onBoard = shown.has(`${one.indicator}:${one.region}`) && one.period.startsWith("2020");
      if (onBoard && one.basis === "official" && one.asOf <= DAY) {
        latest.set(observationKey(one), one);
      }
    }
  }
  const figures = [...latest.values()];
  return (n) => {
    const figure = figures[n % figures.length];
    if (figure === undefined) throw new Error("the demonstration has no figures by then");
    const step = (Math.floor(n / figures.length) % VALUES) + 1;
    return { ...figure, value: stepped(figure.value, step), reason: "核对后更正" };
  };
}

/** `value` moved by `steps` of its last digit, exactly: `-6.8` and 3 give `-6.5`. */
function stepped(value: string, steps: number): string {
  const decimals = value.split(".")[1]?.length ?? 0;
  return ((Math.round(Number(value) * 10 ** decimals) + steps) / 10 ** decimals).toFixed(decimals);
}

/** 1—6月 new jobs, which the demonstration leaves out of its data by `DAY`: `n` from 0 makes 700 to 899. */
export function newJobs(n: number): ObservationInput {
  return {
    indicator: "new_jobs",
    region: "100000",
    period: "2020-01/2020-06",
    basis: "official",
    measure: "level",
    value: String(700 + (n % 200)),
    status: "flash",
    asOf: "2020-07-17",
    source: "人力资源和社会保障部",
    simulated: false,
    reason: n === 0 ? null : "核对后更正",
  };
}
