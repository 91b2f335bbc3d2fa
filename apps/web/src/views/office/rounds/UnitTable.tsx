import { Button, Progress, Table, type TableColumnsType } from "antd";
import { roundWords as words } from "../../../strings/zh-CN-rounds.ts";
import { cityTime } from "../../../ui/city-date.ts";
import { isComplete, mayBeUrged, type UnitRow } from "./unit-row.ts";

interface UnitTableProps {
  readonly rows: readonly UnitRow[];
  /** Whether what came of the figures is known of any row. */
  readonly detailed: boolean;
  /** Opens what a unit sent; null for whoever may not read it. */
  readonly onOpen: ((row: UnitRow) => void) | null;
  /** Urges one unit; null where nobody may. */
  readonly onUrge: ((row: UnitRow) => void) | null;
}

/** Who has reported in a round, who has not, and who is late. */
export function UnitTable({ rows, ...o }: UnitTableProps) {
  return (
    <div className="table-scroll">
      <Table<UnitRow>
        className="unit-table"
        rowKey="unit"
        size="small"
        dataSource={rows}
        columns={columns(o)}
        pagination={false}
      />
    </div>
  );
}

function columns(o: Omit<UnitTableProps, "rows">): TableColumnsType<UnitRow> {
  const { onOpen, onUrge } = o;
  return [
    {
      title: words.columns.unit,
      key: "unit",
      render: (_, row) =>
        onOpen === null || row.sheet === null ? (
          row.unitName
        ) : (
          <Button type="link" size="small" onClick={() => onOpen(row)}>
            {row.unitName}
          </Button>
        ),
    },
    {
      title: words.columns.done,
      key: "done",
      width: 220,
      sorter: (a, b) => a.reported / (a.asked || 1) - b.reported / (b.asked || 1),
      render: (_, row) => <Done row={row} />,
    },
    ...(onUrge === null
      ? []
      : [
          {
            title: words.columns.urge,
            key: "urge",
            render: (_: unknown, row: UnitRow) => <Urge row={row} onUrge={onUrge} />,
          },
        ]),
    {
      title: words.columns.overdue,
      key: "overdue",
      align: "right",
      sorter: (a, b) => a.overdueDays - b.overdueDays,
      render: (_, { overdueDays: days }) => (
        <span className={days === 0 ? "dim" : "late"}>{words.days(days)}</span>
      ),
    },
    ...(o.detailed ? (["waiting", "returned", "submitted", "published"] as const).map(count) : []),
    {
      title: words.columns.inTime,
      key: "inTime",
      render: (_, { inTime }) =>
        inTime === null ? (
          <span className="dim">—</span>
        ) : (
          <span className={inTime ? "dim" : "late"}>{inTime ? words.inTime : words.late}</span>
        ),
    },
  ];
}

function count(key: "waiting" | "returned" | "submitted" | "published") {
  return {
    title: words.columns[key],
    key,
    align: "right" as const,
    render: (_: unknown, { sheet }: UnitRow) => {
      const n = sheet?.[key] ?? null;
      const tone = n === null || n === 0 ? "dim" : key === "returned" ? "late" : "";
      return <span className={tone}>{n ?? "—"}</span>;
    },
  };
}

function Done({ row }: { row: UnitRow }) {
  if (row.asked === 0) return <span className="dim">{words.nothingAsked}</span>;
  const text = words.reported(row.reported, row.asked);
  return (
    <Progress
      percent={(row.reported / row.asked) * 100}
      status={isComplete(row) ? "success" : "normal"}
      size="small"
      format={() => text}
      aria-label={`${row.unitName} ${text}`}
    />
  );
}

function Urge({ row, onUrge }: { row: UnitRow; onUrge: (row: UnitRow) => void }) {
  if (row.urgedAt !== null) {
    return <span className="dim">{words.urged(cityTime(row.urgedAt))}</span>;
  }
  if (!mayBeUrged(row)) return <span className="dim">—</span>;
  return (
    <Button size="small" onClick={() => onUrge(row)}>
      {words.urge}
    </Button>
  );
}
