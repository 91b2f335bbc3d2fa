import { openContainer } from "../container/container.ts";
import { refuseUnsafe } from "../container/workbook-safety.ts";
import type { ReadLimits } from "../limits.ts";
import { UnreadableFile } from "../refusal.ts";
import type { Sheet, Table } from "../table.ts";
import { formatKinds } from "./number-formats.ts";
import { readSheet } from "./read-sheet.ts";
import type { SheetContext } from "./read-sheet.ts";
import { sharedStrings } from "./shared-strings.ts";
import { workbookParts } from "./workbook-parts.ts";

/**
 * The cells of a workbook. Its container is checked before any part is unpacked.
 * @throws UnreadableFile with a sentence for whoever sent it
 */
export async function readWorkbook(bytes: Buffer, limits: ReadLimits): Promise<Table> {
  const container = await openContainer(bytes, limits);
  await refuseUnsafe(container);
  const parts = await workbookParts(container);
  if (parts.sheets.length === 0) throw new UnreadableFile("工作簿中没有工作表");
  if (parts.sheets.length > limits.sheets) {
    throw new UnreadableFile(`工作簿超过 ${limits.sheets} 个工作表，请分开上传`);
  }
  const context: SheetContext = {
    strings: await sharedStrings(container, parts.sharedStrings),
    formats: await formatKinds(container, parts.styles),
    from1904: parts.from1904,
    limits,
    left: { rows: limits.rows, cells: limits.cells },
  };
  const sheets: Sheet[] = [];
  for (const { name, hidden, part } of parts.sheets) {
    sheets.push({ name, hidden, rows: readSheet(await container.read(part), context) });
  }
  return { format: "xlsx", sheets };
}
