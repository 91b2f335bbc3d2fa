import type { PlainDate, RoundStanding } from "@diaodu/domain";
import { OPEN_ITEM_STATES, daysBetween, ladderOn, roundAt, standingAfter } from "@diaodu/domain";
import type {
  AnyRecordStep,
  Catalogue,
  NewMessage,
  Storage,
  StoredRecord,
  UnitProgress,
} from "@diaodu/storage";
import type { BoardStanding } from "../board/standings.ts";
import { openCases } from "./cases.ts";
import type { LateUnit } from "./cases.ts";
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
  /** How far units had reported when the round ended. */
  readonly closed: readonly UnitProgress[];
  /** How far they have reported now, of whatever is due. */
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

/** Keeps how everything stands, and climbs the ladder for what does not stand well. */
export async function findGaps(ground: FreezeGround): Promise<Found> {
  const { storage, catalogue, settings, round, today, at } = ground;
  const earlier = await frozenBefore(storage, round);
  const [before, items, slips] = await Promise.all([
    earlier[0] === undefined ? [] : storage.standings({ rounds: [earlier[0].id] }),
    storage.records("item", { states: OPEN_ITEM_STATES, limit: MOST }),
    storage.records("slip", { limit: MOST }),
  ]);
  const known = new Map(before.map((one) => [`${one.indicator}|${one.region}`, one]));
  const standings = ground.standings.map(({ dueOn, ...one }) => {
    const overdueDays = dueOn === null ? 0 : Math.max(0, daysBetween(dueOn, today));
    const last = known.get(`${one.indicator}|${one.region}`) ?? null;
    return standingAfter(last, { ...one, round, overdueDays });
  });
  const names = new Map(catalogue.indicators.map(({ code, shortName }) => [code, shortName]));
  const seats = new Map(catalogue.units.map(({ code, region }) => [code, region]));
  const places = new Map(catalogue.regions.map(({ code, shortName }) => [code, shortName]));
  const cases = openCases({
    today,
    calendar: settings.calendar,
    standings,
    late: lateUnits(ground),
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
    steps: [...issued.map(({ step }) => step), ...slipsToSettle(cases, slips, standings)],
    messages: issued.flatMap(({ step, slip }) =>
      messagesOf(slipNotice(step.id, slip), settings.channels, at),
    ),
  };
}

/** Rounds frozen before this one, the latest first. */
async function frozenBefore(storage: Storage, round: string): Promise<StoredRecord<"round">[]> {
  const frozen = await storage.records("round", { states: ["frozen"], limit: RECENT });
  return frozen.filter(({ id }) => id < round).toSorted((a, b) => (a.id < b.id ? 1 : -1));
}

/**
 * Units that are late: with the figures of this round, unbroken since the first that they missed, or
 * with any other figure past its day.
 */
function lateUnits({ closed, progress, settings, today }: FreezeGround): LateUnit[] {
  const units = [...new Set([...closed, ...progress].map(({ unit }) => unit))];
  return units.flatMap((unit) => {
    const missed = closed.find((one) => one.unit === unit)?.missedSince;
    const due = missed === undefined ? null : roundAt(missed, settings.calendar).end;
    const overdue = progress.find((one) => one.unit === unit)?.overdueDays ?? 0;
    const days = Math.max(overdue, due === null ? 0 : daysBetween(due, today));
    return days === 0 ? [] : [{ unit, overdueDays: days }];
  });
}
