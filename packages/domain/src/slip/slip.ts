/** 督办单据: a numbered paper that asks a unit to answer. Rules [Y1]–[Y13] of SPEC.md. */
import type { Person } from "../person.ts";
import type { PlainDate } from "../plain-date.ts";
import type { RegionCode } from "../region.ts";
import type { LightReason } from "../status-rule.ts";

/** The rungs of the ladder, mildest first. */
export const RUNGS = ["notice", "order", "talk"] as const;
export type Rung = (typeof RUNGS)[number];

export const RUNG_NAMES: Readonly<Record<Rung, string>> = {
  notice: "提示单",
  order: "督办单",
  talk: "约谈",
};

/** Troubles that climb the ladder by themselves. */
export const CASE_SUBJECTS = ["indicator", "report", "item"] as const;
export type CaseSubject = (typeof CASE_SUBJECTS)[number];

/** What a slip is about. `unit`: how a unit works, judged by a person alone. */
export type SlipSubject = CaseSubject | "unit";

/** A trouble that goes on: a light that stays, a report that is missing, an item past its deadline. */
export interface Case {
  /** `indicator|gdp|371400`, `report|finance`, `item|<id>`, `unit|finance`: see {@link caseKey}. */
  readonly key: string;
  readonly subject: SlipSubject;
  readonly unit: string;
  readonly region: RegionCode;
  readonly indicator: string | null;
  readonly item: string | null;
  /** Where this unbroken run of trouble began: the code of a round. A later run is another one. */
  readonly since: string;
}

/** Names a case: its subject and what that is about. */
export function caseKey(subject: SlipSubject, ...names: readonly string[]): string {
  return [subject, ...names].join("|");
}

export interface SlipAnswer {
  readonly words: string;
  /** Why it comes after the day on which it was due; null when it does not. */
  readonly lateReason: string | null;
  readonly evidence: readonly string[];
  readonly by: Person;
  readonly at: string;
}

export interface Slip {
  readonly rung: Rung;
  /** 文号: `德调督〔2026〕12号`. */
  readonly number: string;
  readonly case: Case;
  /** Round in which it was issued. */
  readonly round: string;
  readonly title: string;
  /** Why it was issued: each condition of the rule, and the figure that met it. */
  readonly reasons: readonly LightReason[];
  /** Name of the rule; null where somebody issued it by hand. */
  readonly rule: string | null;
  /** null: the system. */
  readonly issuedBy: Person | null;
  readonly issuedOn: PlainDate;
  /** Last day on which an answer is not late. */
  readonly answerBy: PlainDate;
  /** The slip of the rung before in this case. */
  readonly previous: string | null;
  readonly deliveredAt: string | null;
  readonly readAt: string | null;
  readonly readBy: Person | null;
  readonly answer: SlipAnswer | null;
  readonly simulated: boolean;
}
