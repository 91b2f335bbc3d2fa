import { catalogue } from "@diaodu/demo";
import { writeTables } from "@diaodu/documents";
import type { Duty, Unit } from "@diaodu/domain";

/** A unit that reports revenue and its growth for every province. */
export const LONG_UNIT: Unit = {
  code: "provinces",
  name: "分省财政数据组",
  shortName: "分省",
  region: "100000",
};

const provinces = catalogue.regions.filter(({ level }) => level === "province");

export const longDuties: readonly Duty[] = provinces.map(({ code }) => ({
  unit: LONG_UNIT.code,
  indicator: "budget_revenue",
  region: code,
  basis: "official",
  measures: ["level", "yoy_nominal"],
}));

/**
 * A workbook of this many rows, each a figure of its own: months of provinces, newest first, amounts
 * in 万元. Another `shift` gives the same figures other values.
 */
export async function longSheet(rows: number, shift: number): Promise<Uint8Array> {
  const header = ["指标", "地区", "时期", "数据项", "数值", "单位", "发布日期", "来源"];
  const lines: string[][] = [];
  for (let back = 0; lines.length < rows; back += 1) {
    const month = 2020 * 12 + 4 - back;
    // January and February are published together.
    if (month % 12 < 2) continue;
    const period = `${Math.floor(month / 12)}年${(month % 12) + 1}月`;
    for (const { name } of provinces) {
      const value = 1_000_000 + shift + back * 31 + name.length;
      const more = ["2020-07-16", "财政厅"];
      lines.push(["一般公共预算收入", name, period, "数值", String(value), "万元", ...more]);
      lines.push(["一般公共预算收入", name, period, "同比", `${(value % 97) / 10}`, "%", ...more]);
    }
  }
  return writeTables([
    {
      name: "分省",
      title: "分省一般公共预算收入",
      lines: [],
      columns: header.map((one) => ({ header: one, kind: one === "数值" ? "decimal" : "text" })),
      rows: lines.slice(0, rows),
    },
  ]);
}
