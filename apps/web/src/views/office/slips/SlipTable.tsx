import type { SlipOnWire } from "@diaodu/contracts";
import { RUNG_NAMES } from "@diaodu/domain";
import { Table, type TableColumnsType } from "antd";
import { Link } from "wouter";
import { slipWords as words } from "../../../strings/zh-CN-slips.ts";
import { Simulated } from "../../../ui/Simulated.tsx";
import { StateMark } from "../StateMark.tsx";
import { slipStanding } from "./slip-words.ts";

/** The slips of one list. On a phone each row is a card. */
export function SlipTable(props: { slips: readonly SlipOnWire[]; empty: string }) {
  return (
    <div className="table-scroll">
      <Table<SlipOnWire>
        className="row-cards slip-table"
        rowKey="id"
        size="small"
        dataSource={[...props.slips]}
        columns={COLUMNS}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <p className="queue-empty">{props.empty}</p> }}
      />
    </div>
  );
}

/** The rung by its word, graver rungs heavier. */
export function RungTag({ rung }: Pick<SlipOnWire, "rung">) {
  return <span className={`rung-mark rung-${rung}`}>{RUNG_NAMES[rung]}</span>;
}

const labelled = (label: string, text: string) => (
  <>
    <span className="cell-label dim">{label} </span>
    {text}
  </>
);

const COLUMNS: TableColumnsType<SlipOnWire> = [
  {
    title: words.columns.number,
    key: "number",
    render: (_, { rung, number }) => (
      <>
        <RungTag rung={rung} /> {number}
      </>
    ),
  },
  {
    title: words.columns.title,
    key: "title",
    className: "cell-words",
    render: (_, { id, title, simulated }) => (
      <>
        <Link href={`/slips/${id}`}>{title}</Link> {simulated ? <Simulated /> : null}
      </>
    ),
  },
  {
    title: words.columns.unit,
    key: "unit",
    sorter: (a, b) => a.unitName.localeCompare(b.unitName, "zh-CN"),
    render: (_, { unitName }) => labelled(words.columns.unit, unitName),
  },
  {
    title: words.columns.issuedOn,
    key: "issuedOn",
    sorter: (a, b) => a.issuedOn.localeCompare(b.issuedOn),
    render: (_, { issuedOn }) => labelled(words.columns.issuedOn, issuedOn),
  },
  {
    title: words.columns.answerBy,
    key: "answerBy",
    sorter: (a, b) => a.answerBy.localeCompare(b.answerBy),
    render: (_, { answerBy }) => labelled(words.columns.answerBy, answerBy),
  },
  {
    title: words.columns.state,
    key: "state",
    render: (_, slip) => <StateMark {...slipStanding(slip)} />,
  },
];
