import type { DispatchPart } from "@diaodu/contracts";
import type { PlainDate, RoundStanding } from "@diaodu/domain";
import { OPEN_ITEM_STATES, gapsBetween, itemOverdueDays } from "@diaodu/domain";
import type { Catalogue, StoredRecord, UnitProgress } from "@diaodu/storage";
import { tileKey } from "../board/fact-index.ts";
import type { PartRecords } from "./part-records.ts";

/** The most that a wall can show. */
const ITEMS_SHOWN = 12;
const SLIPS_SHOWN = 8;
const OPEN: ReadonlySet<string> = new Set(OPEN_ITEM_STATES);

interface PartGround {
  readonly records: PartRecords;
  readonly catalogue: Catalogue;
  readonly today: PlainDate;
  /** How far units have reported now; null for an earlier position, where the round's own record tells. */
  readonly progress: readonly UnitProgress[] | null;
  readonly standingsOf: (rounds: readonly string[]) => Promise<readonly RoundStanding[]>;
}

/** What everybody who sees the board may see of the cycle; null before the first round. */
export async function dispatchPartOf(ground: PartGround): Promise<DispatchPart | null> {
  const { rounds, items, slips, meetings } = ground.records;
  const [running] = rounds;
  if (running === undefined) return null;
  const led = meetings.find(({ body }) => body.walls);
  return {
    seq: Math.max(...[...rounds, ...items, ...slips, ...meetings].map(({ seq }) => seq)),
    round: roundOf(running, ground),
    gaps: await gapsOf(rounds, ground),
    items: itemsOf(items, ground),
    slips: slipsOf(slips, running.body.start, ground),
    meeting: led === undefined ? null : { id: led.id, title: led.body.title },
  };
}

function roundOf(
  { body, state }: StoredRecord<"round">,
  { progress, catalogue }: PartGround,
): DispatchPart["round"] {
  const units = progress ?? body.atClose ?? body.atCutOff ?? [];
  const names = unitNames(catalogue);
  const sum = (of: (unit: UnitProgress) => number) =>
    units.reduce((total, unit) => total + of(unit), 0);
  return {
    code: body.code,
    number: body.number,
    from: body.start,
    to: body.end,
    dueAt: body.dueAt,
    state,
    asked: sum(({ asked }) => asked),
    reported: sum(({ reported }) => reported),
    units: units.map((one) => ({
      code: one.unit,
      name: names.get(one.unit) ?? one.unit,
      asked: one.asked,
      reported: one.reported,
      overdueDays: one.overdueDays,
    })),
  };
}

/** What the last frozen round found against the one frozen before it. */
async function gapsOf(
  ordered: readonly StoredRecord<"round">[],
  { standingsOf, catalogue }: PartGround,
): Promise<DispatchPart["gaps"]> {
  const [last, before] = ordered.filter(({ state }) => state === "frozen");
  if (last === undefined) return null;
  const codes = [last, before].flatMap((one) => one?.id ?? []);
  const standings = await standingsOf(codes);
  const of = (code: string | undefined) => standings.filter(({ round }) => round === code);
  const gaps = gapsBetween(of(before?.id), of(last.id));
  const names = new Map(catalogue.indicators.map(({ code, shortName }) => [code, shortName]));
  const places = new Map(catalogue.regions.map(({ code, shortName }) => [code, shortName]));
  const moved = (list: readonly RoundStanding[]) =>
    list.map(({ indicator, region, light, words, streak }) => ({
      key: tileKey(indicator, region),
      indicator,
      region,
      name: `${names.get(indicator) ?? indicator} · ${places.get(region) ?? region}`,
      light,
      words,
      rounds: streak,
    }));
  return {
    round: last.id,
    number: last.body.number,
    frozenSeq: last.body.frozenSeq ?? last.seq,
    turnedBehind: moved(gaps.turnedBehind),
    turnedSlow: moved(gaps.turnedSlow),
    stayed: moved(gaps.stayed),
    recovered: moved(gaps.recovered),
  };
}

function itemsOf(
  items: readonly StoredRecord<"item">[],
  { today, catalogue }: PartGround,
): DispatchPart["items"] {
  const open = items.filter(({ state }) => OPEN.has(state));
  const overdue = (one: StoredRecord<"item">) =>
    itemOverdueDays({ state: one.state, dueOn: one.body.dueOn }, today);
  const names = unitNames(catalogue);
  const pressing = open.toSorted(
    (a, b) =>
      overdue(b) - overdue(a) || (a.body.dueOn < b.body.dueOn ? -1 : 1) || (a.id < b.id ? -1 : 1),
  );
  return {
    open: open.length,
    overdue: open.filter((one) => overdue(one) > 0).length,
    waiting: open.filter(({ state }) => state === "submitted").length,
    closed: items.filter(({ state }) => state === "closed").length,
    list: pressing.slice(0, ITEMS_SHOWN).map(({ id, state, body }) => ({
      id,
      title: body.title,
      unitName: names.get(body.unit) ?? body.unit,
      leader: body.leader?.name ?? null,
      dueOn: body.dueOn,
      state,
      indicator: body.indicator,
      region: body.region,
      simulated: body.simulated,
    })),
  };
}

function slipsOf(
  slips: readonly StoredRecord<"slip">[],
  since: PlainDate,
  { catalogue }: PartGround,
): DispatchPart["slips"] {
  const names = unitNames(catalogue);
  const issued = slips
    .filter(({ body }) => body.issuedOn >= since)
    .toSorted((a, b) => b.seq - a.seq || (a.body.number < b.body.number ? 1 : -1));
  return {
    open: slips.length,
    issued: issued.slice(0, SLIPS_SHOWN).map(({ id, state, body }) => ({
      id,
      number: body.number,
      rung: body.rung,
      unitName: names.get(body.case.unit) ?? body.case.unit,
      title: body.title,
      state,
      simulated: body.simulated,
    })),
  };
}

function unitNames(catalogue: Catalogue): Map<string, string> {
  return new Map(catalogue.units.map(({ code, shortName }) => [code, shortName]));
}
