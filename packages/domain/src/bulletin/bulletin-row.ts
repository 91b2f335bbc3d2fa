/** One indicator of the frozen board as a bulletin tells of it. Rules [H13]–[H15] of SPEC.md. */
import { periodLabel } from "../period-label.ts";
import type { PeriodCode } from "../period.ts";
import type { PlainDate } from "../plain-date.ts";
import type { Light } from "../status-rule.ts";
import type { Numeric } from "../decimal.ts";
import { indicatorSentence } from "./bulletin-sentences.ts";
import type { IndicatorFacts } from "./indicator-fields.ts";
import type { StandingOfOne } from "./overall-fields.ts";
import { paperWords } from "./paper-words.ts";
import type { BulletinTemplates } from "./templates.ts";

/** A figure that a bulletin needs and that is not there. [H14] */
export interface MissingFigure {
  /** `unreported`: there is none at all; `overdue`: a newer one is past its day. */
  readonly kind: "unreported" | "overdue";
  /** The period that is missing; null where the indicator promises none. */
  readonly periodLabel: string | null;
  readonly dueOn: PlainDate | null;
  /** Days past `dueOn`; 0 where it has none. */
  readonly overdueDays: number;
}

export interface BulletinRow {
  /** The tile's: `gdp:100000`. */
  readonly key: string;
  readonly familyName: string;
  /** As lists and the annex name it, with its region where that is not the board's own. */
  readonly name: string;
  readonly facts: IndicatorFacts;
  /** Per cent of the year that the path expects, unrounded; null without a plan. */
  readonly scheduled: Numeric | null;
  readonly light: Light;
  /** The light in words; of a row without a target too. */
  readonly words: string;
  /** How far it stands from its schedule or line, signed, positive is good: `+0.2`, `−6 天`. */
  readonly short: string | null;
  /** The earlier period that the light is about; null where it is the figure's own. */
  readonly judgedOn: PeriodCode | null;
  readonly missing: MissingFigure | null;
  /** What of it is invented. */
  readonly simulated: { readonly figure: boolean; readonly target: boolean };
}

/** The sentence about one row with everything that must be said beside it, and its full stop. */
export function rowSentence(templates: BulletinTemplates, row: BulletinRow): string {
  const { judgedOn, words, missing, simulated } = row;
  const sentence = indicatorSentence(templates, row.facts);
  // A target's own words say that it is invented; what is reckoned by it does not.
  const unsaid = simulated.target && !sentence.includes("模拟") && row.light !== "none";
  const beside = [
    ...(judgedOn === null ? [] : [`进度按${periodLabel(judgedOn)}数据：${words}`]),
    ...(missing?.kind === "overdue" ? [missingWords(missing)] : []),
    ...(simulated.figure ? ["数据为模拟"] : []),
    ...(unsaid ? ["年度目标为模拟"] : []),
  ];
  const more = beside.length === 0 ? "" : `（${beside.map(paperWords).join("；")}）`;
  return `${sentence}${more}。`;
}

/** How the row stands in the lists: what is missing is 未报, never a light. [H14] */
export function standingOfRow(row: BulletinRow): StandingOfOne {
  const { name, light, words, missing, judgedOn } = row;
  if (missing === null) {
    return { name, light, words: judgedOn === null ? words : `${periodLabel(judgedOn)}${words}` };
  }
  return { name, light: "unreported", words: missingWords(missing) };
}

/** `1—7月数据应于8月20日前报送，逾期3天`. */
export function missingWords({ periodLabel: period, dueOn, overdueDays }: MissingFigure): string {
  if (period === null || dueOn === null) return "尚无数据";
  const late = overdueDays > 0 ? `，逾期 ${overdueDays} 天` : "";
  return `${period}数据应于${periodLabel(dueOn)}前报送${late}`;
}
