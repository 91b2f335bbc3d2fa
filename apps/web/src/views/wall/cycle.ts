import type { Board, DispatchPart, Light } from "@diaodu/contracts";
import { RUNG_NAMES } from "@diaodu/domain/slip/slip";
import { daysBetween } from "../../ui/city-date.ts";

/** Lines that fit each list of the scene at 1/54 of the height, under the band of a lost link too. */
const UNITS_SHOWN = 10;
const ITEMS_SHOWN = 9;
const SLIPS_SHOWN = 4;
/** Slips and turns share a column; a list without lines says so in one. */
const SIDE_SHOWN = 7;
/** Up to here a list has room for larger type. */
const ROOMY = 6;

/** One unit of the running round. */
export interface UnitLine {
  readonly code: string;
  readonly name: string;
  readonly asked: number;
  readonly reported: number;
  readonly overdueDays: number;
  /** How it stands: late, past the round's end without everything, complete, or still in time. */
  readonly light: Light;
}

/** One problem, as its indicator stands now. */
export interface ItemLine {
  readonly id: string;
  readonly title: string;
  readonly owner: string;
  readonly state: DispatchPart["items"]["list"][number]["state"];
  readonly dueOn: string;
  readonly overdueDays: number;
  /** Of the indicator's tile; null for an item without one. */
  readonly light: Light | null;
  readonly simulated: boolean;
}

/** How an indicator moved between the last two frozen rounds. */
export interface TurnLine {
  readonly key: string;
  readonly name: string;
  readonly words: string;
  readonly light: Light;
  readonly rounds: number;
  readonly turn: "behind" | "slow" | "recovered" | "stayed";
}

/** A list that says what it leaves out. */
export interface Cut<T> {
  readonly shown: readonly T[];
  readonly more: number;
  /** Whether there is room for larger type. */
  readonly roomy: boolean;
}

/** Everything that the scene 问题与督办 prints; equal as text where it prints the same. */
export interface Cycle {
  readonly asked: number;
  readonly reported: number;
  readonly units: Cut<UnitLine>;
  readonly open: number;
  readonly overdue: number;
  readonly waiting: number;
  readonly items: Cut<ItemLine>;
  readonly openSlips: number;
  readonly slips: Cut<DispatchPart["slips"]["issued"][number]>;
  /** The last frozen round; null before the first. */
  readonly frozen: number | null;
  readonly turns: Cut<TurnLine>;
}

/** The scene's contents, each list cut to what the wall has room for; null before the first round. */
export function cycleOf(board: Pick<Board, "dispatch" | "tiles" | "clock">): Cycle | null {
  const { dispatch, tiles, clock } = board;
  if (dispatch === null) return null;
  const { round, items, slips, gaps } = dispatch;
  const issued = cut(
    slips.issued.map((slip) => ({ ...slip, title: withoutRung(slip) })),
    SLIPS_SHOWN,
  );
  const turnsShown = SIDE_SHOWN - Math.max(1, issued.shown.length);
  const lights = new Map(tiles.map(({ key, light }) => [key, light.light]));
  const lines = items.list.map((item): ItemLine => {
    const { id, title, state, dueOn, simulated } = item;
    return {
      id,
      title,
      owner: [item.unitName, item.leader].filter((name) => name !== null).join(" · "),
      state,
      dueOn,
      overdueDays: Math.max(0, daysBetween(dueOn, clock.date)),
      light:
        item.indicator === null ? null : (lights.get(`${item.indicator}:${item.region}`) ?? null),
      simulated,
    };
  });
  return {
    asked: round?.asked ?? 0,
    reported: round?.reported ?? 0,
    units: cut(unitLines(round), UNITS_SHOWN),
    open: items.open,
    overdue: items.overdue,
    waiting: items.waiting,
    items: cut(lines, ITEMS_SHOWN, items.open),
    openSlips: slips.open,
    slips: issued,
    frozen: gaps?.number ?? null,
    turns: cut(gaps === null ? [] : turnLines(gaps), turnsShown),
  };
}

/** The longest overdue first, then who has the most left to report. */
function unitLines(round: DispatchPart["round"]): UnitLine[] {
  if (round === null) return [];
  const past = round.state !== "open" && round.state !== "due";
  return round.units
    .filter(({ asked, overdueDays }) => asked > 0 || overdueDays > 0)
    .map((unit): UnitLine => {
      const whole = unit.reported >= unit.asked;
      const light = unit.overdueDays > 0 ? "behind" : whole ? "on" : past ? "slow" : "none";
      return { ...unit, light };
    })
    .toSorted(
      (a, b) =>
        b.overdueDays - a.overdueDays ||
        b.asked - b.reported - (a.asked - a.reported) ||
        (a.code < b.code ? -1 : 1),
    );
}

/** What turned for the worse, then for the better, then what stays as it is. */
function turnLines(gaps: NonNullable<DispatchPart["gaps"]>): TurnLine[] {
  const lines = (turn: TurnLine["turn"], list: typeof gaps.stayed) =>
    list.map(({ key, name, words, light, rounds }) => ({ key, name, words, light, rounds, turn }));
  return [
    ...lines("behind", gaps.turnedBehind),
    ...lines("slow", gaps.turnedSlow),
    ...lines("recovered", gaps.recovered),
    ...lines("stayed", gaps.stayed),
  ];
}

/** A title that begins with its rung loses it: the rung stands beside it. */
function withoutRung({ title, rung }: DispatchPart["slips"]["issued"][number]): string {
  const prefix = `${RUNG_NAMES[rung]}：`;
  return title.startsWith(prefix) ? title.slice(prefix.length) : title;
}

/** @param whole how many there are where `list` itself was cut before */
function cut<T>(list: readonly T[], most: number, whole = list.length): Cut<T> {
  const shown = list.slice(0, most);
  const all = Math.max(whole, list.length);
  return { shown, more: all - shown.length, roomy: all <= ROOMY };
}
