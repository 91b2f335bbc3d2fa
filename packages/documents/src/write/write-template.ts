import type { Worksheet } from "@cj-tech-master/excelts";
import type { Status } from "@diaodu/domain";
import { STATUS_NAMES } from "@diaodu/domain";
import { TEMPLATE_COLUMNS, TEMPLATE_MARK } from "./template-codes.ts";
import type { TemplateColumn } from "./template-codes.ts";
import { safeSheetText } from "./safe-text.ts";
import { sheetName } from "./write-table.ts";

/** One figure that is asked for. */
export interface TemplateField {
  /** `<indicator>|<region>|<period>|<basis>|<measure>` */
  readonly key: string;
  readonly indicatorName: string;
  readonly regionName: string;
  /** With its year. */
  readonly periodName: string;
  readonly measureName: string;
  readonly unit: string;
  readonly decimals: number;
  /** The figure before, as plain decimal text, and its period. */
  readonly last: { readonly value: string; readonly periodName: string } | null;
  /** The usual one first. */
  readonly statuses: readonly Status[];
  readonly source: string;
}

export interface TemplateToWrite {
  /** 填报单位 and round, e.g. 市财政局 2026年第163期. */
  readonly title: string;
  /** Data version and time. */
  readonly lines: readonly string[];
  readonly fields: readonly TemplateField[];
  /** Release date to start from, YYYY-MM-DD. */
  readonly today: string;
}

const HEADERS: Readonly<Record<TemplateColumn, string>> = {
  indicator_name: "指标",
  region_name: "地区",
  period_name: "时期",
  measure_name: "数据项",
  unit: "单位",
  last: "上期值",
  value: "本期值",
  status: "状态",
  as_of: "发布日期",
  source: "来源",
  reason: "更正原因",
  note: "备注",
};
const WIDTHS: Readonly<Record<TemplateColumn, number>> = {
  indicator_name: 26,
  region_name: 12,
  period_name: 18,
  measure_name: 12,
  unit: 10,
  last: 24,
  value: 16,
  status: 10,
  as_of: 14,
  source: 18,
  reason: 24,
  note: 24,
};
const FILLED_IN: readonly TemplateColumn[] = [
  "value",
  "status",
  "as_of",
  "source",
  "reason",
  "note",
];

const NOTES = [
  "填写说明",
  "1. 只填「填报」表中浅黄色的单元格，其余单元格已锁定。",
  "2. 「本期值」填数字，单位见同一行的「单位」；也可连同单位填写，如 12.3亿元，导入时自动换算。",
  "3. 没有数据的行请留空，不要填 0。",
  "4. 「状态」从下拉列表中选择；「发布日期」写作 2026-07-16。",
  "5. 更正已发布的数据须填写「更正原因」。",
  "6. 可以调整列的顺序、增加列；请不要删除隐藏的第一行和第一列，系统靠它们识别数据。",
  "7. 保存为 .xlsx 后在「填报」页面上传，核对预览无误后再提交。",
];

/** The sheet that a unit fills in: locked but for its input cells, recognised by hidden codes. */
export async function writeTemplate(template: TemplateToWrite): Promise<Uint8Array> {
  const { Workbook } = await import("@cj-tech-master/excelts");
  const workbook = new Workbook();
  const sheet = workbook.addWorksheet(sheetName("填报"));
  const codes = sheet.addRow([TEMPLATE_MARK, ...TEMPLATE_COLUMNS]);
  codes.hidden = true;
  sheet.addRow([null, safeSheetText(template.title)]).font = { bold: true, size: 14 };
  sheet.addRow([null, safeSheetText(template.lines.join("　"))]);
  const header = sheet.addRow([null, ...TEMPLATE_COLUMNS.map((column) => HEADERS[column])]);
  header.font = { bold: true };
  for (const field of template.fields) writeField(sheet, field, template.today);
  sheet.getColumn(1).hidden = true;
  TEMPLATE_COLUMNS.forEach((column, at) => {
    sheet.getColumn(at + 2).width = WIDTHS[column];
  });
  sheet.views = [{ state: "frozen", ySplit: header.number, xSplit: 3 }];
  // No password: the lock keeps hands from slipping, it guards no secret.
  await sheet.protect("", { formatColumns: true, formatRows: true, selectLockedCells: true });
  const notes = workbook.addWorksheet("说明");
  for (const line of NOTES) notes.addRow([line]);
  notes.getColumn(1).width = 90;
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function writeField(sheet: Worksheet, field: TemplateField, today: string): void {
  const [usual] = field.statuses;
  const texts: Readonly<Record<TemplateColumn, string | null>> = {
    indicator_name: field.indicatorName,
    region_name: field.regionName,
    period_name: field.periodName,
    measure_name: field.measureName,
    unit: field.unit,
    last: field.last === null ? null : `${field.last.value}（${field.last.periodName}）`,
    value: null,
    status: usual === undefined ? null : STATUS_NAMES[usual],
    as_of: today,
    source: field.source,
    reason: null,
    note: null,
  };
  const row = sheet.addRow([
    field.key,
    ...TEMPLATE_COLUMNS.map((column) => {
      const text = texts[column];
      return text === null ? null : safeSheetText(text);
    }),
  ]);
  for (const column of FILLED_IN) {
    const cell = row.getCell(TEMPLATE_COLUMNS.indexOf(column) + 2);
    cell.protection = { locked: false };
    cell.fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFFFF8DC" } };
    // Text cells stay as typed: 2026-07-16 must not become a number.
    cell.numFmt =
      column === "value"
        ? `0${field.decimals > 0 ? `.${"#".repeat(Math.max(field.decimals, 6))}` : ""}`
        : "@";
    if (column === "value") {
      cell.dataValidation = {
        type: "decimal",
        operator: "between",
        formulae: [-1e15, 1e15],
        allowBlank: true,
        showErrorMessage: true,
        errorStyle: "warning",
        errorTitle: "须为数字",
        error: `请填数字，单位为${field.unit}`,
      };
    } else if (column === "status") {
      const names = field.statuses.map((status) => STATUS_NAMES[status]).join(",");
      cell.dataValidation = {
        type: "list",
        formulae: [`"${names}"`],
        allowBlank: true,
        showErrorMessage: true,
        errorTitle: "状态",
        error: "请从列表中选择",
      };
    }
  }
}
