import type { ReportEntry } from "@diaodu/contracts";
import { Table } from "antd";
import { useEffect, useRef, useState } from "react";
import { queueColumns } from "./queue-columns.tsx";

/** The queue as a table that can be walked through by keyboard. */
export function QueueTable(props: {
  entries: readonly ReportEntry[];
  /** Null where nothing is to be decided. */
  chosen: readonly string[] | null;
  choose: (ids: readonly string[]) => void;
  open: (id: string) => void;
  empty: string;
  /** Nothing lies over the table: its keys are its own. */
  idle: boolean;
}) {
  const { entries, chosen, choose, open, idle } = props;
  const [at, setAt] = useState(0);
  const frame = useRef<HTMLDivElement>(null);
  const [order, setOrder] = useState<readonly ReportEntry[] | null>(null);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const rows = (order ?? entries).flatMap(({ id }) => byId.get(id) ?? []);
  const current = rows[Math.min(at, rows.length - 1)];

  useEffect(() => {
    if (!idle) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const step = { j: 1, k: -1 }[event.key];
      if (step !== undefined) {
        const next = Math.min(Math.max(at + step, 0), Math.max(0, rows.length - 1));
        setAt(next);
        frame.current
          ?.querySelector(`[data-row-key="${rows[next]?.id ?? ""}"]`)
          ?.scrollIntoView({ block: "nearest" });
      }
      if (current === undefined || isControl(event.target)) return;
      if (event.key === " " && chosen !== null) {
        event.preventDefault();
        choose(
          chosen.includes(current.id)
            ? chosen.filter((id) => id !== current.id)
            : [...chosen, current.id],
        );
      }
      if (event.key === "Enter") open(current.id);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [idle, at, rows, current, chosen, choose, open]);

  return (
    <div ref={frame} className="table-scroll">
      <Table<ReportEntry>
        className="queue row-cards"
        rowKey="id"
        size="small"
        dataSource={[...entries]}
        columns={queueColumns(entries, open)}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <p className="queue-empty">{props.empty}</p> }}
        rowClassName={(entry) => (entry.id === current?.id ? "row-current" : "")}
        onRow={(entry) => ({ onClick: () => setAt(rows.findIndex(({ id }) => id === entry.id)) })}
        onChange={(_page, _filters, _sorter, { currentDataSource }) => setOrder(currentDataSource)}
        {...(chosen === null
          ? {}
          : {
              rowSelection: {
                selectedRowKeys: [...chosen],
                onChange: (keys) => choose(keys.map(String)),
              },
            })}
      />
    </div>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('input:not([type="checkbox"]):not([type="radio"]), textarea, [contenteditable]')
  );
}

/** Space and Enter belong to what has the focus. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("button, a, input, [role=menu]") !== null;
}
