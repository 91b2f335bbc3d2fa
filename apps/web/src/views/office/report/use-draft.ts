import type { DraftAnswer, DraftSave, ReportSheet } from "@diaodu/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { useApi } from "../../../api/api.ts";
import { passesByItself, Refused } from "../../../api/problem.ts";
import { sheetQuery } from "../../../api/reports.ts";
import { readCells, sameCell, type Cell, type Cells } from "../../../features/report/cell.ts";
import { draftName, keep, readDraft, type KeptDraft } from "../../../features/report/kept-draft.ts";
import { mergeDrafts, settle, type Conflict } from "../../../features/report/merge-drafts.ts";
import { useMe } from "../me-context.ts";

/** Long enough to save a column, not each key; short enough that a colleague sees it. */
const SAVE_AFTER_MS = 800;
const TRY_AGAIN_MS = 5000;

/** `kept`: in this browser alone, because the server cannot be reached. */
type Saving = "saved" | "saving" | "kept" | { readonly refused: unknown };

/** What somebody else did to the same draft. */
interface Other {
  readonly by: string;
  readonly at: string;
  readonly taken: number;
}

interface State extends KeptDraft {
  readonly conflicts: readonly Conflict[];
  readonly other: Other | null;
}

export interface Draft {
  readonly cells: Cells;
  readonly saving: Saving;
  readonly conflicts: readonly Conflict[];
  readonly other: Other | null;
  /** Undefined takes the field back to what was sent before. */
  put(changes: ReadonlyMap<string, Cell | undefined>): void;
  choose(conflict: Conflict, choice: "mine" | "theirs"): void;
  /** These were handed in; the server keeps no draft after that. */
  handedIn(keys: readonly string[]): void;
  /** Resolves when no save is on its way: a submission must not be overtaken by its own draft. */
  settled(): Promise<void>;
}

/**
 * The draft of one unit's round: kept in this browser at once, with the server soon after.
 *
 * @param paused a submission is on its way: the server drops the draft with it
 */
export function useDraft(sheet: ReportSheet, paused: boolean): Draft {
  const api = useApi();
  const client = useQueryClient();
  const account = useMe().account?.id ?? "";
  const name = draftName({ account, unit: sheet.unit, round: sheet.round });
  const [state, setState] = useState<State>(() => {
    const start = readDraft(window.localStorage, name) ?? ofServer(sheet);
    return withServer({ ...start, conflicts: [], other: null }, sheet);
  });
  const [saving, setSaving] = useState<Saving>("saved");
  const [attempt, setAttempt] = useState(0);
  const underway = useRef<Promise<void> | null>(null);

  useEffect(() => setState((now) => withServer(now, sheet)), [sheet]);
  useEffect(() => {
    const { cells, base } = state;
    keep(window.localStorage, name, { cells, base });
  }, [name, state]);

  const { cells, base } = state;
  useEffect(() => {
    if (sameCells(cells, base.cells)) {
      setSaving("saved");
      return;
    }
    if (paused || underway.current !== null) return;
    const save = async (): Promise<boolean> => {
      const path = `/reports/draft?${new URLSearchParams({ unit: sheet.unit, round: sheet.round })}`;
      const body: DraftSave = { basedOn: base.version, cells: { ...cells } };
      try {
        const { version } = await api.send<DraftAnswer>("PUT", path, body);
        setState((now) => ({ ...now, base: { version, cells } }));
        return true;
      } catch (error) {
        if (!(error instanceof Refused && error.code === "changed_meanwhile")) {
          setSaving(passesByItself(error) ? "kept" : { refused: error });
          return false;
        }
        const { draft } = error.document;
        if (draft !== undefined) setState((now) => withOther(now, draft));
        // Another round has begun: the sheet says which.
        else void client.invalidateQueries({ queryKey: sheetQuery(api, sheet.unit).queryKey });
        return true;
      }
    };
    const attemptOnce = async (): Promise<void> => {
      const answered = await save();
      underway.current = null;
      setTimeout(() => setAttempt((n) => n + 1), answered ? 0 : TRY_AGAIN_MS);
    };
    const timer = setTimeout(() => {
      setSaving("saving");
      underway.current = attemptOnce();
    }, SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [api, client, cells, base, attempt, paused, sheet.unit, sheet.round]);

  const put = useCallback((changes: ReadonlyMap<string, Cell | undefined>) => {
    setState((now) => {
      const next: Record<string, Cell> = { ...now.cells };
      for (const [key, cell] of changes) {
        if (cell === undefined) delete next[key];
        else next[key] = cell;
      }
      return { ...now, cells: next };
    });
  }, []);
  const choose = useCallback((conflict: Conflict, choice: "mine" | "theirs") => {
    setState((now) => ({
      ...now,
      cells: settle(now.cells, conflict, choice),
      conflicts: now.conflicts.filter(({ key }) => key !== conflict.key),
    }));
  }, []);
  const handedIn = useCallback((keys: readonly string[]) => {
    setState((now) => {
      const left = Object.entries(now.cells).filter(([key]) => !keys.includes(key));
      return { ...now, cells: Object.fromEntries(left), base: NOTHING, conflicts: [], other: null };
    });
  }, []);
  const settled = useCallback(() => underway.current ?? Promise.resolve(), []);
  const { conflicts, other } = state;
  return { cells, saving, conflicts, other, put, choose, handedIn, settled };
}

const NOTHING: KeptDraft["base"] = { version: 0, cells: {} };

function ofServer(sheet: ReportSheet): KeptDraft {
  const cells = readCells(sheet.draft?.cells);
  return { cells, base: { version: sheet.draft?.version ?? 0, cells } };
}

/** Takes in what somebody else saved since; our own saves come back here and change nothing. */
function withServer(state: State, { draft }: ReportSheet): State {
  return draft === null || draft.version <= state.base.version ? state : withOther(state, draft);
}

/** Merges somebody else's draft; null: they handed theirs in, and what we shared is sent. */
function withOther(state: State, draft: DraftAnswer | null): State {
  const theirs = readCells(draft?.cells);
  const merged = mergeDrafts(state.base.cells, state.cells, theirs);
  const base = { version: draft?.version ?? 0, cells: theirs };
  if (draft === null) return { ...state, cells: merged.cells, base, conflicts: [] };
  const told = merged.taken.length > 0 || merged.conflicts.length > 0;
  return {
    cells: merged.cells,
    base,
    conflicts: merged.conflicts,
    other: told ? { by: draft.by, at: draft.at, taken: merged.taken.length } : state.other,
  };
}

function sameCells(one: Cells, other: Cells): boolean {
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length && keys.every((key) => sameCell(one[key], other[key]))
  );
}
