import { describe, expect, test } from "vitest";
import { exact } from "../decimal.ts";
import type { Course } from "./course.ts";
import { foresightWords, outlookVerdict, outlookWords } from "./outlook-words.ts";
import type { Outlook } from "./outlook.ts";

const jobs = { family: "employment", decimals: 0, unit: "万人", direction: "floor" } as const;

describe("the outlook in words", () => {
  const band = (low: string, high: string, of: Course["of"] = "sum"): Outlook => ({
    year: 2020,
    of,
    low: exact(low),
    high: exact(high),
    methods: [],
  });
  const floor = (low: string) => ({ form: "floor", low }) as const;

  test("[Q9] a target is reached, open or missed by the whole band", () => {
    const seen = band("1040.4", "1160");
    expect(outlookVerdict(seen, floor("900"), "floor")).toBe("reached");
    expect(outlookVerdict(seen, floor("1100"), "floor")).toBe("open");
    expect(outlookVerdict(seen, floor("1200"), "floor")).toBe("missed");
    expect(outlookVerdict(seen, { form: "ceiling", high: "1100" }, "ceiling")).toBe("open");
    expect(outlookVerdict(seen, { form: "none" }, "floor")).toBeNull();
    const around = { form: "around", value: "1100", tolerance: "0" } as const;
    expect(outlookVerdict(seen, around, "around")).toBe("open");
    const tolerant = { form: "around", value: "6", tolerance: "0.3" } as const;
    expect(outlookVerdict(band("5.6", "6.2"), tolerant, "ceiling")).toBe("reached");
  });

  test("[Q9] the sentence names the band and where 确保 and 力争 lie", () => {
    const targets = { base: floor("900"), stretch: floor("1200") };
    expect(outlookWords(jobs, band("1040.4", "1160"), targets, 2020)).toBe(
      "预计全年 1040—1160 万人，可达确保目标，力争目标比预计上限还高 40 万人",
    );
    expect(outlookWords(jobs, band("880", "1160"), targets, 2021)).toBe(
      "预计2020年全年 880—1160 万人，确保目标在预计区间内，力争目标比预计上限还高 40 万人",
    );
    const pm25 = { family: "air", decimals: 0, unit: "μg/m³", direction: "lower" } as const;
    const limit = { base: { form: "ceiling", high: "35" } as const, stretch: null };
    expect(outlookWords(pm25, band("35.2", "52", "mean"), limit, 2020)).toBe(
      "预计全年平均 35—52 μg/m³，确保目标比预计下限还低 0.2 μg/m³",
    );
    const gdp = { ...jobs, unit: "亿元", direction: "higher" } as const;
    const far = { base: floor("990000"), stretch: null };
    expect(outlookWords(gdp, band("861788.5", "986930.9"), far, 2020)).toBe(
      "预计全年 861\u202f800—986\u202f900 亿元，确保目标比预计上限还高 3069 亿元",
    );
    expect(outlookWords(jobs, band("900", "900"), null, 2020)).toBe("预计全年 约 900 万人");
  });

  test("[Q10] each method names its years, its value and its past error", () => {
    const seen = { value: exact("1144.6"), followed: true };
    const error = { worst: exact("0.0314"), years: 2 };
    const outlook = band("1", "2");
    expect(
      foresightWords(jobs, outlook, { ...seen, method: "share", years: [2019, 2018], error }),
    ).toEqual({
      name: "按近 2 年同期占比",
      value: "约 1145 万人",
      error: "过去 2 年同期预计误差 ±3.1%",
    });
    expect(
      foresightWords(jobs, outlook, { ...seen, method: "share", years: [2018], error }).name,
    ).toBe("按往年（2018）同期占比");
    expect(
      foresightWords(jobs, outlook, { ...seen, method: "share", years: [2019], error: null }),
    ).toMatchObject({
      name: "按去年同期占比",
      error: "缺少更早年份，误差比照另一方法",
    });
    expect(
      foresightWords(jobs, outlook, { ...seen, method: "pace", years: [], error, followed: false }),
    ).toMatchObject({
      name: "按近期进度",
      error: "过去 2 年同期预计误差 ±3.1%，过大，未采用",
    });
    expect(
      foresightWords(jobs, band("1", "2", "mean"), {
        ...seen,
        method: "pace",
        years: [],
        error,
      }).name,
    ).toBe("按近期水平");
  });
});
