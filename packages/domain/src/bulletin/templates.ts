/** The sentences of a bulletin as data. Rules [H3] and [H10] of SPEC.md. */
import type { IndicatorKind } from "../indicator.ts";
import { INDICATOR_KINDS } from "../indicator.ts";
import type { Fault } from "../observation.ts";
import { INDICATOR_FIELDS } from "./indicator-fields.ts";
import { OVERALL_FIELDS, LIST_FIELDS } from "./overall-fields.ts";
import { parseTemplate } from "./template.ts";
import type { FieldKinds } from "./template.ts";

/** Texts that an office edits; none ends with a full stop. */
export interface BulletinTemplates {
  /** By kind of indicator; `growth_only` also where an amount has a growth and no level. */
  readonly byKind: Readonly<Record<IndicatorKind, string>>;
  /** By code, before the kind's. */
  readonly byIndicator: Readonly<Record<string, string>>;
  /** Where there is no figure. */
  readonly missing: string;
  readonly overall: string;
  readonly good: string;
  readonly slow: string;
  readonly behind: string;
  readonly unreported: string;
}

const PLACE = "[，{位次}[，{位次变化}]]";
const PLAN = "[，占年计划的{完成率}][，{进度}]";
const month = (verb: string): string => `[；其中{当月}${verb}{当月数值}{单位}[，{当月同比}]]`;
const amount = (verb: string): string =>
  `{时期}，{地区}{指标}${verb}{数值}{单位}[，{同比}]${PLAN}${PLACE}`;
const against = "{时期}，{地区}{指标}为{数值}{单位}[，{同比}][，年度目标为{目标}][，{进度}]";

export const DEFAULT_TEMPLATES: BulletinTemplates = {
  byKind: {
    cumulative: `${amount("完成")}${month("完成")}`,
    count: amount("完成"),
    growth_only: `{时期}，{地区}{指标}{同比}[，年度目标为{目标}][，{进度}]${PLACE}`,
    rate: `${against}${PLACE}`,
    average: `${against}${PLACE}`,
    index: `${against}${PLACE}`,
    days: `{时期}，{地区}{指标}为{数值}{单位}[，占比{占比}][，{同比}][，年度目标为{目标}][，{进度}]${PLACE}`,
    rank: "{时期}，{地区}{指标}居第{数值:0}位[，{位次变化}][，年度目标为{目标}][，{进度}]",
  },
  byIndicator: {
    gdp: amount("实现"),
    retail: `${amount("实现")}${month("实现")}`,
    income_all: amount("达到"),
  },
  missing: "{时期}，{地区}{指标}未报[，由{牵头单位}负责]",
  overall: "{总数}项指标中，{分布}",
  good: "进度较好的有{名单}",
  slow: "进度偏慢的有{名单}",
  behind: "进度落后的有{名单}",
  unreported: "未报的有{名单}",
};

/** Every fault of every text, with the path that an editor marks. [H3] */
export function templateFaults(templates: BulletinTemplates): Fault[] {
  const check = (path: string, source: string, fields: FieldKinds): Fault[] => {
    const parsed = parseTemplate(source, fields);
    return parsed.ok ? [] : parsed.faults.map((message) => ({ path, message }));
  };
  const lists = ["good", "slow", "behind", "unreported"] as const;
  return [
    ...INDICATOR_KINDS.flatMap((kind) =>
      check(`byKind.${kind}`, templates.byKind[kind], INDICATOR_FIELDS),
    ),
    ...Object.entries(templates.byIndicator).flatMap(([code, source]) =>
      check(`byIndicator.${code}`, source, INDICATOR_FIELDS),
    ),
    ...check("missing", templates.missing, INDICATOR_FIELDS),
    ...check("overall", templates.overall, OVERALL_FIELDS),
    ...lists.flatMap((list) => check(list, templates[list], LIST_FIELDS)),
  ];
}
