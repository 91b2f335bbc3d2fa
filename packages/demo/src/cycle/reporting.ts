import { addDays, answerDay, isWorkingDay, periodEnd, TWO_DAY_CALENDAR } from "@diaodu/domain";
import type { Observation, PlainDate } from "@diaodu/domain";
import { chanceOf } from "../chance.ts";
import type { RoundSeries } from "../round-figures.ts";
import { unitName, units } from "../units.ts";
import { actOn, OFFICE, REVIEWER } from "./act.ts";
import type { Act, FigureKey } from "./act.ts";

/**
 * How a unit reports one round. `late`: after the cut-off of 17:00. `overnight`: before the round is
 * frozen in the morning after. `returned`: one figure comes back and goes again the same day. `kept`:
 * one comes back and lies until the 提示单 has come. `missed`: nothing comes until a 提示单 is written.
 */
export type Fate = "punctual" | "late" | "overnight" | "returned" | "kept" | "missed";

/** In every so many rounds the dispatch office writes to a unit by hand. */
const REMINDED = 20;

/** Times of the day at which units report, and when the reviewer has looked at what came. */
const SITTINGS = [
  { report: "10:2", back: "10:52", again: "11:31", publish: "11:2", after: "12:15" },
  { report: "14:0", back: "14:31", again: "14:52", publish: "15:0", after: "15:45" },
  { report: "15:1", back: "15:33", again: "15:58", publish: "16:1", after: "16:55" },
] as const;

const REASON_BACK = "与上期相比变动较大，请核对计量单位和统计口径后重新报送";

/** What stands at the day to which the demonstration is most often taken: 20 July 2020. */
const SET: Readonly<Record<string, Readonly<Record<string, Fate>>>> = {
  "2020-R100": { employment: "kept" },
  "2020-R101": { statistics: "overnight" },
};

/** Which fate each unit has in a round: one or two of five are not punctual, and not in every round. */
export function fatesOf(
  round: string,
  number: number,
  random: () => number,
): ReadonlyMap<string, Fate> {
  const fates = new Map<string, Fate>(units.map(({ code }) => [code, "punctual"]));
  // Drawn before anything is set, so that a set round does not shift those after it.
  const one = units[Math.floor(random() * units.length)]?.code ?? "";
  const other = units[Math.floor(random() * units.length)]?.code ?? "";
  const chance = random();
  const set = SET[round];
  if (set !== undefined) {
    for (const [unit, fate] of Object.entries(set)) fates.set(unit, fate);
    return fates;
  }
  if (round in AFTER_SET) return fates;
  if (number % 7 === 3) fates.set(one, number % 2 === 0 ? "missed" : "kept");
  else if (chance < 0.22) fates.set(one, "late");
  else if (chance < 0.3) fates.set(one, "overnight");
  if (number % 5 === 1 && fates.get(other) === "punctual") fates.set(other, "returned");
  return fates;
}

/** Rounds around those set, in which everybody is punctual. */
const AFTER_SET: Readonly<Record<string, true>> = {
  "2020-R098": true,
  "2020-R099": true,
  "2020-R102": true,
};

/** Everything that units report and the reviewer publishes, round by round. */
export function reportingActs(series: readonly RoundSeries[], seed: number): Act[] {
  const random = chanceOf(seed, "reporting");
  const rounds = byRound(series);
  return [...rounds].flatMap(([round, figures]) => {
    const number = Number(round.slice(-3));
    const fates = fatesOf(round, number, random);
    const acts = roundActs(round, figures, fates, random);
    if (number % REMINDED !== 1) return acts;
    const unit = units[Math.floor(number / REMINDED) % units.length]?.code ?? "";
    return [...acts, reminder(round, unit, periodEnd(round))];
  });
}

type OfUnits = ReadonlyMap<string, readonly Observation[]>;

