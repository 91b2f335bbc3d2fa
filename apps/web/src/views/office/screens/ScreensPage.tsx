import type { Screen } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { Button, Empty, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { SCREENS_KEY, screensQuery } from "../../../api/accounts.ts";
import { useApi } from "../../../api/api.ts";
import { admin } from "../../../strings/zh-CN-admin.ts";
import { byMoment, Moment } from "../Moment.tsx";
import { Failed, Loading } from "../PageStates.tsx";
import { useAsk } from "../use-ask.ts";
import { useStep } from "../use-step.ts";
import { PairScreen } from "./PairScreen.tsx";
import "../administration.css";
import { StateMark } from "../StateMark.tsx";

const words = admin.screens;
const isRevoked = ({ revokedAt }: Screen) => revokedAt !== null;

/** Displays in halls and offices that show the board without anybody signing in. */
export function ScreensPage() {
  const api = useApi();
  const screens = useQuery(screensQuery(api));
  const step = useStep();
  const ask = useAsk();
  const [pairing, setPairing] = useState(false);
  if (screens.data === undefined) {
    if (screens.isError) {
      return <Failed error={screens.error} retry={() => void screens.refetch()} />;
    }
    return <Loading />;
  }
  const revoke = ({ id, name }: Screen) =>
    ask({
      title: words.sureRevoke(name),
      more: words.sureRevokeMore,
      ok: words.revoke,
      go: () =>
        step.run(() => api.send("DELETE", `/screens/${encodeURIComponent(id)}`), {
          done: () => words.revoked(name),
          changes: [SCREENS_KEY],
        }),
    });
  const columns: TableColumnsType<Screen> = [
    {
      title: words.columns.name,
      key: "name",
      sorter: (a, b) => a.name.localeCompare(b.name, "zh-CN"),
      render: (_, { name }) => <b>{name}</b>,
    },
    {
      title: words.columns.state,
      key: "state",
      filters: [
        { value: false, text: words.states.active },
        { value: true, text: words.states.revoked },
      ],
      onFilter: (value, screen) => isRevoked(screen) === value,
      render: (_, screen) =>
        isRevoked(screen) ? (
          <StateMark light="none" words={words.states.revoked} />
        ) : (
          <StateMark light="on" words={words.states.active} />
        ),
    },
    {
      title: words.columns.lastSeen,
      key: "lastSeen",
      sorter: byMoment(({ lastSeenAt }) => lastSeenAt),
      render: (_, { lastSeenAt }) => <Moment at={lastSeenAt} />,
    },
    {
      title: words.columns.paired,
      key: "paired",
      responsive: ["md"],
      defaultSortOrder: "descend",
      sorter: byMoment(({ pairedAt }) => pairedAt),
      render: (_, { pairedAt }) => <Moment at={pairedAt} />,
    },
    {
      title: words.columns.by,
      key: "by",
      responsive: ["md"],
      render: (_, { pairedBy }) => pairedBy,
    },
    {
      title: admin.actions,
      key: "actions",
      render: (_, screen) =>
        isRevoked(screen) ? null : (
          <Button danger onClick={() => revoke(screen)}>
            {words.revoke}
          </Button>
        ),
    },
  ];
  return (
    <>
      <div className="page-title">
        <h2>{admin.sections.screens}</h2>
        <span className="aside">{admin.count(screens.data.length)}</span>
        <Button type="primary" className="page-step" onClick={() => setPairing(true)}>
          {words.pair}
        </Button>
      </div>
      <Table
        rowKey="id"
        columns={columns}
        dataSource={[...screens.data]}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: "max-content" }}
        locale={{ emptyText: <Empty description={words.empty}>{words.emptyMore}</Empty> }}
      />
      {pairing ? <PairScreen onClose={() => setPairing(false)} /> : null}
    </>
  );
}
