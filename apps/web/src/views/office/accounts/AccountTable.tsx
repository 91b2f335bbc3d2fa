import type { Account } from "@diaodu/contracts";
import { PERSONAL_ROLES, ROLE_NAMES } from "@diaodu/domain";
import { Empty, Table, type TableColumnsType } from "antd";
import { useClock } from "../../../realtime/now.ts";
import { admin } from "../../../strings/zh-CN-admin.ts";
import { byMoment, Moment } from "../Moment.tsx";
import { scopeWords } from "../scope/scope-words.ts";
import { useNames } from "../scope/use-names.ts";
import { AccountActions } from "./AccountActions.tsx";
import { AccountStateWords } from "./AccountStateWords.tsx";
import { stateOf } from "./account-state.ts";
import { useAccountSteps, type AccountDialog, type Told } from "./use-account-steps.ts";
import { StateMark } from "../StateMark.tsx";

const words = admin.accounts;
const NOT_GRANTED = "none";

/** Everybody, with what they may do, where, and whether they can get in. */
export function AccountTable(props: {
  accounts: readonly Account[];
  onDialog: (dialog: AccountDialog) => void;
  onTold: (told: Told) => void;
}) {
  const names = useNames();
  const steps = useAccountSteps(props.onTold);
  const now = useClock(30_000);
  const columns: TableColumnsType<Account> = [
    {
      title: words.columns.person,
      key: "person",
      width: 150,
      sorter: (a, b) => a.name.localeCompare(b.name, "zh-CN"),
      render: (_, { name, login }) => (
        <>
          <b>{name}</b>
          <br />
          <span className="dim">{login}</span>
        </>
      ),
    },
    {
      title: words.columns.roles,
      key: "roles",
      width: 150,
      filters: [
        ...PERSONAL_ROLES.map((role) => ({ value: role, text: ROLE_NAMES[role] })),
        { value: NOT_GRANTED, text: words.notGranted },
      ],
      onFilter: (value, { roles }) =>
        value === NOT_GRANTED ? roles.length === 0 : roles.some((role) => role === value),
      render: (_, { roles }) =>
        roles.length === 0 ? (
          <StateMark light="slow" words={words.notGranted} />
        ) : (
          roles.map((role) => ROLE_NAMES[role]).join("、")
        ),
    },
    {
      title: words.columns.scope,
      key: "scope",
      responsive: ["md"],
      render: (_, { roles, scope }) => {
        if (roles.length === 0) return null;
        const within = scopeWords(scope, names);
        return (
          <>
            {within.units}
            <br />
            <span className="dim">{within.regions}</span>
          </>
        );
      },
    },
    {
      title: words.columns.state,
      key: "state",
      width: 150,
      filters: Object.entries(words.states).map(([value, text]) => ({ value, text })),
      onFilter: (value, account) => stateOf(account, now) === value,
      render: (_, account) => <AccountStateWords account={account} now={now} />,
    },
    {
      title: words.columns.factor,
      key: "factor",
      width: 110,
      responsive: ["xl"],
      filters: [
        { value: true, text: words.factorOn },
        { value: false, text: words.factorOff },
      ],
      onFilter: (value, { secondFactor }) => secondFactor === value,
      render: (_, { secondFactor }) =>
        secondFactor ? words.factorOn : <span className="dim">{words.factorOff}</span>,
    },
    {
      title: words.columns.lastSignIn,
      key: "lastSignIn",
      width: 160,
      responsive: ["lg"],
      sorter: byMoment(({ lastSignInAt }) => lastSignInAt),
      render: (_, { lastSignInAt }) => <Moment at={lastSignInAt} />,
    },
    {
      title: admin.actions,
      key: "actions",
      width: 150,
      render: (_, account) => (
        <AccountActions account={account} now={now} steps={steps} onDialog={props.onDialog} />
      ),
    },
  ];
  return (
    <Table
      rowKey="id"
      columns={columns}
      dataSource={[...props.accounts]}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: "max-content" }}
      locale={{ emptyText: <Empty description={words.empty} /> }}
    />
  );
}
