import type { DispatchPart } from "@diaodu/contracts";
import type { PlainDate, RoundStanding } from "@diaodu/domain";
import { gapsBetween, itemOverdueDays } from "@diaodu/domain";
import type { Catalogue, Change, Storage, StoredRecord, UnitProgress } from "@diaodu/storage";
import type { BusinessTime } from "../board/business-time.ts";
import { tileKey } from "../board/fact-index.ts";
import { todayOf } from "../features/reports/desk.ts";
import type { Calendars } from "./calendar.ts";
import { unitProgress } from "./progress.ts";

/** The most that a wall can show. */
const ITEMS_SHOWN = 12;
const SLIPS_SHOWN = 8;
const MOST = 10_000;
const ON_THE_LIST = ["assigned", "working", "submitted"];
const OPEN_SLIPS = ["issued", "delivered", "read", "answered"];

interface PartGround {
  readonly storage: Storage;
  readonly catalogue: Catalogue;
  /** The position of the log to tell of. */
  readonly atSeq: number;
  readonly today: PlainDate;
  /** How far units have reported now; null for an earlier position, where the round's own record tells. */
  readonly progress: readonly UnitProgress[] | null;
}

/** The part at a position of the log; `live` tells how far units have reported by now. */
export type DispatchPartSource = (o: {
  readonly atSeq: number;
  readonly live: boolean;
  /** Whether what units have reported may have moved since the last live reading. */
  readonly reported: boolean;
}) => Promise<DispatchPart | null>;

/** Reads the part from the records, and the progress of the running round from what units sent. */
export function dispatchPartSource(o: {
  readonly storage: Storage;
  readonly time: BusinessTime;
  readonly calendars: Calendars;
}): DispatchPartSource {
  let known: { readonly date: PlainDate; readonly progress: UnitProgress[] } | null = null;
  return async ({ atSeq, live, reported }) => {
    const { storage } = o;
    if ((await storage.records("round", { atSeq, limit: 1 })).length === 0) return null;
    const catalogue = await storage.catalogue({ atSeq });
    const today = todayOf(o);
    if (live && (reported || known?.date !== today.today)) {
      known = { date: today.today, progress: await unitProgress(storage, catalogue, today) };
    }
    const progress = live ? (known?.progress ?? null) : null;
    return dispatchPartOf({ storage, catalogue, atSeq, today: today.today, progress });
  };
}

/** Whether a row of the log can alter the part: by what units report, or by its records alone. */
export function touchesDispatch(row: Change): boolean {
  return row.kind === "dispatch" || touchesProgress(row);
}

/** Whether a row of the log can alter how far units have reported. */
export function touchesProgress(row: Change): boolean {
  switch (row.kind) {
    case "report":
    case "round":
      return true;
    case "observations":
      return row.payload.reports !== undefined;
    case "unit":
    case "duty":
    case "board":
      return row.payload.units.length > 0 || row.payload.duties.length > 0;
    case "indicator":
    case "region":
    case "target":
    case "rule":
    case "access":
    case "dispatch":
      return false;
  }
}

/** What everybody who sees the board may see of the cycle; null before the first round. */
async function dispatchPartOf(ground: PartGround): Promise<DispatchPart | null> {
  const { storage, atSeq } = ground;
  const at = { atSeq };
  const [rounds, items, slips, meetings] = await Promise.all([
    storage.records("round", { ...at, limit: 8 }),
    storage.records("item", { ...at, limit: MOST }),
    storage.records("slip", { ...at, states: OPEN_SLIPS, limit: MOST }),
    storage.records("meeting", { ...at, states: ["running"], limit: 20 }),
  ]);
  const ordered = rounds.toSorted((a, b) => (a.id < b.id ? 1 : -1));
  const running = ordered[0];
  if (running === undefined) return null;
  const led = meetings.find(({ body }) => body.walls);
  return {
    seq: Math.max(...[...rounds, ...items, ...slips, ...meetings].map(({ seq }) => seq)),
    round: roundOf(running, ground),
    gaps: await gapsOf(ordered, ground),
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
  { storage, catalogue }: PartGround,
): Promise<DispatchPart["gaps"]> {
  const [last, before] = ordered.filter(({ state }) => state === "frozen");
  if (last === undefined) return null;
  const codes = [last, before].flatMap((one) => one?.id ?? []);
  const standings = await storage.standings({ rounds: codes });
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
  const open = items.filter(({ state }) => ON_THE_LIST.includes(state));
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
