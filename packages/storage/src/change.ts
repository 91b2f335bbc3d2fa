import type { EntryState, StoredObservation } from "@diaodu/domain";

/** What a catalogue change touched, by key. */
export interface CatalogueChange {
  readonly regions: readonly string[];
  readonly indicators: readonly string[];
  readonly targets: readonly {
    readonly indicator: string;
    readonly region: string;
    readonly year: number;
    readonly revision: number;
  }[];
  readonly rules: readonly string[];
  readonly units: readonly string[];
  /** Keys of duties, as the domain's `dutyKey` makes them; of those that ended too. */
  readonly duties: readonly string[];
  /** Whether the layout of the board was replaced. */
  readonly board: boolean;
}

export type CatalogueChangeKind =
  | "region"
  | "indicator"
  | "target"
  | "rule"
  | "unit"
  | "duty"
  | "board";

/** A reported figure that changed, without the figure. */
export interface ReportMark {
  readonly id: string;
  readonly unit: string;
  readonly region: string;
  readonly state: EntryState;
  readonly version: number;
}

/** Whose rights changed or ended, by id: whoever serves them looks again. */
export interface AccessChange {
  readonly accounts: readonly string[];
  readonly sessions: readonly string[];
  readonly screens: readonly string[];
  /** API keys. */
  readonly keys: readonly string[];
}

/** A record of the dispatch cycle that took a step, without what it says. */
export interface RecordMark {
  readonly kind: "round" | "item" | "slip" | "meeting" | "liaison" | "bulletin" | "settings";
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly event: string;
  /** Units that it names: the owing one first. */
  readonly units: readonly string[];
  readonly region: string | null;
  /** Accounts that it names. */
  readonly accounts: readonly string[];
}

/** One row of the log. `audience` says who may be told that it happened. */
export type Change = {
  readonly seq: number;
  /** ISO 8601 UTC. */
  readonly committedAt: string;
} & (
  | {
      readonly kind: "observations";
      readonly audience: "public";
      readonly payload: {
        readonly count: number;
        /** The accepted figures in their order; null when there are more than 1,000 (a bulk load). */
        readonly observations: readonly StoredObservation[] | null;
        /** The entries that a publication decided, returned ones too; absent otherwise. Not public. */
        readonly reports?: readonly ReportMark[];
      };
    }
  | {
      readonly kind: CatalogueChangeKind;
      readonly audience: "public";
      readonly payload: CatalogueChange;
    }
  | { readonly kind: "round"; readonly audience: "public"; readonly payload: RoundOpening }
  | {
      readonly kind: "report";
      readonly audience: "reports";
      readonly payload: { readonly entries: readonly ReportMark[] };
    }
  | { readonly kind: "access"; readonly audience: "server"; readonly payload: AccessChange }
  | {
      readonly kind: "dispatch";
      readonly audience: "cycle";
      readonly payload: { readonly records: readonly RecordMark[] };
    }
);

/** A dispatch round that began: time itself as a fact of the log. */
export interface RoundOpening {
  /** `2020-R090` */
  readonly code: string;
  /** First day of the round. */
  readonly start: string;
}

export type NewChange =
  | { readonly kind: "round"; readonly payload: RoundOpening }
  | {
      readonly kind: "observations";
      readonly payload: { readonly count: number; readonly reports?: readonly ReportMark[] };
    }
  | { readonly kind: CatalogueChangeKind; readonly payload: CatalogueChange }
  | { readonly kind: "report"; readonly payload: { readonly entries: readonly ReportMark[] } }
  | { readonly kind: "access"; readonly payload: AccessChange }
  | { readonly kind: "dispatch"; readonly payload: { readonly records: readonly RecordMark[] } };

/** Who may be told of a change of this kind. */
export function audienceOf(kind: NewChange["kind"]): Change["audience"] {
  if (kind === "report") return "reports";
  if (kind === "dispatch") return "cycle";
  return kind === "access" ? "server" : "public";
}
