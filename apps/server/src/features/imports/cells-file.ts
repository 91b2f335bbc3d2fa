import { writeFile } from "node:fs/promises";
import { importCell } from "@diaodu/contracts";
import type { ImportCell } from "@diaodu/contracts";
import { VERDICT_ORDER } from "../../documents/task.ts";
import type { Preview, Verdict } from "../../documents/task.ts";

/** Cells of a page of the preview. */
const PAGE = 200;
/** Bytes of one place in the file. */
const OFFSET = Float64Array.BYTES_PER_ELEMENT;

/**
 * Writes a preview as one JSON line a cell, worst verdict first. Beside it is kept where
 * the lines begin: a page of it is read without the rest.
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

/** A page of all cells, or of those of one verdict; `part` reads a piece of what was kept of the job. */
export async function readCells(
  part: (
    name: "cells" | "offsets",
    piece: { readonly from: number; readonly length: number },
  ) => Promise<Buffer>,
  counts: Readonly<Partial<Record<Verdict, number>>> | null,
  { verdict, offset }: { readonly verdict: Verdict | null; readonly offset: number },
): Promise<{ cells: ImportCell[]; total: number }> {
  const countOf = (one: Verdict) => counts?.[one] ?? 0;
  const sum = (some: readonly Verdict[]) => some.reduce((total, one) => total + countOf(one), 0);
  const start = verdict === null ? 0 : sum(VERDICT_ORDER.slice(0, VERDICT_ORDER.indexOf(verdict)));
  const total = verdict === null ? sum(VERDICT_ORDER) : countOf(verdict);
  const from = start + Math.min(offset, total);
  const to = start + Math.min(offset + PAGE, total);
  if (to <= from) return { cells: [], total };
  const begins = await part("offsets", { from: from * OFFSET, length: (to - from + 1) * OFFSET });
  const begin = begins.readDoubleLE(0);
  const end = begins.readDoubleLE((to - from) * OFFSET);
  const bytes = await part("cells", { from: begin, length: end - begin });
  const lines = bytes.toString("utf8").trimEnd().split("\n");
  return { cells: lines.map((line) => importCell.parse(JSON.parse(line))), total };
}
