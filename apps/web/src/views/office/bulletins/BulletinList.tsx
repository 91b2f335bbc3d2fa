import type { BulletinRowOnWire } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { Button, Empty, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { useApi } from "../../../api/api.ts";
import { bulletinsQuery } from "../../../api/bulletins.ts";
import { offers } from "../../../api/me.ts";
import { bulletinWords as words } from "../../../strings/zh-CN-bulletins.ts";
import { useMe } from "../me-context.ts";
import { Moment } from "../Moment.tsx";
import { Failed, Loading } from "../PageStates.tsx";
import { StateMark } from "../StateMark.tsx";
import { DrawUpDialog } from "./DrawUpDialog.tsx";

const TONES = { draft: "slow", issued: "on", withdrawn: "none" } as const;

const COLUMNS: TableColumnsType<BulletinRowOnWire> = [
  {
    title: words.columns.title,
    key: "title",
    render: (_, { id, title }) => <Link href={`/bulletins/${id}`}>{title}</Link>,
  },
  {
    title: words.columns.state,
    key: "state",
    filters: (["draft", "issued", "withdrawn"] as const).map((value) => ({
      value,
      text: words.states[value],
    })),
    onFilter: (value, { state }) => state === value,
    render: (_, { state }) => <BulletinState state={state} />,
  },
  { title: words.columns.number, key: "number", render: (_, { number }) => number ?? "—" },
  {
    title: words.columns.round,
    key: "round",
    render: (_, { roundNumber }) => words.round(roundNumber),
  },
  { title: words.columns.seq, key: "seq", responsive: ["md"], dataIndex: "seq" },
  { title: words.columns.by, key: "by", responsive: ["md"], dataIndex: "drawnUpBy" },
  {
    title: words.columns.issuedOn,
    key: "issuedOn",
    render: (_, { issuedOn }) => issuedOn ?? "—",
  },
  {
    title: words.columns.changedAt,
    key: "changedAt",
    responsive: ["md"],
    render: (_, { changedAt }) => <Moment at={changedAt} />,
  },
];

export function BulletinState({ state }: { state: BulletinRowOnWire["state"] }) {
  return <StateMark light={TONES[state]} words={words.states[state]} />;
}

export function BulletinList() {
  const bulletins = useQuery(bulletinsQuery(useApi()));
  const writes = offers(useMe(), "bulletin.write");
  const [, go] = useLocation();
  const [drawing, setDrawing] = useState(false);
  if (bulletins.data === undefined) {
    if (!bulletins.isError) return <Loading />;
    return <Failed error={bulletins.error} retry={() => void bulletins.refetch()} />;
  }
  return (
    <>
      <div className="page-title">
        <h2>{words.section}</h2>
        {writes ? (
          <span className="page-steps">
            <Link href="/bulletins/templates">{words.templates}</Link>
            <Button type="primary" onClick={() => setDrawing(true)}>
              {words.drawUp}
            </Button>
          </span>
        ) : null}
      </div>
      <Table
        rowKey="id"
        className="row-cards"
        columns={COLUMNS}
        dataSource={bulletins.data.bulletins}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: "max-content" }}
        locale={{
          emptyText: <Empty description={writes ? words.emptyMore : words.empty} />,
        }}
      />
      {drawing ? (
        <DrawUpDialog onClose={() => setDrawing(false)} onDrawn={(id) => go(`/bulletins/${id}`)} />
      ) : null}
    </>
  );
}
