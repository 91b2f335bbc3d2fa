/** When a case climbs to which rung. Rules [Y4]–[Y9] of SPEC.md. */
import { addDays } from "../plain-date.ts";
import type { PlainDate } from "../plain-date.ts";
import type { LightReason } from "../status-rule.ts";
import { RUNG_NAMES, RUNGS } from "./slip.ts";
import type { CaseSubject, Rung } from "./slip.ts";

/** All conditions of a rule hold together; a number of 0 asks nothing. */
export interface LadderRule {
  /** Stable key within the ladder. */
  readonly code: string;
  readonly name: string;
  readonly subject: CaseSubject;
  readonly rung: Rung;
  /** Of `indicator`: the light must be at least so bad; null where the subject has no light. */
  readonly light: "behind" | "slow" | null;
  /** Rounds in a row, this one included. */
  readonly rounds: number;
  /** Calendar days that the report or the item is late. */
  readonly overdueDays: number;
  /** Only once the slip of the rung below is past its day of answer. */
  readonly afterAnswerDay: boolean;
  /** Working days to answer in, from the day after the issue. */
  readonly answerDays: number;
}

/** 督办规则, in force for rounds that freeze on or after `validFrom`. */
export interface Ladder {
  readonly validFrom: PlainDate;
  readonly rules: readonly LadderRule[];
}

/** A case today. */
export interface CaseToday {
  readonly subject: CaseSubject;
  /** null where the subject has none. */
  readonly light: "behind" | "slow" | null;
  /** Rounds in a row of this light or a worse one, this one included. */
  readonly rounds: Readonly<Record<"behind" | "slow", number>>;
  readonly overdueDays: number;
}

/** A slip of this case, of this unbroken run of trouble. */
export interface EarlierSlip {
  readonly rung: Rung;
  readonly answerBy: PlainDate;
  readonly withdrawn: boolean;
}

export interface Climb {
  readonly rung: Rung;
  readonly rule: LadderRule;
  readonly reasons: readonly LightReason[];
}

/** The ladder in force on a day: the latest that has begun; null before the first. [Y4] */
export function ladderOn(ladders: readonly Ladder[], today: PlainDate): Ladder | null {
  return ladders.filter(({ validFrom }) => validFrom <= today).at(-1) ?? null;
}

/**
 * The slip that is due, or null. The highest rung whose rule holds is issued [Y5]; a rung is issued
 * once in one run of trouble, and none below one that was issued already [Y6], even where it was
 * withdrawn; a rule that waits for the rung below climbs only past its day of answer [Y7].
 */
export function climb(
  rules: readonly LadderRule[],
  now: CaseToday,
  slips: readonly EarlierSlip[],
  today: PlainDate,
): Climb | null {
  const highest = Math.max(-1, ...slips.map(({ rung }) => RUNGS.indexOf(rung)));
  const due = rules
    .filter((rule) => rule.subject === now.subject)
    .filter((rule) => RUNGS.indexOf(rule.rung) > highest && holds(rule, now, slips, today))
    .toSorted((left, right) => RUNGS.indexOf(right.rung) - RUNGS.indexOf(left.rung))[0];
  return due === undefined
    ? null
    : { rung: due.rung, rule: due, reasons: reasonsOf(due, now, slips) };
}

/** Last day to answer: so many working days after the day of issue. [Y8] */
export function answerDay(
  rule: Pick<LadderRule, "answerDays">,
  issuedOn: PlainDate,
  isWorking: (date: PlainDate) => boolean,
): PlainDate {
  let day = issuedOn;
  for (let left = rule.answerDays; left > 0;) {
    day = addDays(day, 1);
    if (isWorking(day)) left -= 1;
  }
  return day;
}

