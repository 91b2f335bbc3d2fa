import type { BurdenOnWire } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { Progress, Table } from "antd";
import { useApi } from "../../../api/api.ts";
import { burdenQuery } from "../../../api/rounds.ts";
import { roundWords as words } from "../../../strings/zh-CN-rounds.ts";
import { Failed } from "../PageStates.tsx";

type Row = BurdenOnWire["units"][number];
const { burdenColumns: titles } = words;

/** 填报负担: how much each unit is asked for over the coming month, with warnings in words. */
export function BurdenTable() {
  const burden = useQuery(burdenQuery(useApi()));
  if (burden.isError) return <Failed error={burden.error} retry={() => void burden.refetch()} />;
  if (burden.data === undefined || burden.data.units.length === 0) return null;
  const { units } = burden.data;
  const most = Math.max(...units.map(({ total }) => total));
  return (
    <section>
      <div className="page-title">
        <h3>{words.burden}</h3>
        <span className="aside">{words.burdenMore}</span>
      </div>
      <div className="table-scroll burden">
        <Table<Row>
          rowKey="unit"
          size="small"
          dataSource={units}
          pagination={false}
          columns={[
            { title: titles.unit, dataIndex: "unitName" },
            {
              title: titles.total,
              key: "total",
              width: 200,
              sorter: (a, b) => a.total - b.total,
              render: (_, { unitName, total }) => (
                <Progress
                  percent={Math.round((total / most) * 100)}
                  size="small"
                  status="normal"
                  format={() => words.fields(total)}
                  aria-label={`${unitName} ${words.fields(total)}`}
                />
              ),
            },
            {
              title: titles.now,
              key: "now",
              align: "right",
              render: (_, { fields }) => words.fields(fields[0] ?? 0),
            },
            {
              title: titles.most,
              key: "most",
              align: "right",
              render: (_, { fields }) => words.fields(Math.max(0, ...fields)),
            },
            {
              title: titles.warnings,
              key: "warnings",
              render: (_, { warnings }) => (
                <ul className="burden-warnings">
                  {warnings.map((warning) => (
                    <li key={warning}>{warning}</li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
      </div>
    </section>
  );
}
