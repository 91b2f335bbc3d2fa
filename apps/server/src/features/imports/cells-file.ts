import { open, writeFile } from "node:fs/promises";
import { importCell } from "@diaodu/contracts";
import type { ImportCell } from "@diaodu/contracts";
import { VERDICT_ORDER } from "../../documents/task.ts";
import type { Preview, Verdict } from "../../documents/task.ts";

/** Cells of a page of the preview. */
const PAGE = 200;

/**
 * Writes a preview as one JSON line a cell, worst verdict first. The server keeps only where the
 * lines begin: a thousand previews waiting cost it next to nothing.
 */
export async function writeCells(
  path: string,
  cells: readonly ImportCell[],
): Promise<Pick<Preview, "counts" | "offsets">> {
  const groups = VERDICT_ORDER.map((verdict) => cells.filter((cell) => cell.verdict === verdict));
  const lines = groups.flat().map((cell) => Buffer.from(`${JSON.stringify(cell)}\n`));
  const offsets = new Float64Array(lines.length + 1);
  lines.forEach((line, index) => {
    offsets[index + 1] = (offsets[index] ?? 0) + line.length;
  });
  await writeFile(path, Buffer.concat(lines), { mode: 0o600 });
  const counts = Object.fromEntries(
    VERDICT_ORDER.map((verdict, index) => [verdict, groups[index]?.length ?? 0]),
  ) as Record<Verdict, number>;
  return { counts, offsets };
}

/** A page of all cells, or of those of one verdict. */
export async function readCells(
  path: string,
  { counts, offsets }: Pick<Preview, "counts" | "offsets">,
  { verdict, offset }: { readonly verdict: Verdict | null; readonly offset: number },
): Promise<{ cells: ImportCell[]; total: number }> {
  const before = VERDICT_ORDER.slice(0, verdict === null ? 0 : VERDICT_ORDER.indexOf(verdict));
  const start = before.reduce((sum, one) => sum + counts[one], 0);
  const total = verdict === null ? offsets.length - 1 : counts[verdict];
  const from = start + Math.min(offset, total);
  const to = start + Math.min(offset + PAGE, total);
  const [begin = 0, end = 0] = [offsets[from], offsets[to]];
  if (end <= begin) return { cells: [], total };
  const file = await open(path);
  try {
    const bytes = Buffer.alloc(end - begin);
    await file.read(bytes, 0, bytes.length, begin);
    const lines = bytes.toString("utf8").trimEnd().split("\n");
    return { cells: lines.map((line) => importCell.parse(JSON.parse(line))), total };
  } finally {
    await file.close();
  }
}
