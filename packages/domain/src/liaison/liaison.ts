/** 包联: a leader answers for an enterprise, a project, a county or an indicator. Rules [V1]–[V2] of SPEC.md. */
import type { Person } from "../person.ts";
import type { RegionCode } from "../region.ts";

export const LIAISON_SUBJECTS = ["enterprise", "project", "region", "indicator"] as const;
export type LiaisonSubject = (typeof LIAISON_SUBJECTS)[number];
export const LIAISON_SUBJECT_NAMES: Readonly<Record<LiaisonSubject, string>> = {
  enterprise: "企业",
  project: "项目",
  region: "县区",
  indicator: "指标",
};

export const LIAISON_STATES = ["new", "active", "ended"] as const;
export type LiaisonState = (typeof LIAISON_STATES)[number];
export const LIAISON_EVENTS = ["begin", "amend", "note", "end"] as const;
export type LiaisonEvent = (typeof LIAISON_EVENTS)[number];

export interface LiaisonNote {
  readonly at: string;
  readonly by: Person;
  readonly words: string;
}

export interface Liaison {
  readonly leader: Person;
  readonly subject: LiaisonSubject;
  /** Name of the enterprise or project, or what region and indicator are called. */
  readonly name: string;
  /** 责任部门. */
  readonly unit: string;
  readonly region: RegionCode;
  readonly indicator: string | null;
  /** 一企一策: what is to be done for it. */
  readonly plan: string;
  /** Newest last. */
  readonly notes: readonly LiaisonNote[];
  readonly simulated: boolean;
}

type Outcome = { readonly to: LiaisonState } | { readonly refused: string };

const ENDED: Outcome = { refused: "包联已结束" };
const NOT_BEGUN: Outcome = { refused: "包联尚未建立" };
const ACTIVE: Outcome = { to: "active" };

/** Complete: every event in every state. [V1] */
export const LIAISON_TRANSITIONS: Readonly<
  Record<LiaisonState, Readonly<Record<LiaisonEvent, Outcome>>>
> = {
  new: { begin: ACTIVE, amend: NOT_BEGUN, note: NOT_BEGUN, end: NOT_BEGUN },
  active: { begin: { refused: "包联已经建立" }, amend: ACTIVE, note: ACTIVE, end: { to: "ended" } },
  ended: { begin: ENDED, amend: ENDED, note: ENDED, end: ENDED },
};
