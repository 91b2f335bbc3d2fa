import type { CatalogueFile, TargetDefinition } from "@diaodu/contracts";
import { indicators as known } from "@diaodu/demo";
import { defaultRules } from "@diaodu/domain";
import type { Duty, Indicator, Region, Unit } from "@diaodu/domain";

const CITY = "371400";

const regions: Region[] = [
  { code: "100000", name: "全国", shortName: "全国", level: "nation", parent: null },
  { code: "370000", name: "山东省", shortName: "山东", level: "province", parent: "100000" },
  { code: CITY, name: "德州市", shortName: "德州", level: "city", parent: "370000" },
  ...[
    ["371402", "德城区", "德城"],
    ["371403", "陵城区", "陵城"],
    ["371481", "乐陵市", "乐陵"],
    ["371482", "禹城市", "禹城"],
  ].map(([code = "", name = "", shortName = ""]): Region => ({
    code,
    name,
    shortName,
    level: "county",
    parent: CITY,
  })),
];

const units: Unit[] = [
  ["statistics", "市统计局（模拟）", "统计局"],
  ["finance", "市财政局（模拟）", "财政局"],
  ["commerce", "市商务局（模拟）", "商务局"],
  ["labour", "市人力资源社会保障局（模拟）", "人社局"],
  ["ecology", "市生态环境局（模拟）", "生态环境局"],
].map(([code = "", name = "", shortName = ""]) => ({ code, name, shortName, region: CITY }));

/** Which unit leads an indicator, with the decimals that a city's amounts need. */
const FOLLOWED: readonly (readonly [code: string, unit: string, decimals?: number])[] = [
  ["gdp", "statistics", 2],
  ["iva", "statistics"],
  ["fai", "statistics"],
  ["retail", "commerce", 2],
  ["budget_revenue", "finance", 2],
  ["new_jobs", "labour", 2],
  ["pm25", "ecology"],
  ["pm10", "ecology"],
  ["so2", "ecology"],
  ["no2", "ecology"],
  ["co", "ecology"],
  ["o3_8h", "ecology"],
  ["good_days", "ecology"],
];

function followed(): Indicator[] {
  return FOLLOWED.flatMap(([code, unit, decimals]) => {
    const indicator = known.find((one) => one.code === code);
    const owner = units.find((one) => one.code === unit);
    if (indicator === undefined || owner === undefined) return [];
    return [
      {
        ...indicator,
        decimals: decimals ?? indicator.decimals,
        leadUnit: owner.name,
        simulatedOwner: true,
      },
    ];
  });
}

const duty = (
  unit: string,
  indicator: string,
  basis: Duty["basis"],
  measures: Duty["measures"],
) => ({
  unit,
  indicator,
  region: CITY,
  basis,
  measures,
});

const duties: Duty[] = [
  duty("statistics", "gdp", "official", ["level", "yoy_real"]),
  duty("statistics", "iva", "official", ["yoy_real"]),
  duty("statistics", "fai", "official", ["yoy_comparable"]),
  duty("finance", "budget_revenue", "official", ["level", "yoy_nominal"]),
  duty("finance", "budget_revenue", "dispatch", ["level"]),
  duty("commerce", "retail", "official", ["level", "yoy_nominal"]),
  duty("commerce", "retail", "dispatch", ["level"]),
  duty("labour", "new_jobs", "official", ["level"]),
  duty("labour", "new_jobs", "dispatch", ["level"]),
  duty("ecology", "pm25", "monitoring", ["level"]),
];

/** Invented, and worded so: nobody set them. */
function targets(year: number): TargetDefinition[] {
  const target = (
    fields: Pick<TargetDefinition, "indicator" | "words" | "measure" | "base"> &
      Partial<Pick<TargetDefinition, "stretch" | "path">>,
  ): TargetDefinition => ({
    region: CITY,
    year,
    stretch: null,
    path: { method: "monthly" },
    source: "模拟目标（示例，非公布目标）",
    simulated: true,
    ...fields,
    words: `${fields.words}（模拟）`,
  });
  return [
    target({
      indicator: "gdp",
      words: "6%左右",
      measure: "yoy_real",
      base: { form: "around", value: "6", tolerance: "0.5" },
    }),
    target({
      indicator: "iva",
      words: "7%以上",
      measure: "yoy_real",
      base: { form: "floor", low: "7" },
    }),
    target({
      indicator: "retail",
      words: "1100亿元以上",
      measure: "level",
      base: { form: "floor", low: "1100" },
    }),
    target({
      indicator: "budget_revenue",
      words: "240亿元，力争250亿元",
      measure: "level",
      base: { form: "floor", low: "240" },
      stretch: { form: "floor", low: "250" },
    }),
    target({
      indicator: "new_jobs",
      words: "5万人以上",
      measure: "level",
      base: { form: "floor", low: "5" },
    }),
    target({
      indicator: "pm25",
      words: "年均 40 以内",
      measure: "level",
      base: { form: "ceiling", high: "40" },
      path: { method: "daily" },
    }),
    target({
      indicator: "good_days",
      words: "250天以上",
      measure: "level",
      base: { form: "floor", low: "250" },
      path: { method: "daily" },
    }),
  ];
}

const BOARD = ["gdp", "fai", "iva", "retail", "budget_revenue", "new_jobs", "pm25", "good_days"];

/**
 * A small city to begin with: real indicators and regions, invented units, duties and targets that
 * say 模拟 wherever they are shown.
 *
 * @param year of the targets
 */
export function sampleCity(year: number): Required<CatalogueFile> {
  return {
    regions,
    indicators: followed(),
    targets: targets(year),
    rules: [...defaultRules],
    units,
    duties,
    board: BOARD.map((indicator) => ({ indicator, region: CITY })),
  };
}
