/** How much of a file is ever looked at. Every bound is told in the refusal that it causes. */
export interface ReadLimits {
  /** Bytes of the file itself. */
  readonly fileBytes: number;
  /** Parts of a workbook's container. */
  readonly entries: number;
  /** Bytes of one part, and of all parts, once unpacked. */
  readonly entryBytes: number;
  readonly unpackedBytes: number;
  /** Unpacked bytes for each packed one; only parts above 1 MiB are held to it. */
  readonly ratio: number;
  readonly sheets: number;
  /** Rows of all sheets that hold anything. */
  readonly rows: number;
  /** Cells of all sheets that hold anything, those that a merged title covers included. */
  readonly cells: number;
  /** Characters of one cell: Excel's own bound. */
  readonly cellText: number;
}

/** Twice the size of the largest report that a city's units exchange, and far below a worker's memory. */
export const DEFAULT_LIMITS: ReadLimits = {
  fileBytes: 20 * 1024 * 1024,
  entries: 2000,
  entryBytes: 64 * 1024 * 1024,
  unpackedBytes: 128 * 1024 * 1024,
  ratio: 200,
  sheets: 100,
  rows: 50_000,
  cells: 1_000_000,
  cellText: 32_767,
};
