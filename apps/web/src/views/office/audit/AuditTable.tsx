import type { AuditRow } from "@diaodu/contracts";
import { Button, Empty, Table, type TableColumnsType } from "antd";
import { admin } from "../../../strings/zh-CN-admin.ts";
import { cityDate, cityTimeWithSeconds } from "../../../ui/city-date.ts";
import { detailName, detailText } from "./detail-text.ts";
import { StateMark } from "../StateMark.tsx";

const words = admin.audit;
const LIGHTS = { done: "on", refused: "slow", failed: "behind" } as const;

/** The log, newest first; a row opens to what it says more and to its link of the chain. */
export function AuditTable(props: {
  rows: readonly AuditRow[];
  busy: boolean;
  onActor: (actor: AuditRow["actor"]) => void;
}) {
  const columns: TableColumnsType<AuditRow> = [
    { title: words.columns.n, key: "n", width: 80, responsive: ["lg"], render: (_, { n }) => n },
    {
      title: words.columns.at,
      key: "at",
      width: 180,
      render: (_, { at }) => (
        <time dateTime={at} className="moment">
          {cityDate(at)} {cityTimeWithSeconds(at)}
        </time>
      ),
    },
    {
      title: words.columns.actor,
      key: "actor",
      render: (_, { actor }) => (
        <>
          <Actor actor={actor} onActor={props.onActor} />
          {actor.ip === null ? null : <span className="dim"> {actor.ip}</span>}
        </>
      ),
    },
    { title: words.columns.action, key: "action", render: (_, { actionName }) => actionName },
    {
      title: words.columns.result,
      key: "result",
      width: 90,
      render: (_, { result }) => <StateMark light={LIGHTS[result]} words={words.results[result]} />,
    },
    {
      title: words.columns.object,
      key: "object",
      responsive: ["lg"],
      render: (_, { object, objectName }) => objectName ?? <span className="mono">{object}</span>,
    },
  ];
  return (
    <Table
      rowKey="n"
      columns={columns}
      dataSource={[...props.rows]}
      loading={props.busy}
      pagination={false}
      scroll={{ x: "max-content" }}
      expandable={{
        expandedRowRender: (row) => <Detail row={row} />,
        columnTitle: <span className="visually-hidden">{words.more}</span>,
      }}
      locale={{ emptyText: <Empty description={words.empty} /> }}
    />
  );
}

function Actor(props: { actor: AuditRow["actor"]; onActor: (actor: AuditRow["actor"]) => void }) {
  const { id, kind, name } = props.actor;
  const sort = words.kinds[kind];
  const shown = kind === "person" || name === sort ? name : `${sort} ${name}`.trim();
  if (id === null) return shown;
  return (
    <Button
      type="link"
      size="small"
      className="name-button"
      title={words.onlyThis(name)}
      onClick={() => props.onActor(props.actor)}
    >
      {shown}
    </Button>
  );
}

function Detail({ row }: { row: AuditRow }) {
  const fields = Object.entries(row.detail ?? {});
  return (
    <dl className="audit-detail">
      {fields.map(([name, value]) => (
        <div key={name}>
          <dt>{detailName(name)}</dt>
          <dd>{detailText(value)}</dd>
        </div>
      ))}
      <div>
        <dt>{words.objectCode}</dt>
        <dd className="mono">{row.object ?? "—"}</dd>
      </div>
      <div>
        <dt>{words.hash}</dt>
        <dd className="mono">{row.hash}</dd>
      </div>
    </dl>
  );
}
