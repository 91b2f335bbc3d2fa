import type { BulletinEdit, BulletinOnWire } from "@diaodu/contracts";
import { Button, Input } from "antd";
import { useState } from "react";
import { useApi } from "../../../api/api.ts";
import { BULLETIN_KEY } from "../../../api/bulletins.ts";
import { bulletinWords } from "../../../strings/zh-CN-bulletins.ts";
import { office } from "../../../strings/zh-CN-office.ts";
import { useStep } from "../use-step.ts";
import { BlockField, type TypedBlock } from "./BlockField.tsx";

const words = bulletinWords.view;

/** The text paragraph by paragraph; what is changed stays marked. */
export function EditBulletin(props: { bulletin: BulletinOnWire; onClose: () => void }) {
  const { bulletin } = props;
  const api = useApi();
  const step = useStep();
  const [lines, setLines] = useState({
    title: bulletin.title,
    to: bulletin.to,
    copies: bulletin.copies ?? "",
  });
  const [blocks, setBlocks] = useState<readonly TypedBlock[]>(() =>
    bulletin.blocks.map((block, from) => ({ ...block, from, key: `b${from}` })),
  );
  const [reason, setReason] = useState("");
  const [added, setAdded] = useState(0);
  const change = (key: string, text: string) =>
    setBlocks((all) => all.map((one) => (one.key === key ? { ...one, text } : one)));
  const addBelow = (key: string) => {
    const made: TypedBlock = { level: null, text: "", drawn: null, from: null, key: `n${added}` };
    setAdded(added + 1);
    setBlocks((all) => all.flatMap((one) => (one.key === key ? [one, made] : [one])));
  };
  const save = async () => {
    const body: BulletinEdit = {
      version: bulletin.version,
      title: lines.title,
      to: lines.to,
      copies: lines.copies.trim() === "" ? null : lines.copies,
      words: reason.trim() === "" ? null : reason,
      blocks: blocks
        .filter(({ text }) => text.trim() !== "")
        .map(({ level, text, from }) =>
          level === null
            ? { kind: "paragraph", text, from }
            : { kind: "heading", level, text, from },
        ),
    };
    const done = await step.run(
      () => api.send<BulletinOnWire>("PUT", `/bulletins/${bulletin.id}`, body),
      { done: () => words.saved, changes: [BULLETIN_KEY] },
    );
    if (done) props.onClose();
  };
  const line = (name: keyof typeof lines, label: string, longest: number) => (
    <label className="edit-line">
      <span>{label}</span>
      <Input
        value={lines[name]}
        maxLength={longest}
        onChange={({ target }) => setLines({ ...lines, [name]: target.value })}
      />
    </label>
  );
  return (
    <div className="edit-bulletin">
      {line("title", words.title, 120)}
      {line("to", words.toLine, 300)}
      {line("copies", words.copiesLine, 300)}
      {blocks.map((block, at) => (
        <BlockField
          key={block.key}
          block={block}
          place={at + 1}
          onText={(text) => change(block.key, text)}
          onRemove={() => setBlocks((all) => all.filter(({ key }) => key !== block.key))}
          onAddBelow={() => addBelow(block.key)}
        />
      ))}
      <div className="edit-foot">
        <Input
          aria-label={words.reason}
          placeholder={words.reason}
          maxLength={500}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <Button onClick={props.onClose}>{office.cancel}</Button>
        <Button type="primary" loading={step.busy} onClick={() => void save()}>
          {words.save}
        </Button>
      </div>
    </div>
  );
}
