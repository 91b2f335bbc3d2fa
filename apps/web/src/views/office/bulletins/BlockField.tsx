import type { BulletinBlockOnWire } from "@diaodu/contracts";
import { Button, Input } from "antd";
import { bulletinWords } from "../../../strings/zh-CN-bulletins.ts";

const words = bulletinWords.view;

/** A block while it is edited. */
export interface TypedBlock extends Pick<BulletinBlockOnWire, "level" | "text" | "drawn"> {
  /** Its place before; null for a new one. */
  readonly from: number | null;
  readonly key: string;
}

export function BlockField(props: {
  block: TypedBlock;
  /** From 1. */
  place: number;
  onText: (text: string) => void;
  onRemove: () => void;
  onAddBelow: () => void;
}) {
  const { block, place } = props;
  const { level, text, drawn } = block;
  const label = level === null ? words.paragraph(place) : words.heading(place);
  return (
    <div className={level === null ? "edit-block" : `edit-block edit-h${level}`}>
      <Input.TextArea
        aria-label={label}
        autoSize={{ minRows: 1, maxRows: 12 }}
        maxLength={3000}
        value={text}
        // A paragraph is one: a line break would be another.
        onChange={({ target }) => props.onText(target.value.replaceAll(/[\r\n]+/gu, ""))}
      />
      <span className="edit-steps">
        {drawn === null ? null : (
          <Button size="small" onClick={() => props.onText(drawn)}>
            {words.restore}
          </Button>
        )}
        <Button size="small" aria-label={`${label}：${words.addBelow}`} onClick={props.onAddBelow}>
          {words.addBelow}
        </Button>
        <Button
          size="small"
          danger
          aria-label={`${label}：${words.remove}`}
          onClick={props.onRemove}
        >
          {words.remove}
        </Button>
      </span>
    </div>
  );
}