function byRound(series: readonly RoundSeries[]): ReadonlyMap<string, OfUnits> {
  const rounds = new Map<string, Map<string, Observation[]>>();
  for (const { unit, observations } of series) {
    for (const figure of observations) {
      const round = rounds.get(figure.period) ?? new Map<string, Observation[]>();
      rounds.set(figure.period, round);
      round.set(unit, [...(round.get(unit) ?? []), figure]);
    }
  }
  return new Map([...rounds].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function roundActs(
  round: string,
  figures: OfUnits,
  fates: ReadonlyMap<string, Fate>,
  random: () => number,
): Act[] {
  const day = periodEnd(round);
  const acts: Act[] = [];
  const published = SITTINGS.map((): FigureKey[] => []);
  for (const [index, { code: unit }] of units.entries()) {
    const own = figures.get(unit) ?? [];
    const place = Math.floor(random() * SITTINGS.length);
    const sitting = SITTINGS[place] ?? SITTINGS[0];
    const fate = fates.get(unit) ?? "punctual";
    const [first, ...rest] = own;
    if (first === undefined) continue;
    const name = `${round}-${unit}`;
    const report = (
      on: PlainDate,
      clock: string,
      said: readonly Observation[],
      note: string | null = null,
      id = "",
    ) =>
      actOn(on, clock, unit, { kind: "report", unit, figures: said, note }, `${name}-report${id}`);
    const publish = (on: PlainDate, clock: string, said: readonly Observation[]) =>
      actOn(
        on,
        clock,
        REVIEWER,
        { kind: "publish", figures: said.map(keyOf) },
        `${name}-publish-${on}`,
      );
    const back = () =>
      actOn(
        day,
        sitting.back,
        REVIEWER,
        { kind: "send_back", figures: [keyOf(first)], reason: REASON_BACK },
        `${name}-back`,
      );
    switch (fate) {
      case "punctual":
        acts.push(report(day, `${sitting.report}${index}`, own));
        published[place]?.push(...own.map(keyOf));
        break;
      case "late":
        acts.push(report(day, `18:1${index}`, own), publish(day, `19:1${index}`, own));
        break;
      case "overnight":
        acts.push(
          report(addDays(day, 1), `07:3${index}`, own, "上期数据补报"),
          publish(addDays(day, 1), `08:3${index}`, own),
        );
        break;
      case "returned":
        acts.push(
          report(day, `${sitting.report}${index}`, [mistyped(first), ...rest]),
          back(),
          report(day, sitting.again, [first], "已按要求核对更正", "-again"),
          publish(day, sitting.after, [first]),
        );
        published[place]?.push(...rest.map(keyOf));
        break;
      case "kept":
        acts.push(
          report(day, `${sitting.report}${index}`, [mistyped(first), ...rest]),
          back(),
          report(addDays(day, 2), "09:43", [first], "已按提示单要求核对更正", "-again"),
          publish(addDays(day, 2), "10:47", [first]),
        );
        published[place]?.push(...rest.map(keyOf));
        break;
      case "missed": {
        acts.push(
          report(addDays(day, 2), "09:41", own, "按提示单要求补报", "-again"),
          publish(addDays(day, 2), "10:45", own),
        );
        break;
      }
    }
  }
  for (const [place, keys] of published.entries()) {
    const sitting = SITTINGS[place];
    if (keys.length === 0 || sitting === undefined) continue;
    acts.push(
      actOn(
        day,
        `${sitting.publish}9`,
        REVIEWER,
        { kind: "publish", figures: keys },
        `${round}-publish-${place}`,
      ),
    );
  }
  return acts;
}

/** 提示单 by hand: how often figures came back is nothing that the ladder looks at. */
function reminder(round: string, unit: string, on: PlainDate): Act {
  return actOn(
    on,
    "09:57",
    OFFICE,
    {
      kind: "issue",
      slip: `slip-sim-${round}-${unit}`,
      rung: "notice",
      unit,
      title: "近期填报差错较多",
      words: `${unitName(unit)}近期填报多次被退回，请查找原因，明确专人审核，并于时限内答复。`,
      answerBy: answerDay({ answerDays: 2 }, on, (day) => isWorkingDay(day, TWO_DAY_CALENDAR.days)),
    },
    `${round}-${unit}-reminder`,
  );
}

/** The figure with a slip of the hand: a tenth too much. */
function mistyped(figure: Observation): Observation {
  const decimals = figure.value.split(".")[1]?.length ?? 0;
  return { ...figure, value: (Number(figure.value) * 1.1 + 1).toFixed(decimals) };
}

function keyOf({ indicator, region, period, basis, measure }: Observation): FigureKey {
  return { indicator, region, period, basis, measure };
}
