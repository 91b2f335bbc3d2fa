import type { RoundDetail } from "@diaodu/contracts";
import { Table } from "antd";
import { roundWords as words } from "../../../strings/zh-CN-rounds.ts";

type Row = RoundDetail["remaining"][number];
const { remainingColumns: titles } = words;

/** What the rest of the year must bring for 确保 and 力争. */
export function RemainingTable({ rows }: { rows: readonly Row[] }) {
  if (rows.length === 0) return null;
  return (
    <section>
      <h3>{words.remaining}</h3>
      <div className="table-scroll">
        <Table<Row>
          rowKey="key"
          size="small"
          dataSource={rows}
          pagination={false}
          columns={[
            {
              title: titles.name,
              key: "name",
              render: (_, row) => `${row.indicatorName} · ${row.regionName}`,
            },
            { title: titles.base, dataIndex: "base", render: text },
            { title: titles.stretch, dataIndex: "stretch", render: text },
          ]}
        />
      </div>
    </section>
  );
}

const text = (value: string | null) => value ?? <span className="dim">—</span>;
