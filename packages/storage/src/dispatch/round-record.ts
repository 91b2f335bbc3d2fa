/** A round as it was lived: opened, due, late, closed, frozen. */
export interface RoundRecord {
  /** `2026-R090`. */
  readonly code: string;
  readonly number: number;
  readonly start: string;
  readonly end: string;
  /** Instant of the cut-off. */
  readonly dueAt: string;
  readonly state: "open" | "due" | "late" | "closed" | "frozen";
  /** When each step was due by the calendar, and when it was written (later, where the server slept). */
  readonly steps: readonly {
    readonly event: string;
    readonly due: string;
    readonly at: string;
  }[];
  /** How far units had reported at the cut-off and at the end; null before. */
  readonly atCutOff: readonly UnitProgress[] | null;
  readonly atClose: readonly UnitProgress[] | null;
  /** The version of the board that this round stands on; null until it is frozen. */
  readonly frozenSeq: number | null;
  /** Units that somebody urged by hand, each once; absent while nobody did. */
  readonly urged?: readonly UrgedUnit[];
}

export interface UrgedUnit {
  readonly unit: string;
  readonly at: string;
}

export interface UnitProgress {
  readonly unit: string;
  /** Figures asked for in the round. */
  readonly asked: number;
  /** Submitted or published. */
  readonly reported: number;
  /** Not reported although this is their last day, or it is past. */
  readonly missed: number;
  /** Days past its day of the latest; 0 while none is. */
  readonly overdueDays: number;
  /** At a round's end: the first of the rounds in a row that ended with something missed; absent for none. */
  readonly missedSince?: string;
}
