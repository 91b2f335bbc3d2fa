import type { RecordFile } from "@diaodu/contracts";
import { Button } from "antd";
import { useRef } from "react";
import { itemWords } from "../../../strings/zh-CN-items.ts";
import { useUpload } from "../use-upload.ts";

const words = itemWords.step;

/** Files that show something, uploaded for `unit` as they are chosen. */
export function EvidenceField(props: {
  unit: string;
  value?: readonly RecordFile[];
  onChange?: (files: readonly RecordFile[]) => void;
}) {
  const { value = [], onChange } = props;
  const input = useRef<HTMLInputElement>(null);
  const upload = useUpload(props.unit);
  const add = async (files: readonly File[]) => {
    let all = value;
    for (const file of files) {
      const sent = await upload.send(file);
      if (sent !== null) all = [...all, sent];
    }
    onChange?.(all);
  };
  return (
    <div className="evidence">
      <ul>
        {value.map(({ id, name }) => (
          <li key={id}>
            <span>{name}</span>{" "}
            <Button
              type="link"
              size="small"
              onClick={() => onChange?.(value.filter((one) => one.id !== id))}
            >
              {words.remove(name)}
            </Button>
          </li>
        ))}
      </ul>
      <Button size="small" loading={upload.sending} onClick={() => input.current?.click()}>
        {words.add}
      </Button>{" "}
      <span className="dim">{words.evidenceHint}</span>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ target }) => {
          void add([...(target.files ?? [])]);
          target.value = "";
        }}
      />
    </div>
  );
}
