import type { SessionRow } from "@diaodu/contracts";
import { Empty, Table, type TableColumnsType } from "antd";
import type { ReactNode } from "react";
import { admin } from "../../../strings/zh-CN-admin.ts";
import { byMoment, Moment } from "../Moment.tsx";
import { agentWords } from "./agent-words.ts";
import { StateMark } from "../StateMark.tsx";

const words = admin.sessions;
const METHODS: Readonly<Record<string, string>> = words.methods;

/** Sessions in force, newest activity first. */
export function SessionTable(props: {
  sessions: readonly SessionRow[];
  /** Whether whose they are is a question. */
  withPerson: boolean;
  actions: (session: SessionRow) => ReactNode;
}) {
  const columns: TableColumnsType<SessionRow> = [
    {
      title: words.columns.person,
      key: "person",
      hidden: !props.withPerson,
      sorter: (a, b) => a.accountName.localeCompare(b.accountName, "zh-CN"),
      filters: [...new Set(props.sessions.map(({ accountName }) => accountName))]
        .toSorted((a, b) => a.localeCompare(b, "zh-CN"))
        .map((name) => ({ value: name, text: name })),
      filterSearch: true,
      onFilter: (value, { accountName }) => accountName === value,
      render: (_, { accountName }) => <b>{accountName}</b>,
    },
    {
      title: words.columns.device,
      key: "device",
      render: (_, { agent, current }) => (
        <span title={agent ?? undefined}>
          {agentWords(agent)} {current ? <StateMark light="on" words={words.current} /> : null}
        </span>
      ),
    },
    {
      title: words.columns.ip,
      key: "ip",
      responsive: ["md"],
      sorter: (a, b) => (a.ip ?? "").localeCompare(b.ip ?? ""),
      render: (_, { ip }) => ip ?? "",
    },
    {
      title: words.columns.method,
      key: "method",
      responsive: ["lg"],
      render: (_, { method }) => METHODS[method] ?? method,
    },
    {
      title: words.columns.created,
      key: "created",
      responsive: ["lg"],
      sorter: byMoment(({ createdAt }) => createdAt),
      render: (_, { createdAt }) => <Moment at={createdAt} />,
    },
    {
      title: words.columns.lastSeen,
      key: "lastSeen",
      defaultSortOrder: "descend",
      sorter: byMoment(({ lastSeenAt }) => lastSeenAt),
      render: (_, { lastSeenAt }) => <Moment at={lastSeenAt} />,
    },
    {
      title: words.columns.expires,
      key: "expires",
      responsive: ["xl"],
      sorter: byMoment(({ expiresAt }) => expiresAt),
      render: (_, { expiresAt }) => <Moment at={expiresAt} />,
    },
    { title: admin.actions, key: "actions", render: (_, session) => props.actions(session) },
  ];
  return (
    <Table
      rowKey="id"
      columns={columns}
      dataSource={[...props.sessions]}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: "max-content" }}
      locale={{ emptyText: <Empty description={words.empty} /> }}
    />
  );
}
