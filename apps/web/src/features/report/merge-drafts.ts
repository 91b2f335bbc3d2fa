import { sameCell, type Cell, type Cells } from "./cell.ts";

/** A field that two people changed differently since they last saw the same draft. */
export interface Conflict {
  readonly key: string;
  /** Undefined: taken back. */
  readonly mine: Cell | undefined;
  readonly theirs: Cell | undefined;
}

export interface Merged {
  /** Mine where both changed: nothing that somebody typed vanishes under their hands. */
  readonly cells: Cells;
  readonly conflicts: readonly Conflict[];
  /** Fields that only the other one changed. */
  readonly taken: readonly string[];
}

/**
 * Brings two drafts of one sheet together.
 *
 * @param base the draft that both started from
 */
export function mergeDrafts(base: Cells, mine: Cells, theirs: Cells): Merged {
  const cells: Record<string, Cell> = {};
  const conflicts: Conflict[] = [];
  const taken: string[] = [];
  for (const key of new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])) {
    const [was, my, their] = [base[key], mine[key], theirs[key]];
    const iChanged = !sameCell(was, my);
    const theyChanged = !sameCell(was, their);
    const stands = iChanged ? my : their;
    if (stands !== undefined) cells[key] = stands;
    if (theyChanged && !iChanged) taken.push(key);
    if (iChanged && theyChanged && !sameCell(my, their)) {
      conflicts.push({ key, mine: my, theirs: their });
    }
  }
  return { cells, conflicts, taken };
}

/** The draft with one conflict settled. */
export function settle(cells: Cells, conflict: Conflict, choice: "mine" | "theirs"): Cells {
  const { [conflict.key]: _replaced, ...others } = cells;
  const chosen = conflict[choice];
  return chosen === undefined ? others : { ...others, [conflict.key]: chosen };
}
