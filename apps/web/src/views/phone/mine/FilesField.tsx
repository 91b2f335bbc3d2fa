import type { AttachmentAnswer, RecordFile } from "@diaodu/contracts";
import { useRef, useState } from "react";
import { wordsOf } from "../../../api/problem.ts";
import { itemWords } from "../../../strings/zh-CN-items.ts";
import { zhMine } from "../../../strings/zh-CN-mine.ts";
import { usePhoneApi } from "./phone-api.ts";
import { shrinkPhoto } from "./shrink-photo.ts";

const words = itemWords.step;

/** Photos and files that show something, uploaded for `unit` as they are chosen. */
export function FilesField(props: {
  unit: string;
  files: readonly RecordFile[];
  onChange: (files: readonly RecordFile[]) => void;
}) {
  const { unit, files, onChange } = props;
  const api = usePhoneApi();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const add = async (chosen: readonly File[]) => {
    setBusy(true);
    setProblem(null);
    let all = files;
    try {
      for (const file of chosen) {
        const small = await shrinkPhoto(file);
        const asked = new URLSearchParams({ unit, name: small.name });
        all = [...all, await api.upload<AttachmentAnswer>(`/attachments?${asked}`, small)];
        onChange(all);
      }
    } catch (error) {
      setProblem(wordsOf(error, zhMine.unreachable));
    } finally {
      setBusy(false);
    }
  };
  return (
    <fieldset className="mine-files">
      <legend>{words.evidence}</legend>
      <ul>
        {files.map(({ id, name }) => (
          <li key={id}>
            <span>{name}</span>
            <button
              type="button"
              className="text-button"
              aria-label={words.remove(name)}
              onClick={() => onChange(files.filter((one) => one.id !== id))}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="mine-button"
        disabled={busy}
        onClick={() => input.current?.click()}
      >
        {busy ? zhMine.uploading : zhMine.addFile}
      </button>
      <p className="dim">{words.evidenceHint}</p>
      {problem === null ? null : <p role="alert">{problem}</p>}
      <input
        ref={input}
        type="file"
        accept="image/*,.pdf,.xlsx,.docx"
        multiple
        hidden
        onChange={({ target }) => {
          void add([...(target.files ?? [])]);
          target.value = "";
        }}
      />
    </fieldset>
  );
}
