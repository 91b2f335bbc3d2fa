import type { RoundOnWire, StandingOnWire } from "@diaodu/contracts";
import { ROUND_EVENT_NAMES, roundLabel } from "@diaodu/domain";
import type { Light, RoundEvent, RoundStanding } from "@diaodu/domain";
import type { StoredRecord, UnitProgress } from "@diaodu/storage";
import { tileKey } from "../../board/fact-index.ts";
import type { Names } from "../reports/names.ts";

export type StoredRound = StoredRecord<"round">;

/** What the list knows of a round beside its record. */
export interface RoundAround {
  /** How far units have reported; of the running round now, later as it ended. */
  readonly progress: readonly UnitProgress[] | null;
  readonly lights: RoundOnWire["lights"];
  readonly slips: number;
}

export function presentRound({ body, state }: StoredRound, around: RoundAround): RoundOnWire {
  const { progress, lights, slips } = around;
  const sum = (of: (unit: UnitProgress) => number) =>
    progress === null ? null : progress.reduce((total, unit) => total + of(unit), 0);
  return {
    code: body.code,
    number: body.number,
    label: roundLabel(body),
    from: body.start,
    to: body.end,
    dueAt: body.dueAt,
    state,
    asked: sum(({ asked }) => asked),
    reported: sum(({ reported }) => reported),
    lateUnits: body.atCutOff?.filter(({ asked, reported }) => reported < asked).length ?? null,
    lights,
    slips,
    frozenSeq: body.frozenSeq,
  };
}

/** Indicators by light; null for a round that is not frozen. */
export function lightsOf(standings: readonly RoundStanding[]): Record<Light, number> {
  const counts = { behind: 0, slow: 0, on: 0, none: 0 };
  for (const { light } of standings) counts[light] += 1;
  return counts;
}

export function presentStanding(standing: RoundStanding, names: Names): StandingOnWire {
  const { indicator, region, value: _, ...rest } = standing;
  return {
    ...rest,
    key: tileKey(indicator, region),
    indicator,
    indicatorName: names.indicators.get(indicator)?.shortName ?? indicator,
    region,
    regionName: names.regions.get(region)?.shortName ?? region,
  };
}

/** What a step of a round is called; one by hand is no step of time. */
export function eventName(event: string): string {
  return event in ROUND_EVENT_NAMES ? ROUND_EVENT_NAMES[event as RoundEvent] : event;
}
