import { readCells, type Cells } from "./cell.ts";
import type { Parcel } from "./outbox.ts";

/** A sheet being filled, as this browser keeps it. */
export interface KeptDraft {
  readonly cells: Cells;
  /** The draft of the server that it grew from; version 0: none. */
  readonly base: { readonly version: number; readonly cells: Cells };
}

/** What of `localStorage` is needed here. */
export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Names the person too: whoever signs in next at this computer finds their own. */
export function draftName(o: { account: string; unit: string; round: string }): string {
  return `diaodu.draft.${o.account}.${o.unit}.${o.round}`;
}

export function parcelName(o: { account: string; unit: string }): string {
  return `diaodu.parcel.${o.account}.${o.unit}`;
}

export function readDraft(shelf: Shelf, name: string): KeptDraft | null {
  const kept: Partial<KeptDraft> | null = readJson(shelf, name);
  if (kept === null || typeof kept.base?.version !== "number") return null;
  return {
    cells: readCells(kept.cells),
    base: { version: kept.base.version, cells: readCells(kept.base.cells) },
  };
}

export function readParcel(shelf: Shelf, name: string): Parcel | null {
  const kept: Partial<Parcel> | null = readJson(shelf, name);
  const { key, submission } = kept ?? {};
  return typeof key === "string" && submission !== undefined ? { key, submission } : null;
}

/** Keeps the value, or nothing. A full or forbidden shelf is no reason to stop anybody from working. */
export function keep(shelf: Shelf, name: string, value: unknown): void {
  try {
    if (value === null) shelf.removeItem(name);
    else shelf.setItem(name, JSON.stringify(value));
  } catch {
    // The server keeps the draft as well.
  }
}

function readJson(shelf: Shelf, name: string): object | null {
  try {
    const read: unknown = JSON.parse(shelf.getItem(name) ?? "null");
    return typeof read === "object" ? read : null;
  } catch {
    return null;
  }
}
