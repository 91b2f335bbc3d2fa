import type { FormField, ReportSheet } from "@diaodu/contracts";
import { App, Button, Segmented } from "antd";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { cellOf, changeCell, sameCell, type Cell } from "../../../features/report/cell.ts";
import { fillDown } from "../../../features/report/pasted.ts";
import { pendingOf, submissionOf } from "../../../features/report/submission.ts";
import { office } from "../../../strings/zh-CN-office.ts";
import { DraftBand } from "./DraftBand.tsx";
import { FieldRow } from "./FieldRow.tsx";
import { OutboxBand } from "./OutboxBand.tsx";
import { SheetHead } from "./SheetHead.tsx";
import { SubmitDialog } from "./SubmitDialog.tsx";
import { useDraft } from "./use-draft.ts";
import { useOutbox } from "./use-outbox.ts";

const words = office.report;
type Filter = keyof typeof words.filter;

/** One unit's sheet: type, look once, send. */
export function SheetForm({ sheet }: { sheet: ReportSheet }) {
  const { outbox, view } = useOutbox(sheet.unit);
  const busy = view.state === "sending" || view.state === "waiting";
  const draft = useDraft(sheet, busy);
  const { message } = App.useApp();
  const [filter, setFilter] = useState<Filter>("all");
  const [confirming, setConfirming] = useState(false);
  const { put, handedIn, cells } = draft;
  const fields = useMemo(
    () => sheet.fields.filter((field) => filter === "all" || filterOf(field) === filter),
    [sheet, filter],
  );
  const pending = pendingOf(sheet.fields, cells);

  // The rows get handlers that never change, so that typing draws one row only.
  const now = useRef({ fields, cells });
  useEffect(() => {
    now.current = { fields, cells };
  });
  const change = useCallback(
    (field: FormField, part: Partial<Cell>) => {
      const next = changeCell(now.current.cells[field.key] ?? cellOf(field), part);
      const untouched = !next.again && sameCell(next, cellOf(field));
      put(new Map([[field.key, untouched ? undefined : next]]));
    },
    [put],
  );
  const paste = useCallback(
    (field: FormField, clipboard: string) => {
      const shown = now.current.fields;
      const { texts, left } = fillDown(
        shown.map(({ key }) => key),
        field.key,
        clipboard,
      );
      const changes = new Map<string, Cell>();
      for (const { key, ...rest } of shown) {
        const text = texts.get(key);
        if (text === undefined) continue;
        changes.set(key, changeCell(now.current.cells[key] ?? cellOf({ key, ...rest }), { text }));
      }
      put(changes);
      const told = words.pasted(changes.size);
      if (left > 0) void message.warning(`${told}，${words.pastedLeft(left)}`);
      else void message.success(told);
    },
    [put, message],
  );

  // What is known to be in is no draft any more.
  const { state, parcel } = view;
  useEffect(() => {
    if (state !== "done" || parcel === null) return;
    handedIn(parcel.submission.items.map((item) => keyOf(item)));
  }, [state, parcel, handedIn]);

  const ask = () => {
    if (pending.ready.length > 0 && !busy) setConfirming(true);
  };
  return (
    <form
      className="sheet"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <OutboxBand outbox={outbox} view={view} sheet={sheet} />
      <DraftBand draft={draft} fields={sheet.fields} />
      <Segmented
        className="sheet-filter"
        value={filter}
        onChange={setFilter}
        options={filterOptions(sheet.fields)}
      />
      <table className="sheet-table">
        <SheetHead />
        <tbody>
          {fields.map((field) => (
            <FieldRow
              key={field.key}
              field={field}
              reporter={sheet.unit}
              drafted={cells[field.key]}
              locked={busy}
              change={change}
              paste={paste}
            />
          ))}
        </tbody>
      </table>
      {fields.length === 0 ? <p className="sheet-none">{words.nothingHere}</p> : null}
      <footer className="sheet-foot">
        <span>
          {words.filled(pending.ready.length, sheet.fields.length)}
          {pending.faulty.length === 0 ? null : (
            <b className="tone-behind"> · {words.faulty(pending.faulty.length)}</b>
          )}
        </span>
        <Button
          type="primary"
          htmlType="submit"
          disabled={pending.ready.length === 0 || busy}
          loading={view.state === "sending"}
          title={words.shortcut}
        >
          {words.submit(pending.ready.length)}
        </Button>
      </footer>
      <SubmitDialog
        open={confirming}
        ready={pending.ready}
        heldBack={pending.faulty.length}
        onCancel={() => setConfirming(false)}
        onConfirm={() => {
          setConfirming(false);
          const submission = submissionOf(sheet, pending.ready);
          void draft.settled().then(() => outbox.submit(submission));
        }}
      />
    </form>
  );
}

function keyOf(item: Pick<FormField, "indicator" | "region" | "period" | "basis" | "measure">) {
  return [item.indicator, item.region, item.period, item.basis, item.measure].join("|");
}

function filterOf({ entry }: FormField): Exclude<Filter, "all"> {
  if (entry === null || entry.state === "withdrawn") return "due";
  return entry.state === "returned" ? "returned" : "sent";
}

function filterOptions(fields: readonly FormField[]) {
  return (["all", "due", "returned", "sent"] as const).map((value) => {
    const n = fields.filter((field) => value === "all" || filterOf(field) === value).length;
    return { value, label: `${words.filter[value]} ${n}` };
  });
}
