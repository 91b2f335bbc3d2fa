/** How one indicator of one region stood when a round was frozen. Rules [J1]–[J5] of SPEC.md. */
import type { RegionCode } from "../region.ts";
import type { Light } from "../status-rule.ts";

/** `unreported`: nothing has been published, or the latest figure is overdue and there is none to judge. */
export interface RoundStanding {
  readonly round: string;
  readonly indicator: string;
  readonly region: RegionCode;
  readonly light: Light;
  /** `落后序时进度 3.2 个百分点`. */
  readonly words: string;
  /** Signed gap in the standing's own unit (points, days, percent over); positive is good; null unjudged. A plain decimal of nine places at most. */
  readonly gap: string | null;
  /** Period and value of the figure that was judged; null where there was none. */
  readonly period: string | null;
  readonly value: string | null;
  /** Days that the next figure was late; 0 while it was not. */
  readonly overdueDays: number;
  /** Rounds in a row with this light, this one included. */
  readonly streak: number;
  /** Rounds in a row that were yellow or red, this one included; 0 for none. */
  readonly trouble: number;
  /** Round in which that run began; null for none. */
  readonly since: string | null;
  /** Missed once and made up since: the run of rounds that was. */
  readonly madeUp: {
    readonly since: string;
    readonly until: string;
    readonly rounds: number;
  } | null;
}
