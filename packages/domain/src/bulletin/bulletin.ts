/** 调度通报 on its way: drawn up from one frozen version, edited, issued. Rules [H13]–[H17] of SPEC.md. */
import type { Person } from "../person.ts";

export const BULLETIN_STATES = ["new", "draft", "issued", "withdrawn"] as const;
export type BulletinState = (typeof BULLETIN_STATES)[number];
export const BULLETIN_EVENTS = ["draw_up", "edit", "issue", "withdraw"] as const;
export type BulletinEvent = (typeof BULLETIN_EVENTS)[number];

export const BULLETIN_STATE_NAMES: Readonly<Record<BulletinState, string>> = {
  new: "未起草",
  draft: "草稿",
  issued: "已印发",
  withdrawn: "已撤回",
};

export const BULLETIN_EVENT_NAMES: Readonly<Record<BulletinEvent, string>> = {
  draw_up: "起草",
  edit: "修改",
  issue: "印发",
  withdraw: "撤回",
};

type Outcome = { readonly to: BulletinState } | { readonly refused: string };

const to = (state: BulletinState): Outcome => ({ to: state });
const refused = (words: string): Outcome => ({ refused: words });

/** Complete: every event in every state. What was issued is never edited: it is withdrawn and drawn up again. */
export const BULLETIN_TRANSITIONS: Readonly<
  Record<BulletinState, Readonly<Record<BulletinEvent, Outcome>>>
> = {
  new: {
    draw_up: to("draft"),
    edit: refused("通报尚未起草"),
    issue: refused("通报尚未起草"),
    withdraw: refused("通报尚未起草"),
  },
  draft: {
    draw_up: refused("通报已经起草"),
    edit: to("draft"),
    issue: to("issued"),
    withdraw: to("withdrawn"),
  },
  issued: {
    draw_up: refused("通报已经印发"),
    edit: refused("已印发的通报不能修改，须撤回后重新起草"),
    issue: refused("通报已经印发"),
    withdraw: to("withdrawn"),
  },
  withdrawn: {
    draw_up: refused("通报已经撤回"),
    edit: refused("通报已经撤回"),
    issue: refused("通报已经撤回"),
    withdraw: refused("通报已经撤回"),
  },
};

/** One block of the text, in order. */
export type BulletinBlock = {
  readonly text: string;
  /** The text as it was made from the frozen version; null where somebody added the block. [H16] */
  readonly drawn: string | null;
} & ({ readonly kind: "heading"; readonly level: 1 | 2 | 3 | 4 } | { readonly kind: "paragraph" });

export interface BulletinAnnex {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Bulletin {
  readonly title: string;
  /** 发文机关标志 in red; null for the plain form. */
  readonly redHead: string | null;
  /** 文号, given when it is issued. */
  readonly number: string | null;
  /** 主送. */
  readonly to: string;
  /** 署名. */
  readonly signed: string;
  /** 抄送; null for none. */
  readonly copies: string | null;
  readonly round: string;
  /** The frozen version that every number comes from. */
  readonly seq: number;
  readonly frozenAt: string;
  readonly meeting: string | null;
  readonly blocks: readonly BulletinBlock[];
  /** 附件: header and rows, as printed; nobody edits it. */
  readonly annex: BulletinAnnex;
  /** Figures that were missing and that the text says so of, by tile key. [H14] */
  readonly stated: readonly string[];
  readonly drawnUpBy: Person;
  readonly issuedBy: Person | null;
  readonly issuedOn: string | null;
  readonly simulated: boolean;
}

/** The steps that could be taken in a state, whoever takes them. */
export function bulletinSteps(state: BulletinState): BulletinEvent[] {
  return BULLETIN_EVENTS.filter((event) => "to" in BULLETIN_TRANSITIONS[state][event]);
}
