import type { ApiKey } from "@diaodu/contracts";
import { Button, Empty, Table, type TableColumnsType } from "antd";
import { KEYS_KEY } from "../../../api/accounts.ts";
import { useApi } from "../../../api/api.ts";
import { offers } from "../../../api/me.ts";
import { useClock } from "../../../realtime/now.ts";
import { admin } from "../../../strings/zh-CN-admin.ts";
import { cityDate } from "../../../ui/city-date.ts";
import { useMe } from "../me-context.ts";
import { byMoment, Moment } from "../Moment.tsx";
import { namesOf } from "../scope/scope-words.ts";
import { useNames } from "../scope/use-names.ts";
import { useAsk } from "../use-ask.ts";
import { useStep } from "../use-step.ts";
import { stateOf } from "./key-state.ts";
import { StateMark } from "../StateMark.tsx";

const words = admin.keys;

/** Keys of machine feeds: what each may send, how, and until when. */
export function KeyTable({ keys }: { keys: readonly ApiKey[] }) {
  const api = useApi();
  const me = useMe();
  const names = useNames();
  const step = useStep();
  const ask = useAsk();
  const now = useClock(30_000);
  const revoke = ({ id, name }: ApiKey) =>
    ask({
      title: words.sureRevoke(name),
      more: words.sureRevokeMore,
      ok: words.revoke,
      go: () =>
        step.run(() => api.send("DELETE", `/api-keys/${encodeURIComponent(id)}`), {
          done: () => words.revoked(name),
          changes: [KEYS_KEY],
        }),
    });
  const columns: TableColumnsType<ApiKey> = [
    {
      title: words.columns.name,
      key: "name",
      sorter: (a, b) => a.name.localeCompare(b.name, "zh-CN"),
      render: (_, { name }) => <b>{name}</b>,
    },
    {
      title: words.columns.unit,
      key: "unit",
      responsive: ["md"],
      render: (_, { unit }) =>
        unit === null ? <span className="dim">{words.noUnit}</span> : namesOf([unit], names.units),
    },
    {
      title: words.columns.mode,
      key: "mode",
      filters: Object.entries(words.modes).map(([value, text]) => ({ value, text })),
      onFilter: (value, { mode }) => mode === value,
      render: (_, { mode }) => words.modes[mode],
    },
    {
      title: words.columns.scope,
      key: "scope",
      responsive: ["lg"],
      render: (_, { indicators, regions }) => (
        <>
          {indicators === null
            ? words.allIndicators
            : admin.scope.some(namesOf(indicators, names.indicators))}
          <br />
          <span className="dim">
            {regions === null
              ? admin.scope.allRegions
              : admin.scope.some(namesOf(regions, names.regions))}
          </span>
        </>
      ),
    },
    {
      title: words.columns.state,
      key: "state",
      filters: Object.entries(words.states).map(([value, text]) => ({ value, text })),
      onFilter: (value, key) => stateOf(key, now) === value,
      render: (_, key) => <KeyStateWords apiKey={key} now={now} />,
    },
    {
      title: words.columns.lastUsed,
      key: "lastUsed",
      responsive: ["md"],
      sorter: byMoment(({ lastUsedAt }) => lastUsedAt),
      render: (_, { lastUsedAt }) => <Moment at={lastUsedAt} />,
    },
    {
      title: words.columns.created,
      key: "created",
      responsive: ["xl"],
      defaultSortOrder: "descend",
      sorter: byMoment(({ createdAt }) => createdAt),
      render: (_, { createdAt }) => <Moment at={createdAt} />,
    },
    {
      title: admin.actions,
      key: "actions",
      hidden: !offers(me, "api_key.write"),
      render: (_, key) =>
        stateOf(key, now) === "revoked" ? null : (
          <Button danger onClick={() => revoke(key)}>
            {words.revoke}
          </Button>
        ),
    },
  ];
  return (
    <Table
      rowKey="id"
      columns={columns}
      dataSource={[...keys]}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: "max-content" }}
      locale={{ emptyText: <Empty description={words.empty} /> }}
    />
  );
}

function KeyStateWords({ apiKey, now }: { apiKey: ApiKey; now: number }) {
  const state = stateOf(apiKey, now);
  if (state !== "active") {
    return <StateMark light={state === "expired" ? "slow" : "none"} words={words.states[state]} />;
  }
  const { expiresAt } = apiKey;
  // Expiry is the end of a day: its last instant is of that day.
  const until =
    expiresAt === null ? words.noExpiry : words.expires(cityDate(Date.parse(expiresAt) - 1));
  return (
    <>
      <StateMark light="on" words={words.states.active} />
      <br />
      <span className="dim">{until}</span>
    </>
  );
}
