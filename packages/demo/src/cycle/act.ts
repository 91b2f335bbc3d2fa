import type {
  Instant,
  LiaisonSubject,
  Observation,
  PlainDate,
  Remedy,
  Rung,
  ItemDeed,
} from "@diaodu/domain";

/** Which figure: its series and period. */
export type FigureKey = Pick<Observation, "indicator" | "region" | "period" | "basis" | "measure">;

/** What an item says when it is raised; people are named by login. */
export interface ItemWords {
  readonly title: string;
  readonly problem: string;
  readonly unit: string;
  readonly coUnits: readonly string[];
  readonly region: string;
  readonly dueOn: PlainDate;
  readonly remedies: readonly Omit<Remedy, "doneOn">[];
}

export interface LiaisonWords {
  readonly subject: LiaisonSubject;
  readonly name: string;
  readonly unit: string;
  readonly region: string;
  readonly indicator: string | null;
  readonly plan: string;
}

/** What one invented person does. Each is what a request of the product could ask for. */
export type Deed =
  | {
      readonly kind: "report";
      readonly unit: string;
      readonly figures: readonly Observation[];
      readonly note: string | null;
    }
  | { readonly kind: "publish"; readonly figures: readonly FigureKey[] }
  | { readonly kind: "send_back"; readonly figures: readonly FigureKey[]; readonly reason: string }
  | {
      readonly kind: "raise";
      readonly item: string;
      /** Raised from this light where it is yellow or red then, and by hand otherwise. */
      readonly about: { readonly indicator: string; readonly region: string } | null;
      readonly words: ItemWords;
    }
  | {
      readonly kind: "work";
      readonly item: string;
      readonly deed: Omit<ItemDeed, "evidence">;
      readonly evidence: { readonly name: string } | null;
    }
  /** The units look at their slips, and the dispatch office at the answers. */
  | { readonly kind: "tend" }
  | {
      readonly kind: "issue";
      readonly slip: string;
      readonly rung: Rung;
      readonly unit: string;
      readonly title: string;
      readonly words: string;
      readonly answerBy: PlainDate;
    }
  | { readonly kind: "begin"; readonly liaison: string; readonly words: LiaisonWords }
  | { readonly kind: "visit"; readonly liaison: string; readonly words: string }
  | {
      readonly kind: "plan";
      readonly meeting: string;
      readonly title: string;
      readonly plannedFor: Instant;
    }
  | { readonly kind: "attend"; readonly meeting: string; readonly unit: string }
  | { readonly kind: "freeze"; readonly meeting: string }
  | {
      readonly kind: "decide";
      readonly meeting: string;
      readonly decision: string;
      readonly item: string;
      readonly about: { readonly indicator: string; readonly region: string } | null;
      readonly words: string;
      readonly unit: string;
      readonly person: string;
      readonly dueOn: PlainDate;
    }
  | { readonly kind: "write"; readonly meeting: string; readonly minutes: string }
  | { readonly kind: "end"; readonly meeting: string };

/** One deed of one invented person at one moment. */
export interface Act {
  /** Stable across runs and machines. ASCII. */
  readonly id: string;
  readonly at: Instant;
  /** Login of whoever does it: see `people`. */
  readonly by: string;
  readonly deed: Deed;
}

/** Who does what nobody in a unit does. */
export const OFFICE = "diaodu";
export const LEADER = "lingdao";
export const REVIEWER = "shenhe";

/** An act at a minute of a day, as clocks in China show it (`HH:MM`). */
export function actOn(day: PlainDate, clock: string, by: string, deed: Deed, id: string): Act {
  return { id: `act-${id}`, at: new Date(`${day}T${clock}:20+08:00`).toISOString(), by, deed };
}