/** What is wrong with a ladder, in Chinese; empty for a good one. [Y9] */
export function ladderFaults(rules: readonly LadderRule[]): { index: number; words: string }[] {
  const faults: { index: number; words: string }[] = [];
  const codes = new Set<string>();
  for (const [index, rule] of rules.entries()) {
    const say = (words: string) => faults.push({ index, words });
    if (codes.has(rule.code)) say("规则代码重复");
    codes.add(rule.code);
    if (rule.subject === "indicator" && rule.light === null) say("指标类规则须写明颜色");
    if (rule.subject !== "indicator" && rule.light !== null) say("只有指标类规则有颜色");
    if (rule.subject === "indicator" && rule.overdueDays > 0)
      say("指标类规则按连续期数，不按逾期天数");
    if (rule.subject !== "indicator" && rule.overdueDays === 0) say("须写明逾期天数");
    if (rule.subject === "indicator" && rule.rounds === 0) say("须写明连续期数");
    if (rule.rung === "notice" && rule.afterAnswerDay) say("提示单之前没有更低一级的单据");
  }
  return faults;
}

/**
 * 提示单 for one round behind, three slow or a report a day late; 督办单 for three rounds behind once
 * the notice is past its day, or a report three days late; 约谈 for six rounds behind past the order's day.
 */
export const DEFAULT_LADDER: Ladder = {
  validFrom: "1900-01-01",
  rules: [
    rule("behind-notice", "落后即提示", "indicator", "notice", { light: "behind", rounds: 1 }),
    rule("slow-notice", "连续偏慢提示", "indicator", "notice", { light: "slow", rounds: 3 }),
    rule("behind-order", "连续落后督办", "indicator", "order", {
      light: "behind",
      rounds: 3,
      afterAnswerDay: true,
    }),
    rule("behind-talk", "长期落后约谈", "indicator", "talk", {
      light: "behind",
      rounds: 6,
      afterAnswerDay: true,
    }),
    rule("report-notice", "逾期未报提示", "report", "notice", { overdueDays: 1 }),
    rule("report-order", "逾期未报督办", "report", "order", { overdueDays: 3 }),
    rule("item-notice", "事项超期提示", "item", "notice", { overdueDays: 1 }),
    rule("item-order", "事项超期督办", "item", "order", { overdueDays: 5, afterAnswerDay: true }),
  ],
};

function rule(
  code: string,
  name: string,
  subject: CaseSubject,
  rung: Rung,
  asked: Partial<Pick<LadderRule, "light" | "rounds" | "overdueDays" | "afterAnswerDay">>,
): LadderRule {
  const nothing = { light: null, rounds: 0, overdueDays: 0, afterAnswerDay: false };
  return { code, name, subject, rung, ...nothing, ...asked, answerDays: rung === "notice" ? 2 : 3 };
}

function holds(
  rule: LadderRule,
  now: CaseToday,
  slips: readonly EarlierSlip[],
  today: PlainDate,
): boolean {
  if (rule.light !== null && now.rounds[rule.light] < Math.max(1, rule.rounds)) return false;
  if (now.overdueDays < rule.overdueDays) return false;
  if (!rule.afterAnswerDay) return true;
  const below = slipBelow(rule.rung, slips);
  return below !== null && (below.withdrawn || today > below.answerBy);
}

function slipBelow(rung: Rung, slips: readonly EarlierSlip[]): EarlierSlip | null {
  const below = RUNGS[RUNGS.indexOf(rung) - 1];
  return slips.find((slip) => slip.rung === below) ?? null;
}

function reasonsOf(rule: LadderRule, now: CaseToday, slips: readonly EarlierSlip[]): LightReason[] {
  const reasons: LightReason[] = [{ label: "规则", value: rule.name }];
  if (rule.light !== null) {
    const rounds = now.rounds[rule.light];
    const words = rule.light === "behind" ? "落后" : "偏慢及以下";
    reasons.push({ label: `连续${words}`, value: `${rounds} 期（规则为 ${rule.rounds} 期）` });
  }
  if (rule.overdueDays > 0) {
    reasons.push({
      label: "逾期",
      value: `${now.overdueDays} 天（规则为 ${rule.overdueDays} 天）`,
    });
  }
  const below = rule.afterAnswerDay ? slipBelow(rule.rung, slips) : null;
  if (below !== null) {
    reasons.push({ label: `${RUNG_NAMES[below.rung]}答复时限`, value: `${below.answerBy}，已过` });
  }
  return reasons;
}
