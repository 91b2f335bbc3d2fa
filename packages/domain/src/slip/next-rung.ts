/** What the ladder has in store for a case. Rule [Y11] of SPEC.md. */
import type { PlainDate } from "../plain-date.ts";
import { shortDate } from "../round/rounds.ts";
import type { CaseToday, EarlierSlip, LadderRule } from "./ladder.ts";
import { RUNG_NAMES, RUNGS } from "./slip.ts";
import type { Rung } from "./slip.ts";

/** The next rung, and what must still come true. All of it at once: then it is issued. */
export interface NextRung {
  readonly rung: Rung;
  readonly rule: LadderRule;
  /** It waits until this day is over; null where it waits for none, or no longer. */
  readonly after: PlainDate | null;
  /** Rounds in a row that are missing; 0 where it asks for none or there are enough. */
  readonly roundsMissing: number;
  /** Days of lateness that are missing. */
  readonly daysMissing: number;
  /** One Chinese sentence. */
  readonly words: string;
}

/**
 * The lowest rung above the highest that was issued, by the rule that asks for the fewest further
 * rounds and days; null where no rule leads there, or it waits for a slip that nobody will issue. [Y11]
 */
export function nextRung(
  rules: readonly LadderRule[],
  now: CaseToday,
  slips: readonly EarlierSlip[],
  today: PlainDate,
): NextRung | null {
  const highest = Math.max(-1, ...slips.map(({ rung }) => RUNGS.indexOf(rung)));
  const above = rules
    .filter(({ subject, rung }) => subject === now.subject && RUNGS.indexOf(rung) > highest)
    .flatMap((rule) => waitingFor(rule, now, slips, today) ?? []);
  const lowest = Math.min(...above.map(({ rung }) => RUNGS.indexOf(rung)));
  const candidates = above.filter(({ rung }) => RUNGS.indexOf(rung) === lowest);
  return (
    candidates.toSorted(
      (left, right) =>
        left.roundsMissing - right.roundsMissing || left.daysMissing - right.daysMissing,
    )[0] ?? null
  );
}

/** What a rule still waits for; null where it waits for a rung that was never issued. */
function waitingFor(
  rule: LadderRule,
  now: CaseToday,
  slips: readonly EarlierSlip[],
  today: PlainDate,
): NextRung | null {
  const below = slips.find(({ rung }) => rung === RUNGS[RUNGS.indexOf(rule.rung) - 1]);
  if (rule.afterAnswerDay && below === undefined) return null;
  const waits = rule.afterAnswerDay && below !== undefined && !below.withdrawn;
  const after = waits && below.answerBy >= today ? below.answerBy : null;
  const known = rule.light === null ? 0 : now.rounds[rule.light];
  const roundsMissing = rule.light === null ? 0 : Math.max(0, rule.rounds - known);
  const daysMissing = Math.max(0, rule.overdueDays - now.overdueDays);
  const conditions = [
    ...(after === null ? [] : [`${shortDate(after)}答复时限过后`]),
    ...(rule.light === null
      ? []
      : [`连续${LIGHT_WORDS[rule.light]}满 ${rule.rounds} 期（现 ${known} 期）`]),
    ...(rule.overdueDays === 0
      ? []
      : [`逾期满 ${rule.overdueDays} 天（现 ${now.overdueDays} 天）`]),
  ];
  const words = `若${conditions.join("，")}，将发${RUNG_NAMES[rule.rung]}`;
  return { rung: rule.rung, rule, after, roundsMissing, daysMissing, words };
}

const LIGHT_WORDS = { behind: "落后", slow: "偏慢或落后" } as const;
