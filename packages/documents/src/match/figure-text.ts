import { parseDecimal } from "@diaodu/domain";
import type { DecimalString } from "@diaodu/domain";
import type { Cell } from "../table.ts";
import { knownUnit } from "./units.ts";

export type FigureText =
  | { readonly kind: "figure"; readonly value: DecimalString; readonly unit: string | null }
  /** Left empty, or marked as having no figure. */
  | { readonly kind: "blank" }
  | { readonly kind: "fault"; readonly message: string };

const BLANKS = new Set(["", "-", "--", "—", "——", "…", "……", "/", "无", "n/a", "暂无", "待定"]);
const NUMBER = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(.*)$/u;

/**
 * The number that a person wrote into a cell: `-6.8`, `１，２３４.５`, `5.2%`, `12.3亿元`. Neither
 * brackets for a minus nor 约 nor footnote marks: what may be read in two ways is refused.
 */
export function figureText(cell: Pick<Cell, "raw" | "kind">): FigureText {
  switch (cell.kind) {
    case "error":
      return fault(`公式出错：${cell.raw}`);
    case "uncomputed":
      return fault("公式没有计算结果，请在 Excel 中打开并保存后再上传");
    case "rescaled":
      return fault("单元格格式改变了显示的单位，请改为常规数字格式");
    case "boolean":
    case "date":
      return fault("须为数字");
    case "text":
    case "number":
      return numberText(halfWidth(cell.raw));
  }
}

function numberText(text: string): FigureText {
  if (BLANKS.has(text.toLowerCase())) return { kind: "blank" };
  const match = NUMBER.exec(text);
  if (match === null) return fault("须为数字");
  const [, sign = "", whole = "", fraction = "", rest = ""] = match;
  const unit = rest === "" ? null : knownUnit(rest);
  if (rest !== "" && unit === null) return fault(`须为数字，无法识别「${rest.slice(0, 20)}」`);
  const parsed = parseDecimal(`${sign === "-" ? "-" : ""}${whole.replaceAll(",", "")}${fraction}`);
  return parsed.ok ? { kind: "figure", value: parsed.value, unit } : fault(parsed.fault);
}

/** Full-width ASCII, any minus, no blanks. Not NFKC: that would join a footnote mark to the number. */
function halfWidth(text: string): string {
  return text
    .replaceAll(/[\s\u200b\u202f\ufeff]/gu, "")
    .replaceAll(/[！-～]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll(/[−–]/gu, "-");
}

function fault(message: string): FigureText {
  return { kind: "fault", message };
}
