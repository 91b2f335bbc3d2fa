import type { RecordFile } from "@diaodu/contracts";
import { useCallback, useState } from "react";
import { keep, type Shelf } from "../../../features/report/kept-draft.ts";

/** What somebody typed for one step, before it is sent. */
export interface StepDraft {
  readonly words: string;
  readonly until: string;
  readonly lateReason: string;
  /** Ids of measures. */
  readonly done: readonly string[];
  /** Uploaded already. */
  readonly files: readonly RecordFile[];
}

export const NOTHING_TYPED: StepDraft = {
  words: "",
  until: "",
  lateReason: "",
  done: [],
  files: [],
};

/** Names the person too: whoever signs in next on this phone finds their own. */
export function stepDraftName(o: { account: string; record: string; event: string }): string {
  return `diaodu.step.${o.account}.${o.record}.${o.event}`;
}

/** What was kept; what is not such a draft is none. */
export function readStepDraft(shelf: Shelf, name: string): StepDraft {
  try {
    const kept = JSON.parse(shelf.getItem(name) ?? "null") as Partial<StepDraft> | null;
    const text = (value: unknown) => (typeof value === "string" ? value : "");
    return {
      words: text(kept?.words),
      until: text(kept?.until),
      lateReason: text(kept?.lateReason),
      done: Array.isArray(kept?.done) ? kept.done : [],
      files: Array.isArray(kept?.files) ? kept.files : [],
    };
  } catch {
    return NOTHING_TYPED;
  }
}

/** A draft that outlives the page, until it is sent. */
export function useDraft(name: string): {
  draft: StepDraft;
  change: (part: Partial<StepDraft>) => void;
  forget: () => void;
} {
  const [draft, setDraft] = useState(() => readStepDraft(window.localStorage, name));
  const change = useCallback(
    (part: Partial<StepDraft>) => {
      setDraft((last) => {
        const next = { ...last, ...part };
        keep(window.localStorage, name, next);
        return next;
      });
    },
    [name],
  );
  const forget = useCallback(() => keep(window.localStorage, name, null), [name]);
  return { draft, change, forget };
}
