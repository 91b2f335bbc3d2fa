import type { PlainDate, Target } from "@diaodu/domain";

/** The day the government work report of 2020 was delivered: before it the real targets did not exist. */
export const TARGETS_ANNOUNCED: PlainDate = "2020-05-22";

const REPORT = "2020年政府工作报告 · lianghui.jschina.com.cn";
const INVENTED = "模拟目标（演示用，非公布目标）";

/** A target as the work report words it, spread over the year by months. */
function published(fields: Pick<Target, "indicator" | "words" | "measure" | "base">): Target {
  return {
    ...fields,
    region: "100000",
    year: 2020,
    stretch: null,
    path: { method: "monthly" },
    source: REPORT,
    simulated: false,
    revision: 1,
  };
}

/** A target invented so that progress can be shown; its words say so. */
function invented(
  fields: Pick<Target, "indicator" | "region" | "words" | "measure" | "base"> &
    Partial<Pick<Target, "stretch" | "path">>,
): Target {
  return {
    stretch: null,
    path: { method: "monthly" },
    ...fields,
    words: `${fields.words}（模拟）`,
    year: 2020,
    source: INVENTED,
    simulated: true,
    revision: 1,
  };
}

/**
 * Targets of 2020. Four are real (`simulated: false`); the tolerance of 左右, 0.3 points, is a
 * setting of this catalogue and not part of the published words.
 */
export const targets: readonly Target[] = [
  published({
    indicator: "gdp",
    words: "未设具体增速目标",
    measure: "yoy_real",
    base: { form: "none" },
  }),
  published({
    indicator: "new_jobs",
    words: "900万人以上",
    measure: "level",
    base: { form: "floor", low: "900" },
  }),
  published({
    indicator: "surveyed_unemployment",
    words: "6%左右",
    measure: "level",
    base: { form: "around", value: "6", tolerance: "0.3" },
  }),
  published({
    indicator: "registered_unemployment",
    words: "5.5%左右",
    measure: "level",
    base: { form: "around", value: "5.5", tolerance: "0.3" },
  }),
  invented({
    indicator: "budget_revenue",
    region: "100000",
    words: "19万亿元，力争19.38万亿元",
    measure: "level",
    base: { form: "floor", low: "190000" },
    stretch: { form: "floor", low: "193800" },
  }),
  invented({
    indicator: "retail",
    region: "100000",
    words: "40万亿元以上",
    measure: "level",
    base: { form: "floor", low: "400000" },
  }),
  invented({
    indicator: "fai",
    region: "100000",
    words: "增长3%",
    measure: "yoy_comparable",
    base: { form: "point", value: "3" },
  }),
  invented({
    indicator: "iva",
    region: "100000",
    words: "增长3%",
    measure: "yoy_real",
    base: { form: "point", value: "3" },
  }),
  invented({
    indicator: "pm25",
    region: "371400",
    words: "年均 52 以内",
    measure: "level",
    base: { form: "ceiling", high: "52" },
    path: { method: "daily" },
  }),
  invented({
    indicator: "good_days",
    region: "371400",
    words: "200天以上",
    measure: "level",
    base: { form: "floor", low: "200" },
    path: { method: "daily" },
  }),
];
