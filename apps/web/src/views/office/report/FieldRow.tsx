import type { FormField } from "@diaodu/contracts";
import { Button, Input } from "antd";
import { memo, useId, useState, type ClipboardEvent, type KeyboardEvent } from "react";
import type { Cell } from "../../../features/report/cell.ts";
import { isColumn } from "../../../features/report/pasted.ts";
import { lineOf, type Line } from "../../../features/report/submission.ts";
import { office } from "../../../strings/zh-CN-office.ts";
import { dayLabel } from "../../../ui/city-date.ts";
import { FieldMore } from "./FieldMore.tsx";
import { FieldState } from "./FieldState.tsx";

const words = office.report;

export interface RowProps {
  field: FormField;
  /** Code of the unit that reports. */
  reporter: string;
  drafted: Cell | undefined;
  /** A submission is on its way. */
  locked: boolean;
  change: (field: FormField, part: Partial<Cell>) => void;
  paste: (field: FormField, clipboard: string) => void;
}

/** One field of the sheet. */
export const FieldRow = memo(function FieldRow(props: RowProps) {
  const { field, drafted } = props;
  const line = lineOf(field, drafted);
  const [opened, setOpened] = useState(false);
  const hasMore = line.cell.note !== "" || line.cell.attachment !== null;
  return (
    <>
      <tr data-pending={line.pending} data-state={field.entry?.state ?? "new"}>
        <th scope="row" className="col-indicator">
          {field.indicatorName}
          <span className="dim">
            {field.measureName}
            {field.basis === "dispatch" ? ` · ${field.basisName}` : ""}
          </span>
        </th>
        <td className="col-region">{field.regionName}</td>
        <td className="col-period">
          {field.periodLabel}
          <Due field={field} />
        </td>
        <td className="col-last">
          {field.last === null ? (
            <span className="dim">{words.noLast}</span>
          ) : (
            <>
              {field.last.text}
              <span className="dim">{field.last.periodLabel}</span>
            </>
          )}
        </td>
        <td className="col-value">
          <ValueCell {...props} line={line} />
        </td>
        <td className="col-more">
          <Button type="link" size="small" onClick={() => setOpened(!opened)}>
            {hasMore && !opened ? words.hasMore : words.more}
          </Button>
        </td>
        <td className="col-state">
          <FieldState line={line} undo={() => props.change(field, { ...undone(line) })} />
        </td>
      </tr>
      {opened || line.corrects !== null ? (
        <tr className="more-row">
          <td colSpan={7}>
            <FieldMore {...props} line={line} />
          </td>
        </tr>
      ) : null}
    </>
  );
});

/** Late counts only until it is sent. */
function Due({ field }: { field: FormField }) {
  const open = field.entry === null || ["returned", "withdrawn"].includes(field.entry.state);
  if (open && field.overdueDays > 0) {
    return <span className="tone-behind">{words.overdue(field.overdueDays)}</span>;
  }
  return <span className="dim">{words.due(dayLabel(field.dueOn))}</span>;
}

function ValueCell({ field, line, change, paste, locked }: RowProps & { line: Line }) {
  const id = useId();
  const { last, entry } = field;
  const said = line.fault ?? line.warning;
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData("text/plain");
    if (!isColumn(text)) return;
    event.preventDefault();
    paste(field, text);
  };
  return (
    <>
      <div className="value-line">
        <Input
          className="value-input"
          inputMode="decimal"
          autoComplete="off"
          value={line.cell.text}
          disabled={locked}
          suffix={field.unit}
          status={line.fault !== null ? "error" : line.warning !== null ? "warning" : ""}
          aria-label={`${field.indicatorName} ${field.regionName} ${field.periodLabel} ${field.measureName}`}
          aria-invalid={line.fault !== null}
          aria-describedby={said === null ? undefined : id}
          onChange={({ target }) => change(field, { text: target.value })}
          onPaste={onPaste}
          onKeyDown={moveOn}
        />
        {last === null ? null : (
          <Button
            size="small"
            disabled={locked}
            type={line.cell.unchanged ? "primary" : "default"}
            ghost={line.cell.unchanged}
            aria-pressed={line.cell.unchanged}
            title={words.unchangedHint(last.text)}
            onClick={() => change(field, { text: last.value, unchanged: true })}
          >
            {words.unchanged}
          </Button>
        )}
        {entry?.state === "returned" && !line.pending ? (
          <Button size="small" onClick={() => change(field, { again: true })}>
            {words.again}
          </Button>
        ) : null}
      </div>
      {said === null ? null : (
        <p id={id} className={line.fault === null ? "tone-slow" : "tone-behind"}>
          {said}
        </p>
      )}
    </>
  );
}

/** Enter and the arrows go from figure to figure, as in a spreadsheet; with Ctrl, Enter hands in. */
function moveOn(event: KeyboardEvent<HTMLInputElement>): void {
  const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || event.nativeEvent.isComposing) return;
  event.preventDefault();
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.currentTarget.form?.requestSubmit();
    return;
  }
  const table = event.currentTarget.closest("table");
  const inputs = [...(table?.querySelectorAll<HTMLInputElement>(".value-input input") ?? [])];
  const next = inputs[inputs.indexOf(event.currentTarget) + step];
  if (next !== undefined) {
    next.focus();
    next.select();
  } else if (event.key === "Enter") {
    // After the last figure there is one thing left to do.
    const form = event.currentTarget.form;
    form?.querySelector<HTMLButtonElement>('button[type="submit"]')?.focus();
  }
}

/** The cell as it was sent before, or empty. */
function undone({ field }: Line): Partial<Cell> {
  const { entry } = field;
  return {
    text: entry === null || entry.state === "withdrawn" ? "" : entry.value,
    unchanged: entry?.unchanged ?? false,
    note: entry?.note ?? "",
    reason: "",
    status: entry?.status ?? null,
    attachment: entry?.attachment ?? null,
    again: false,
  };
}
