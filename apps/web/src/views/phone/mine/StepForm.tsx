import { type FormEvent, useId, useState } from "react";
import { Refused, wordsOf } from "../../../api/problem.ts";
import { itemWords } from "../../../strings/zh-CN-items.ts";
import { zhMine } from "../../../strings/zh-CN-mine.ts";
import { FilesField } from "./FilesField.tsx";
import { type StepDraft, useDraft } from "./use-draft.ts";

/** What one step asks for. */
export interface StepAsks {
  /** What the button says: `核实销号`. */
  readonly name: string;
  readonly words: string;
  readonly hint?: string;
  readonly wordsRequired: boolean;
  /** The day after which an extension may end. */
  readonly untilAfter?: string;
  /** Why an answer comes late. */
  readonly lateReason?: string;
  readonly remedies?: readonly { readonly id: string; readonly words: string }[];
  readonly files?: { readonly unit: string; readonly required: boolean };
}

/**
 * The second tap of a step, with what it must say. Nothing typed is lost: neither by leaving the
 * page nor by a cut line.
 */
export function StepForm(props: {
  asks: StepAsks;
  draftName: string;
  onSend: (typed: StepDraft) => Promise<unknown>;
  onDone: () => void;
  onClose: () => void;
}) {
  const { asks, onSend } = props;
  const { draft, change, forget } = useDraft(props.draftName);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const missing = missingIn(asks, draft);
    if (missing !== null) {
      setProblem(missing);
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      await onSend(draft);
      forget();
      props.onDone();
    } catch (error) {
      const meanwhile = error instanceof Refused && error.code === "changed_meanwhile";
      setProblem(meanwhile ? zhMine.meanwhile : wordsOf(error, zhMine.unreachable));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="mine-form" aria-label={asks.name} onSubmit={(event) => void send(event)}>
      <label htmlFor={`${id}words`}>{asks.words}</label>
      <textarea
        id={`${id}words`}
        rows={4}
        maxLength={2000}
        value={draft.words}
        placeholder={asks.hint}
        onChange={({ target }) => change({ words: target.value })}
      />
      {asks.lateReason === undefined ? null : (
        <>
          <label htmlFor={`${id}late`}>{asks.lateReason}</label>
          <input
            id={`${id}late`}
            maxLength={500}
            value={draft.lateReason}
            onChange={({ target }) => change({ lateReason: target.value })}
          />
        </>
      )}
      {asks.untilAfter === undefined ? null : (
        <>
          <label htmlFor={`${id}until`}>{itemWords.step.until}</label>
          <input
            id={`${id}until`}
            type="date"
            min={asks.untilAfter}
            value={draft.until}
            onChange={({ target }) => change({ until: target.value })}
          />
        </>
      )}
      {(asks.remedies ?? []).length === 0 ? null : (
        <fieldset>
          <legend>{itemWords.step.doneRemedies}</legend>
          {asks.remedies?.map((remedy) => (
            <label key={remedy.id} className="mine-check">
              <input
                type="checkbox"
                checked={draft.done.includes(remedy.id)}
                onChange={({ target }) =>
                  change({
                    done: target.checked
                      ? [...draft.done, remedy.id]
                      : draft.done.filter((one) => one !== remedy.id),
                  })
                }
              />
              <span>{remedy.words}</span>
            </label>
          ))}
        </fieldset>
      )}
      {asks.files === undefined ? null : (
        <FilesField
          unit={asks.files.unit}
          files={draft.files}
          onChange={(files) => change({ files })}
        />
      )}
      {problem === null ? null : (
        <p className="mine-problem" role="alert">
          {problem}
        </p>
      )}
      <div className="mine-steps">
        <button type="submit" className="mine-button is-main" disabled={busy}>
          {busy ? zhMine.sending : zhMine.confirm(asks.name)}
        </button>
        <button type="button" className="mine-button" onClick={props.onClose}>
          {zhMine.cancel}
        </button>
      </div>
    </form>
  );
}

/** What the server would refuse anyway, said before the line is asked. */
function missingIn(asks: StepAsks, draft: StepDraft): string | null {
  const empty = (text: string) => text.trim() === "";
  if (asks.wordsRequired && empty(draft.words)) return `${asks.words}${itemWords.step.required}`;
  if (asks.lateReason !== undefined && empty(draft.lateReason)) {
    return `${asks.lateReason}${itemWords.step.required}`;
  }
  if (asks.untilAfter !== undefined && empty(draft.until)) {
    return `${itemWords.step.until}${itemWords.step.required}`;
  }
  if (asks.files?.required === true && draft.files.length === 0) {
    return itemWords.step.evidenceMissing;
  }
  return null;
}
