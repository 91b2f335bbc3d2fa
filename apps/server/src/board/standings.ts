import { exact, round } from "@diaodu/domain";
import type { Exact, Light, PlainDate, Standing } from "@diaodu/domain";
import { tileKey } from "./fact-index.ts";
import type { Fold } from "./fold.ts";
import { judgeRow } from "./judge-row.ts";

/** How one row of the board stands, for whoever keeps it with a round. */
export interface BoardStanding {
  readonly indicator: string;
  readonly region: string;
  readonly light: Light;
  readonly words: string;
  /** Signed, positive is good, to nine decimals; null where nothing is judged. */
  readonly gap: string | null;
  readonly period: string | null;
  readonly value: string | null;
  /** Last day on which the next figure is not late; null where none is promised. */
  readonly dueOn: PlainDate | null;
}

/** Every row, in the order of the board. */
export function standingsOf(fold: Fold): BoardStanding[] {
  return fold.rows.flatMap((row) => {
    const tile = fold.tiles.get(tileKey(row.indicator, row.region));
    const judgement = judgeRow(fold, row);
    if (tile === undefined || judgement === null) return [];
    const { standing, judgedOn, value } = judgement;
    return {
      indicator: row.indicator,
      region: row.region,
      light: tile.light.light,
      words: tile.light.words,
      gap: standing === null ? null : gapOf(standing),
      period: judgedOn?.period ?? null,
      value: value === null ? null : kept(exact(value)),
      dueOn: tile.freshness.dueOn,
    };
  });
}

function gapOf(standing: Standing): string | null {
  switch (standing.kind) {
    case "unjudged":
      return null;
    case "progress":
      return kept(standing.gap);
    case "rate":
      return kept(standing.margin);
    case "average":
      return kept(standing.excess.neg());
  }
}

/** A mean or a share has no end: nine decimals tell two rounds apart. */
function kept(value: Exact): string {
  return round(value, 9).replace(/\.0*$|(\.\d*[1-9])0+$/u, "$1");
}
