/** The sentences of a bulletin, from facts and templates. Rules [H2], [H9]–[H12] of SPEC.md. */
import { INDICATOR_FIELDS, indicatorFields } from "./indicator-fields.ts";
import type { IndicatorFacts } from "./indicator-fields.ts";
import { LIST_FIELDS, OVERALL_FIELDS, listFields, overallFields } from "./overall-fields.ts";
import type { StandingOfOne } from "./overall-fields.ts";
import { parseTemplate, renderTemplate } from "./template.ts";
import type { FieldKinds, FieldText } from "./template.ts";
import type { BulletinTemplates } from "./templates.ts";

/**
 * The sentence about one figure, without its full stop. An amount that has only a growth says the
 * growth; a figure that cannot fill its template is 未报. [H9]
 * @throws RangeError on a template with faults: templateFaults tells them before
 */
export function indicatorSentence(templates: BulletinTemplates, facts: IndicatorFacts): string {
  const { code, kind } = facts.indicator;
  const own = Object.hasOwn(templates.byIndicator, code) ? templates.byIndicator[code] : undefined;
  const sources = [own ?? templates.byKind[kind]];
  if (facts.level === null && facts.yearOnYear?.by === "percent") {
    sources.push(templates.byKind.growth_only);
  }
  const fields = indicatorFields(facts);
  for (const source of [...sources, templates.missing]) {
    const sentence = filled(source, INDICATOR_FIELDS, fields);
    if (sentence !== null) return sentence;
  }
  return `${facts.region}${facts.indicator.name}未报`;
}

export interface OverallSentences {
  /** `12项指标中，7项不低于序时，2项偏慢，…`; null without an indicator. */
  readonly overall: string | null;
  /** Null where no indicator stands so. */
  readonly good: string | null;
  readonly slow: string | null;
  readonly behind: string | null;
  readonly unreported: string | null;
}

/** The sentences over all indicators, each in the order given. [H10] [H11] @throws as indicatorSentence */
export function overallSentences(
  templates: BulletinTemplates,
  standings: readonly StandingOfOne[],
): OverallSentences {
  const list = (source: string, light: StandingOfOne["light"]): string | null => {
    const chosen = standings.filter((one) => one.light === light);
    return chosen.length === 0 ? null : filled(source, LIST_FIELDS, listFields(chosen));
  };
  return {
    overall:
      standings.length === 0
        ? null
        : filled(templates.overall, OVERALL_FIELDS, overallFields(standings)),
    good: list(templates.good, "on"),
    slow: list(templates.slow, "slow"),
    behind: list(templates.behind, "behind"),
    unreported: list(templates.unreported, "unreported"),
  };
}

function filled(source: string, kinds: FieldKinds, fields: FieldText): string | null {
  const parsed = parseTemplate(source, kinds);
  if (!parsed.ok) throw new RangeError(parsed.faults.join("；"));
  return renderTemplate(parsed.template, fields);
}
