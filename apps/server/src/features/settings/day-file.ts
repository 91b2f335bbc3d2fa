import { dayOverride } from "@diaodu/contracts";
import type { Fault } from "@diaodu/contracts";
import { DEFAULT_LIMITS, readTable, UnreadableFile, writeCsv } from "@diaodu/documents";
import { isPlainDate } from "@diaodu/domain";
import type { DayOverride } from "@diaodu/domain";
import { chinese } from "../../http/chinese.ts";
import { Refusal } from "../../http/problems.ts";

/** Days of many years, and a workbook that holds them. */
const LIMITS = {
  ...DEFAULT_LIMITS,
  unpackedBytes: 8 * 1024 * 1024,
  entryBytes: 4 * 1024 * 1024,
  rows: 2001,
  cells: 10_000,
};
const WORKING: Readonly<Record<string, boolean>> = {
  true: true,
  false: false,
  "1": true,
  "0": false,
  上班: true,
  放假: false,
};

/**
 * Days that differ, from a file of `date,working,name`; the first line may name the columns.
 * @throws Refusal `unreadable_file`; `validation_failed` with the fault of every line
 */
export async function readDayFile(bytes: Buffer): Promise<DayOverride[]> {
  const rows = await rowsOf(bytes);
  const [head, ...rest] = rows;
  const isHead = head !== undefined && !/\d/u.test(head.cells[0] ?? "");
  const faults: Fault[] = [];
  const seen = new Set<string>();
  const days = (isHead ? rest : rows).flatMap(({ number, cells }) => {
    const [date = "", working = "", name = ""] = cells;
    const parsed = dayOverride.safeParse(
      { date, working: WORKING[working.toLowerCase()], name },
      chinese,
    );
    const say = (message: string) =>
      faults.push({ path: `${number}`, code: "day", message: `第 ${number} 行：${message}` });
    if (!parsed.success) {
      for (const issue of parsed.error.issues)
        say(`${COLUMNS[String(issue.path[0])] ?? ""}${issue.message}`);
      return [];
    }
    if (!isPlainDate(date)) say(`没有 ${date} 这一天`);
    if (seen.has(date)) say(`${date} 重复`);
    seen.add(date);
    return [parsed.data];
  });
  if (faults.length > 0) throw new Refusal("validation_failed", { faults });
  if (days.length === 0) throw new Refusal("unreadable_file", { detail: "文件中没有日期" });
  return days;
}

const COLUMNS: Readonly<Record<string, string>> = {
  date: "日期",
  working: "是否上班",
  name: "名称",
};

async function rowsOf(bytes: Buffer) {
  try {
    const { sheets } = await readTable(bytes, LIMITS);
    return (sheets[0]?.rows ?? []).map(({ number, cells }) => {
      const texts: string[] = [];
      for (const { column, raw } of cells) texts[column - 1] = raw.trim();
      return { number, cells: Array.from(texts, (text) => text ?? "") };
    });
  } catch (error) {
    if (error instanceof UnreadableFile)
      throw new Refusal("unreadable_file", { detail: error.message });
    throw error;
  }
}

/** The same days as a file: what is exported can be imported. */
export function writeDayFile(days: readonly DayOverride[]): string {
  return writeCsv({
    columns: ["date", "working", "name"].map((header) => ({ header, kind: "text" })),
    rows: days.map(({ date, working, name }) => [date, String(working), name]),
  });
}
