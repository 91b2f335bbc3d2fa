import { ROLE_NAMES } from "@diaodu/domain";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { OWN_SESSIONS_KEY, ownSessionsQuery } from "../../../api/accounts.ts";
import { useApi } from "../../../api/api.ts";
import { admin } from "../../../strings/zh-CN-admin.ts";
import { useMe } from "../me-context.ts";
import { Failed, Loading } from "../PageStates.tsx";
import { scopeWords } from "../scope/scope-words.ts";
import { useNames } from "../scope/use-names.ts";
import { SessionTable } from "../sessions/SessionTable.tsx";
import { useStep } from "../use-step.ts";
import { FactorCard } from "./FactorCard.tsx";
import { PasswordCard } from "./PasswordCard.tsx";
import "../administration.css";

const words = admin.own;

/** One's own account: who one is here, password, second factor, sessions. */
export function MePage() {
  const { account } = useMe();
  const names = useNames();
  if (account === null) return null;
  const within = scopeWords(account.scope, names);
  return (
    <>
      <div className="page-title">
        <h2>{admin.me}</h2>
        <span className="aside">{account.name}</span>
      </div>
      <div className="me-cards">
        <section className="me-card">
          <h3>{words.account}</h3>
          <dl>
            <dt>{admin.accounts.name}</dt>
            <dd>{account.name}</dd>
            <dt>{admin.accounts.login}</dt>
            <dd>{account.login}</dd>
            <dt>{words.roles}</dt>
            <dd>
              {account.roles.length === 0
                ? admin.accounts.notGranted
                : account.roles.map((role) => ROLE_NAMES[role]).join("、")}
            </dd>
            <dt>{words.scope}</dt>
            <dd>
              {within.units}，{within.regions}
            </dd>
          </dl>
        </section>
        <PasswordCard />
        <FactorCard />
      </div>
      <div className="page-title">
        <h3>{words.sessions}</h3>
      </div>
      <OwnSessions />
    </>
  );
}

function OwnSessions() {
  const api = useApi();
  const sessions = useQuery(ownSessionsQuery(api));
  const step = useStep();
  if (sessions.data === undefined) {
    if (sessions.isError) {
      return <Failed error={sessions.error} retry={() => void sessions.refetch()} />;
    }
    return <Loading />;
  }
  const end = (id: string) =>
    void step.run(() => api.send("DELETE", `/me/sessions/${encodeURIComponent(id)}`), {
      done: () => admin.sessions.ended(1),
      changes: [OWN_SESSIONS_KEY],
    });
  return (
    <SessionTable
      sessions={sessions.data}
      withPerson={false}
      actions={({ id, current }) =>
        current ? null : (
          <Button danger onClick={() => end(id)}>
            {admin.sessions.end}
          </Button>
        )
      }
    />
  );
}
