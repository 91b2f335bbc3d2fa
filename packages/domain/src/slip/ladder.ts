/** When a case climbs to which rung. Rules [Y4]–[Y9] of SPEC.md. */
import type { PlainDate } from "../plain-date.ts";
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
