import type { RoundOnWire } from "@diaodu/contracts";
import { Table, type TableColumnsType } from "antd";
import { Link } from "wouter";
import { roundWords as words } from "../../../strings/zh-CN-rounds.ts";
import { RoundState } from "./RoundState.tsx";

/** The year's rounds, the newest first. */
export function RoundTable({ rounds }: { rounds: readonly RoundOnWire[] }) {
  return (
    <div className="table-scroll">
      <Table<RoundOnWire>
        rowKey="code"
        size="small"
        dataSource={rounds}
        columns={COLUMNS}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      />
    </div>
  );
}

const number = (
  key: string,
  title: string,
  of: (round: RoundOnWire) => number | null,
  tone: string,
): TableColumnsType<RoundOnWire>[number] => ({
  title,
  key,
  align: "right",
  render: (_, round) => {
    const n = of(round);
    return <span className={n === null || n === 0 ? "dim" : tone}>{n ?? "—"}</span>;
  },
});

const COLUMNS: TableColumnsType<RoundOnWire> = [
  {
    title: words.list.round,
    key: "round",
    render: (_, { code, label }) => <Link href={`/rounds/${code}`}>{label}</Link>,
  },
  {
    title: words.list.state,
    key: "state",
    render: (_, { state }) => <RoundState state={state} />,
  },
  number("behind", words.list.behind, ({ lights }) => lights?.behind ?? null, "late"),
  number("slow", words.list.slow, ({ lights }) => lights?.slow ?? null, "slow"),
  number("slips", words.list.slips, ({ slips }) => slips, ""),
  {
    title: words.list.reported,
    key: "reported",
    align: "right",
    render: (_, { asked, reported }) =>
      asked === null || reported === null ? (
        <span className="dim">—</span>
      ) : (
        words.reported(reported, asked)
      ),
  },
  number("late", words.list.lateUnits, ({ lateUnits }) => lateUnits, ""),
];
