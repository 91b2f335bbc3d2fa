import type { AqiClass } from "./aqi-class.ts";

/** The words that a chart prints; the web app may pass another language. */
export interface ChartWords {
  missing: string;
  invalidDay: string;
  actual: string;
  plan: string;
  lastYear: string;
  base: string;
  stretch: string;
  control: string;
  outlook: string;
  growth: string;
  level: string;
  period: string;
  position: string;
  region: string;
  date: string;
  airClass: string;
  airClasses: Readonly<Record<AqiClass, string>>;
  /** `6` → `6月`. */
  month: (month: number) => string;
}

export const ZH_CN: ChartWords = {
  missing: "未报",
  invalidDay: "无效",
  actual: "实际",
  plan: "计划",
  lastYear: "上年",
  base: "确保",
  stretch: "力争",
  control: "控制线",
  outlook: "预计",
  growth: "同比",
  level: "累计",
  period: "时期",
  position: "位次",
  region: "地区",
  date: "日期",
  airClass: "级别",
  airClasses: {
    1: "优",
    2: "良",
    3: "轻度污染",
    4: "中度污染",
    5: "重度污染",
    6: "严重污染",
  },
  month: (month) => `${month}月`,
};
