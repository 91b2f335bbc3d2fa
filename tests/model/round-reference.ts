import {
  addDays,
  businessDate,
  DEFAULT_LADDER,
  daysBetween,
  isWorkingDay,
  roundOf,
  roundsOfYear,
  roundTimes,
  RUNGS,
} from "@diaodu/domain";
import type { Light, Round, RoundCalendar } from "@diaodu/domain";
import { ROWS } from "./round-schedule.ts";
import type { Schedule, SlipAct, Wake } from "./round-schedule.ts";

/** A step of a round, as a log would keep it. */
interface LivedStep {
  readonly code: string;
  readonly event: string;
  readonly due: string;
  readonly at: string;
}

export interface LivedSlip {
  readonly key: string;
  readonly since: string;
  readonly rung: string;
  readonly rule: string;
  readonly round: string;
  readonly issuedOn: string;
  readonly answerBy: string;
  readonly number: string;
  state: string;
}

interface LivedStanding {
  readonly round: string;
  readonly indicator: string;
  readonly light: Light;
  readonly streak: number;
  readonly trouble: number;
  readonly since: string | null;
}

/** What a schedule comes to when nobody dies, races or forgets: plain lists, worked out one by one. */
export interface Lived {
  readonly steps: LivedStep[];
  readonly slips: LivedSlip[];
  readonly standings: LivedStanding[];
  /** Codes of rounds whose unit was reminded. */
  readonly reminded: string[];
}

/** The unit that is asked for a figure in every round, and never sends it. */
export const OWING = "finance";

interface Trouble {
  readonly key: string;
  readonly since: string;
  readonly subject: "indicator" | "item" | "report";
  readonly behind: number;
  readonly slow: number;
  readonly days: number;
}

export interface Reference {
  readonly lived: Lived;
  /** The slip that is acted on, changed already; null where none waits. */
  act(wake: Wake): { readonly slip: LivedSlip; readonly event: SlipAct } | null;
  /** Lives up to a wake. */
  live(wake: Wake): void;
}

