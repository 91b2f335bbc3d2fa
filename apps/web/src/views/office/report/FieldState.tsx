import { ENTRY_STATE_NAMES, type EntryState } from "@diaodu/domain";
import { Button, Tag } from "antd";
import type { Line } from "../../../features/report/submission.ts";
import { office } from "../../../strings/zh-CN-office.ts";
import { useDecide } from "../use-decide.ts";

const words = office.report;

const COLORS: Readonly<Record<EntryState, string>> = {
  new: "default",
  submitted: "processing",
  returned: "error",
  published: "success",
  withdrawn: "default",
};

/** How the figure stands, in a word; why it came back; and a way back from what was typed. */
export function FieldState({ line, undo }: { line: Line; undo: () => void }) {
  const { entry } = line.field;
  const state = entry?.state ?? "new";
  const { decide, deciding } = useDecide();
  return (
    <>
      <Tag color={COLORS[state]}>{ENTRY_STATE_NAMES[state]}</Tag>
      {entry?.state === "published" && entry.published !== null ? (
        <span className="dim">{words.published(entry.published.revision)}</span>
      ) : null}
      {line.cell.again ? <span className="dim">{words.againOn}</span> : null}
      {line.pending && entry !== null ? (
        <Button type="link" size="small" onClick={undo}>
          {words.undo}
        </Button>
      ) : null}
      {entry?.state === "submitted" && !line.pending ? (
        <Button
          type="link"
          size="small"
          loading={deciding}
          onClick={() => void decide("withdraw", [entry], null)}
        >
          {words.withdraw}
        </Button>
      ) : null}
      {entry?.state === "returned" ? (
        <p className="tone-behind">
          {words.returned(entry.decidedBy ?? "", entry.decisionReason ?? "")}
        </p>
      ) : null}
    </>
  );
}
