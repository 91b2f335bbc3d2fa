import { readFile, writeFile } from "node:fs/promises";
import { matchTable, readTable, UnreadableFile } from "@diaodu/documents";
import { covers, dutyKey } from "@diaodu/domain";
import type { Storage } from "@diaodu/storage";
import type { Preview, ReadTask } from "../../documents/task.ts";
import { readAsked, todayAt } from "../reports/desk.ts";
import { isWaiting } from "../reports/fields.ts";
import type { Asked } from "../reports/fields.ts";
import { writeCells } from "./cells-file.ts";
import { checkCells } from "./check-cells.ts";
import type { Prepared } from "./prepared.ts";

/**
 * Reads an uploaded file, matches and checks every cell, and leaves the preview beside it. Writes
 * nothing to the database. @throws UnreadableFile
 */
export async function readUpload(
  storage: Storage,
  task: ReadTask,
  progress: (done: number, total: number) => void,
): Promise<Preview> {
  const { upload, subject, simulated } = task;
  const { unit } = upload;
  const today = todayAt(task.now, task.calendar);
  const catalogue = await storage.catalogue();
  const table = await readTable(await readFile(upload.path));
  const { byUnit } = await readAsked({ storage }, catalogue, [unit], today);
  const vocabulary = {
    indicators: catalogue.indicators,
    regions: catalogue.regions,
    duties: catalogue.duties.filter((duty) => duty.unit === unit && covers(subject, duty)),
    asked: openFirst(byUnit.get(unit) ?? []).map(({ duty, measure, period }) => {
      const { indicator, region, basis } = duty;
      return { indicator, region, basis, measure, period };
    }),
  };
  const matches = matchTable(table, vocabulary, progress);
  if (matches.length === 0) throw new UnreadableFile("表格中没有找到可导入的数据");
  const checked = await checkCells(storage, {
    ...task,
    unit,
    catalogue,
    today,
    matches,
    simulated,
  });
  const prepared: Prepared = {
    file: { name: upload.name, sha256: upload.sha256 },
    items: checked.items,
  };
  const [written] = await Promise.all([
    writeCells(task.cellsPath, checked.cells),
    writeFile(task.itemsPath, JSON.stringify(prepared), { mode: 0o600 }),
  ]);
  return { ...written, needsReason: checked.needsReason };
}

/** What is still to be sent; of a series that has nothing left, what was sent in this round. */
function openFirst(asked: readonly Asked[]): Asked[] {
  const seriesOf = ({ duty, measure }: Asked) => `${dutyKey(duty)}|${measure}`;
  const open = new Set(asked.filter(isWaiting).map(seriesOf));
  return asked.filter((one) => isWaiting(one) || !open.has(seriesOf(one)));
}
