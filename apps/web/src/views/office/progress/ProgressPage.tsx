import type { ReportSheets } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { Button, Drawer, Empty, Progress, Segmented, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useApi } from "../../../api/api.ts";
import { sheetsQuery } from "../../../api/reports.ts";
import { office } from "../../../strings/zh-CN-office.ts";
import { Failed, Loading } from "../PageStates.tsx";
import { UnitEntries } from "./UnitEntries.tsx";
import "./progress.css";

const words = office.progress;
type Row = ReportSheets["units"][number];
type Filter = keyof typeof words.filter;

/** Who has reported this round, who has not, and who is late. */
export function ProgressPage() {
  const sheets = useQuery(sheetsQuery(useApi()));
  if (sheets.data !== undefined) return <Units sheets={sheets.data} />;
  if (sheets.isError) return <Failed error={sheets.error} retry={() => void sheets.refetch()} />;
  return <Loading />;
}

function Units({ sheets }: { sheets: ReportSheets }) {
  const [filter, setFilter] = useState<Filter>("all");
  const [unit, setUnit] = useState<Row | null>(null);
  const rows = sheets.units.filter((row) => matches(row, filter));
  return (
    <>
      <div className="page-title">
        <h2>{office.sections.progress}</h2>
        <span className="aside">
          {sheets.roundLabel} ·{" "}
          {words.summary(sheets.units.filter((row) => isComplete(row)).length, sheets.units.length)}
        </span>
        <Segmented
          value={filter}
          onChange={setFilter}
          options={(["all", "missing", "overdue"] as const).map((value) => ({
            value,
            label: `${words.filter[value]} ${sheets.units.filter((row) => matches(row, value)).length}`,
          }))}
        />
        <Button
          size="small"
          href={`/api/v1/reports/export.xlsx?round=${encodeURIComponent(sheets.round)}`}
          download
        >
          {words.exportRound}
        </Button>
        <Button size="small" href="/api/v1/board/export.xlsx" download>
          {words.exportBoard}
        </Button>
      </div>
      {sheets.units.length === 0 ? (
        <Empty description={words.empty} />
      ) : (
        <div className="table-scroll">
          <Table<Row>
            className="progress-table"
            rowKey="unit"
            size="small"
            dataSource={rows}
            columns={columns(setUnit)}
            pagination={false}
          />
        </div>
      )}
      <Drawer
        open={unit !== null}
        size={720}
        title={unit === null ? "" : words.entriesOf(unit.unitName)}
        onClose={() => setUnit(null)}
      >
        {unit === null ? null : <UnitEntries unit={unit.unit} />}
      </Drawer>
    </>
  );
}

/** What has been sent, whatever came of it, counts as done; what came back does not. */
const doneOf = (row: Row) => row.submitted + row.published;
const isComplete = (row: Row) => row.waiting === 0 && row.returned === 0;

function matches(row: Row, filter: Filter): boolean {
  if (filter === "missing") return !isComplete(row);
  return filter === "all" || row.overdue > 0;
}

function columns(open: (row: Row) => void): TableColumnsType<Row> {
  const count = (key: "waiting" | "submitted" | "returned" | "published" | "overdue") => ({
    title: words.columns[key],
    dataIndex: key,
    align: "right" as const,
    sorter: (a: Row, b: Row) => a[key] - b[key],
    render: (n: number) => (
      <span className={n === 0 ? "dim" : key === "overdue" || key === "returned" ? "late" : ""}>
        {n}
      </span>
    ),
  });
  return [
    {
      title: words.columns.unit,
      key: "unit",
      render: (_, row) => (
        <Button type="link" size="small" onClick={() => open(row)}>
          {row.unitName}
        </Button>
      ),
    },
    {
      title: words.columns.done,
      key: "done",
      width: 240,
      sorter: (a, b) => doneOf(a) / (a.asked || 1) - doneOf(b) / (b.asked || 1),
      render: (_, row) =>
        row.asked === 0 ? (
          <span className="dim">{words.nothingAsked}</span>
        ) : (
          <Progress
            percent={(doneOf(row) / row.asked) * 100}
            status={isComplete(row) ? "success" : "normal"}
            size="small"
            format={() => words.reported(doneOf(row), row.asked)}
            aria-label={`${row.unitName} ${words.reported(doneOf(row), row.asked)}`}
          />
        ),
    },
    // A phone shows the first of them.
    count("overdue"),
    count("waiting"),
    count("returned"),
    count("submitted"),
    count("published"),
  ];
}
