/** From one frozen round to the next: what turned, stayed, recovered. Rules [J1]–[J5] of SPEC.md. */
import { exact } from "../decimal.ts";
import type { Light } from "../status-rule.ts";
import type { RoundStanding } from "./standing-of-round.ts";

/** How an indicator stands now, before its past is looked at. */
export type StandingNow = Omit<RoundStanding, "streak" | "trouble" | "since" | "madeUp">;

/**
 * Adds what earlier rounds left: how long the light has stood so [J1], how long it has been yellow or
 * red [J2], and the run that was made up [J3].
 *
 * @param before the same indicator and region at the round frozen before; null for the first
 */
export function standingAfter(before: RoundStanding | null, now: StandingNow): RoundStanding {
  const troubled = isTrouble(now.light);
  const same = before !== null && before.light === now.light;
  const goesOn = troubled && before !== null && before.trouble > 0;
  return {
    ...now,
    streak: same ? before.streak + 1 : 1,
    trouble: troubled ? (goesOn ? before.trouble + 1 : 1) : 0,
    since: troubled ? (goesOn ? before.since : now.round) : null,
    madeUp: madeUpAfter(before, now),
  };
}

/** What a round found, against the one before. Each list is worst first. */
export interface Gaps {
  readonly turnedBehind: readonly RoundStanding[];
  readonly turnedSlow: readonly RoundStanding[];
  /** Yellow or red as before. */
  readonly stayed: readonly RoundStanding[];
  /** Yellow or red before, neither now. */
  readonly recovered: readonly RoundStanding[];
  /** The largest moves of the gap, either way. */
  readonly movers: readonly Mover[];
  /** Whose next figure is late, latest first. */
  readonly overdue: readonly RoundStanding[];
}

export interface Mover {
  readonly standing: RoundStanding;
  /** Gap now less the gap before, in the standing's own unit. */
  readonly moved: string;
}

const MOVERS = 5;

/**
 * Compares two frozen rounds. A red that was yellow turned red; a yellow that was red stayed in
 * trouble and is no recovery. What had no standing before turned if it is yellow or red now. [J4]
 * Moves are compared within one unit only through their rank in it: gaps of points, days and percent
 * are never set against each other, so the largest of each unit come first by share of the old gap. [J5]
 */
export function gapsBetween(
  before: readonly RoundStanding[],
  after: readonly RoundStanding[],
): Gaps {
  const known = new Map(before.map((one) => [keyOf(one), one]));
  const was = (one: RoundStanding): Light | null => known.get(keyOf(one))?.light ?? null;
  const worst = [...after].toSorted(worstFirst);
  return {
    turnedBehind: worst.filter((one) => one.light === "behind" && was(one) !== "behind"),
    turnedSlow: worst.filter((one) => one.light === "slow" && !isTrouble(was(one))),
    stayed: worst.filter((one) => {
      const light = was(one);
      return (
        isTrouble(one.light) && isTrouble(light) && !(one.light === "behind" && light === "slow")
      );
    }),
    recovered: worst.filter((one) => one.light === "on" && isTrouble(was(one))),
    movers: moversOf(known, worst),
    overdue: after
      .filter(({ overdueDays }) => overdueDays > 0)
      .toSorted((left, right) => right.overdueDays - left.overdueDays),
  };
}

/** A run of yellow or red that ended green is kept as the past of every later round of the year. [J3] */
function madeUpAfter(before: RoundStanding | null, now: StandingNow): RoundStanding["madeUp"] {
  if (before === null) return null;
  if (now.light === "on" && before.trouble > 0 && before.since !== null) {
    return { since: before.since, until: before.round, rounds: before.trouble };
  }
  const sameYear = before.round.slice(0, 4) === now.round.slice(0, 4);
  return sameYear ? before.madeUp : null;
}

function moversOf(known: ReadonlyMap<string, RoundStanding>, after: readonly RoundStanding[]) {
  const moves = after.flatMap((standing) => {
    const earlier = known.get(keyOf(standing))?.gap ?? null;
    if (earlier === null || standing.gap === null) return [];
    const moved = exact(standing.gap).minus(exact(earlier));
    if (moved.isZero()) return [];
    const base = exact(earlier).abs();
    // From exactly on schedule any move is a whole one.
    const share = base.isZero() ? exact(1) : moved.abs().div(base);
    return [{ standing, moved: moved.toFixed(), share }];
  });
  return moves
    .toSorted((left, right) => right.share.comparedTo(left.share))
    .slice(0, MOVERS)
    .map(({ standing, moved }) => ({ standing, moved }));
}

function isTrouble(light: Light | null): boolean {
  return light === "behind" || light === "slow";
}

const ORDER: Readonly<Record<Light, number>> = { behind: 0, slow: 1, on: 2, none: 3 };

function worstFirst(left: RoundStanding, right: RoundStanding): number {
  return ORDER[left.light] - ORDER[right.light] || right.trouble - left.trouble;
}

function keyOf({ indicator, region }: Pick<RoundStanding, "indicator" | "region">): string {
  return `${indicator}|${region}`;
}
