import type { PlainDate, RoundStanding } from "@diaodu/domain";
import { daysBetween, ladderOn, standingAfter } from "@diaodu/domain";
import type { AnyRecordStep, Catalogue, NewMessage, Storage, UnitProgress } from "@diaodu/storage";
import type { BoardStanding } from "../board/standings.ts";
import { openCases } from "./cases.ts";
import { messagesOf, slipNotice } from "./notices.ts";
import { ownerOf } from "./owners.ts";
import { slipsToIssue, slipsToSettle } from "./slip-steps.ts";
import type { DispatchSettings } from "./stored-settings.ts";

export interface FreezeGround {
  readonly storage: Storage;
  readonly catalogue: Catalogue;
  readonly settings: DispatchSettings;
  /** Code of the round that is frozen. */
  readonly round: string;
  readonly today: PlainDate;
  readonly at: string;
  readonly standings: readonly BoardStanding[];
  readonly progress: readonly UnitProgress[];
  readonly simulated: boolean;
}

/** What freezing a round writes, beside the round itself. */
export interface Found {
  readonly standings: readonly RoundStanding[];
  readonly steps: readonly AnyRecordStep[];
  readonly messages: readonly NewMessage[];
}

/** More than any city has open at a time. */
const MOST = 10_000;
/** Rounds changed last: the one frozen before is among them. */
const RECENT = 8;
const ON_THE_LIST = ["assigned", "working", "submitted"];

/** Keeps how everything stands, and climbs the ladder for what does not stand well. */
export async function findGaps(ground: FreezeGround): Promise<Found> {
  const { storage, catalogue, settings, round, today, at } = ground;
  const [before, items, slips] = await Promise.all([
    standingsBefore(storage, round),
    storage.records("item", { states: ON_THE_LIST, limit: MOST }),
    storage.records("slip", { limit: MOST }),
  ]);
  const known = new Map(before.map((one) => [`${one.indicator}|${one.region}`, one]));
  const standings = ground.standings.map(({ dueOn, ...one }) => {
    const overdueDays = dueOn === null ? 0 : Math.max(0, daysBetween(dueOn, today));
    const earlier = known.get(`${one.indicator}|${one.region}`) ?? null;
    return standingAfter(earlier, { ...one, round, overdueDays });
  });
  const names = new Map(catalogue.indicators.map(({ code, shortName }) => [code, shortName]));
  const seats = new Map(catalogue.units.map(({ code, region }) => [code, region]));
  const places = new Map(catalogue.regions.map(({ code, shortName }) => [code, shortName]));
  const cases = openCases({
    today,
    calendar: settings.calendar,
    standings,
    progress: ground.progress,
    items,
    unitOf: (indicator, region) => ownerOf(catalogue, indicator, region),
    nameOf: (indicator, region) =>
      `${places.get(region) ?? region}${names.get(indicator) ?? indicator}`,
    regionOf: (unit) => seats.get(unit) ?? null,
    simulated: ground.simulated,
  });
  const issued = slipsToIssue(cases, slips, {
    ladder: ladderOn(settings.ladders, today),
    today,
    round,
    calendar: settings.calendar,
    mark: settings.wording.slipMark,
  });
  return {
    standings,
    steps: [...issued.map(({ step }) => step), ...slipsToSettle(cases, slips)],
    messages: issued.flatMap(({ step, slip }) =>
      messagesOf(slipNotice(step.id, slip), settings.channels, at),
    ),
  };
}

/** Standings of the round that was frozen last before this one; empty at the first. */
async function standingsBefore(storage: Storage, round: string): Promise<RoundStanding[]> {
  const frozen = await storage.records("round", { states: ["frozen"], limit: RECENT });
  const [last] = frozen
    .map(({ id }) => id)
    .filter((code) => code < round)
    .toSorted()
    .toReversed();
  return last === undefined ? [] : storage.standings({ rounds: [last] });
}
