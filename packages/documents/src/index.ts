export { UnreadableFile } from "./refusal.ts";
export { DEFAULT_LIMITS, type ReadLimits } from "./limits.ts";
export type { Cell, CellKind, Row, Sheet, Table } from "./table.ts";
export { readTable } from "./read-table.ts";
export { matchTable, type Progress } from "./match/match-table.ts";
export type * from "./match/matched.ts";
export { unitOf } from "./match/resolve.ts";
export {
  writeCsv,
  writeTables,
  type ColumnToWrite,
  type TableToWrite,
} from "./write/write-table.ts";
export { writeTemplate, type TemplateField, type TemplateToWrite } from "./write/write-template.ts";
export { writeOfficialDocument } from "./official/write-official.ts";
export type * from "./official/document-model.ts";