/** Lives a schedule wake by wake. */
export function referenceOf({ calendar, items }: Schedule): Reference {
  const lived: Lived = { steps: [], slips: [], standings: [], reminded: [] };
  const done = new Set<string>();
  const closed = new Set<number>();
  const numbers = new Map<string, number>();
  let first: Round | null = null;

  function freeze(round: Round, wake: Wake): void {
    const today = businessDate(wake.at);
    const troubles: Trouble[] = [];
    for (const [place, { indicator, region }] of ROWS.entries()) {
      const light = wake.lights[place] ?? "none";
      const before = lived.standings.findLast((one) => one.indicator === indicator);
      const bad = light === "behind" || light === "slow";
      const goesOn = bad && before !== undefined && before.trouble > 0;
      const now: LivedStanding = {
        round: round.code,
        indicator,
        light,
        streak: before?.light === light ? before.streak + 1 : 1,
        trouble: bad ? (goesOn ? before.trouble : 0) + 1 : 0,
        since: bad ? (goesOn ? before.since : round.code) : null,
      };
      lived.standings.push(now);
      if (now.since === null) continue;
      const key = `indicator|${indicator}|${region}`;
      const behind = light === "behind" ? now.streak : 0;
      troubles.push({
        key,
        since: now.since,
        subject: "indicator",
        behind,
        slow: now.trouble,
        days: 0,
      });
    }
    // Nothing was ever sent: the figure of the first round is late from its end on.
    const missed = first?.end ?? round.end;
    troubles.push({
      key: `report|${OWING}`,
      since: first?.code ?? round.code,
      subject: "report",
      behind: 0,
      slow: 0,
      days: daysBetween(missed, today),
    });
    // Those changed last come first.
    for (const place of [1, 0]) {
      const dueOn = items[place] ?? today;
      if (closed.has(place) || dueOn >= today) continue;
      const since = roundOf(dueOn, calendar)?.code ?? dueOn;
      const days = daysBetween(dueOn, today);
      troubles.push({
        key: `item|item-${place}`,
        since,
        subject: "item",
        behind: 0,
        slow: 0,
        days,
      });
    }
    const standing = [...lived.slips];
    for (const trouble of troubles) climb(trouble, round, today);
    for (const slip of standing) {
      const open = troubles.some(({ key, since }) => slip.key === key && slip.since === since);
      if (!open && ["issued", "read"].includes(slip.state)) slip.state = "settled";
    }
  }

  function climb(trouble: Trouble, round: Round, today: string): void {
    const own = lived.slips.filter(
      ({ key, since }) => key === trouble.key && since === trouble.since,
    );
    for (let height = RUNGS.length - 1; height >= 0; height -= 1) {
      // This rung, or a higher one, was issued in this run.
      if (own.some(({ rung }) => RUNGS.findIndex((one) => one === rung) >= height)) return;
      const below = own.find(({ rung }) => rung === RUNGS[height - 1]);
      const rule = DEFAULT_LADDER.rules.find(
        (one) =>
          one.subject === trouble.subject &&
          one.rung === RUNGS[height] &&
          trouble.days >= one.overdueDays &&
          (one.light === null || trouble[one.light] >= one.rounds) &&
          (!one.afterAnswerDay ||
            (below !== undefined && (below.state === "withdrawn" || below.answerBy < today))),
      );
      if (rule === undefined) continue;
      const year = today.slice(0, 4);
      const number = (numbers.get(year) ?? 0) + 1;
      numbers.set(year, number);
      const { key, since } = trouble;
      lived.slips.push({
        key,
        since,
        rung: rule.rung,
        rule: rule.name,
        round: round.code,
        issuedOn: today,
        answerBy: workingDaysAfter(today, rule.answerDays, calendar),
        number: `调督〔${year}〕${number}号`,
        state: "issued",
      });
      return;
    }
  }

  return {
    lived,
    act({ act, closes }) {
      if (closes !== null) closed.add(closes);
      const waiting = lived.slips.filter(({ state }) => ["issued", "read"].includes(state));
      const slip = act === null ? undefined : waiting[act.nth % waiting.length];
      if (act === null || slip === undefined) return null;
      if (act.event === "read" && slip.state === "read") return null;
      slip.state = { read: "read", answer: "answered", withdraw: "withdrawn" }[act.event];
      return { slip, event: act.event };
    },
    live(wake) {
      first ??= roundOf(businessDate(wake.at), calendar);
      if (first === null) return;
      const due = dueBy(wake.at, first, calendar).filter(
        ({ round, event }) => !done.has(`${round.code} ${event}`),
      );
      for (const { round, event, at } of due) {
        done.add(`${round.code} ${event}`);
        lived.steps.push({ code: round.code, event, due: at, at: wake.at });
        if (event === "remind" && wake.at < roundTimes(round, calendar).dueAt) {
          lived.reminded.push(round.code);
        }
        if (event === "freeze") freeze(round, wake);
      }
    },
  };
}

/** Everything that ought to have happened by `now`, in order of time, the earlier round first. */
function dueBy(now: string, first: Round, calendar: RoundCalendar) {
  const year = Number(first.start.slice(0, 4));
  return [year, year + 1, year + 2]
    .flatMap((one) => roundsOfYear(one, calendar))
    .filter(({ start }) => start >= first.start)
    .flatMap((round) => {
      const times = roundTimes(round, calendar);
      return [
        { round, event: "open", at: times.opensAt },
        { round, event: "remind", at: times.remindsAt },
        { round, event: "cut_off", at: times.dueAt },
        { round, event: "close", at: times.closesAt },
        { round, event: "freeze", at: times.freezesAt },
      ];
    })
    .filter(({ at }) => at <= now)
    .toSorted((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));
}

function workingDaysAfter(date: string, count: number, { days }: RoundCalendar): string {
  let day = date;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(day, days)) left -= 1;
  }
  return day;
}
