import { isPlainDate } from "@diaodu/domain";
import type { Status } from "@diaodu/domain";
import type { Cell, Row } from "../table.ts";
import type { Role } from "./header-roles.ts";
import { fill } from "./layout.ts";
import type { Layout } from "./layout.ts";
import type { Lexicon, WordsMeaning } from "./lexicon.ts";
import { periodWords } from "./period-words.ts";
import { plainWords } from "./plain-words.ts";
import { knownUnit } from "./units.ts";

/** What the labels of one row say of all its figures. */
export interface RowLabels {
  readonly meaning: WordsMeaning;
  readonly status: Status | null;
  readonly asOf: string | null;
  readonly source: string | null;
  readonly reason: string | null;
  readonly note: string | null;
  /** Why none of the row's figures can be taken: an unknown name, or a total. */
  readonly ignored: string | null;
  /** What is written where something else belongs. */
  readonly fault: string | null;
}

const TOTAL = /^(?:合计|总计|小计|共计|平均|均值)$/u;

export function rowLabels(row: Row, layout: Layout, lexicon: Lexicon): RowLabels {
  let meaning = lexicon.meaning("");
  let ignored: string | null = null;
  let fault: string | null = null;
  const texts: Partial<Record<Role, string>> = {};
  let status: Status | null = null;
  let asOf: string | null = null;

  function take(cell: Cell, role: Role | "bare"): void {
    const text = cell.raw.trim();
    switch (role) {
      case "bare":
      case "indicator":
      case "region":
      case "period":
      case "measure":
      case "basis": {
        const said = labelMeaning(cell, role, lexicon);
        if (text.length <= 6 && TOTAL.test(plainWords(text))) ignored = `${text}行不导入`;
        else if (said.rest !== "") ignored ??= `无法识别「${text.slice(0, 40)}」`;
        else meaning = fill(meaning, said);
        break;
      }
      case "unit": {
        const unit = knownUnit(text);
        if (unit === null) fault = `无法识别的单位「${text.slice(0, 20)}」`;
        else meaning = { ...meaning, unit };
        break;
      }
      case "status":
        status = lexicon.status(text);
        if (status === null) fault = `无法识别的状态「${text.slice(0, 20)}」`;
        break;
      case "asOf":
        asOf = dateOf(text);
        if (asOf === null) fault = `无法识别的日期「${text.slice(0, 20)}」`;
        break;
      case "source":
      case "reason":
      case "note":
        texts[role] = text;
        break;
      case "value":
      case "other":
        break;
    }
  }

  for (const cell of row.cells) {
    const column = layout.columns.get(cell.column);
    if (column?.kind === "label" && (column.role !== "bare" || cell.kind === "text")) {
      take(cell, column.role);
    }
  }
  const { source = null, reason = null, note = null } = texts;
  return { meaning, status, asOf, source, reason, note, ignored, fault };
}

/** 2020 under 年份 is a year, 163 under 期次 a round, 6 under 月份 a month. */
function labelMeaning(cell: Cell, role: Role | "bare", lexicon: Lexicon): WordsMeaning {
  if (role !== "period") return lexicon.meaning(cell.raw);
  const text = plainWords(cell.raw);
  const words = /^(?:19|20|21)\d{2}$/u.test(text) ? `${text}年` : text;
  const found = periodWords(words);
  const nothing = lexicon.meaning("");
  return found === null
    ? { ...nothing, rest: text }
    : { ...nothing, period: found.period, rest: found.rest };
}

/** `2020-07-16`, `2020/7/16`, `2020.7.16`, `2020年7月16日`; null for what is no day. */
export function dateOf(text: string): string | null {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(plainWords(text));
  if (match === null) return null;
  const [, year = "", month = "", day = ""] = match;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isPlainDate(date) ? date : null;
}
