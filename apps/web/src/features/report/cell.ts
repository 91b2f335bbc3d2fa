import type { FormField, Status } from "@diaodu/contracts";

/** A file that stands behind a figure. */
export interface CellAttachment {
  readonly id: string;
  readonly name: string;
  readonly size: number;
}

/** What a person has entered for one field and not yet sent. */
export interface Cell {
  /** As typed. */
  readonly text: string;
  /** Taken over from the period before with one tap. */
  readonly unchanged: boolean;
  readonly note: string;
  /** Why a published value is corrected. */
  readonly reason: string;
  /** Null: the field's usual status. */
  readonly status: Status | null;
  readonly attachment: CellAttachment | null;
  /** A returned figure that its sender stands by: sent again as it is. */
  readonly again: boolean;
}

/** By the field's key. A field without a cell is untouched. */
export type Cells = Readonly<Record<string, Cell>>;

const EMPTY_CELL: Cell = {
  text: "",
  unchanged: false,
  note: "",
  reason: "",
  status: null,
  attachment: null,
  again: false,
};

/** The cell of an untouched field: the figure as it was last sent. */
export function cellOf(field: FormField): Cell {
  const { entry } = field;
  if (entry === null || entry.state === "withdrawn") return EMPTY_CELL;
  return {
    ...EMPTY_CELL,
    text: entry.value,
    unchanged: entry.unchanged,
    note: entry.note ?? "",
    status: entry.status,
    attachment: entry.attachment,
  };
}

/** The cell with one part changed. A value typed by hand is no longer the one taken over. */
export function changeCell(cell: Cell, part: Partial<Cell>): Cell {
  const typed = part.text !== undefined && part.text !== cell.text;
  return { ...cell, ...(typed ? { unchanged: false, again: false } : {}), ...part };
}

/** Whether two cells would send the same. */
export function sameCell(one: Cell | undefined, other: Cell | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return (
    one.text === other.text &&
    one.unchanged === other.unchanged &&
    one.note === other.note &&
    one.reason === other.reason &&
    one.status === other.status &&
    one.again === other.again &&
    one.attachment?.id === other.attachment?.id
  );
}

/** Reads cells that were kept as JSON; what is no cell is left out. */
export function readCells(kept: unknown): Cells {
  if (typeof kept !== "object" || kept === null) return {};
  const cells: Record<string, Cell> = {};
  for (const [key, value] of Object.entries(kept)) {
    if (isPartialCell(value)) cells[key] = { ...EMPTY_CELL, ...value };
  }
  return cells;
}

function isPartialCell(value: unknown): value is Partial<Cell> {
  return (
    typeof value === "object" && value !== null && typeof (value as Partial<Cell>).text === "string"
  );
}
