import type { SessionRow } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { Button, Space } from "antd";
import { SESSIONS_KEY, sessionsQuery } from "../../../api/accounts.ts";
import { useApi } from "../../../api/api.ts";
import { admin } from "../../../strings/zh-CN-admin.ts";
import { Failed, Loading } from "../PageStates.tsx";
import { useAsk } from "../use-ask.ts";
import { useStep } from "../use-step.ts";
import { SessionTable } from "./SessionTable.tsx";
import "../administration.css";

const words = admin.sessions;

/** Who is signed in, and the way to end it: open pages leave at once. */
export function SessionsPage() {
  const api = useApi();
  const sessions = useQuery(sessionsQuery(api));
  const step = useStep();
  const ask = useAsk();
  if (sessions.data === undefined) {
    if (sessions.isError) {
      return <Failed error={sessions.error} retry={() => void sessions.refetch()} />;
    }
    return <Loading />;
  }
  const { data } = sessions;
  const end = (ending: readonly SessionRow[]) =>
    step.run(
      async () => {
        // One's own comes last: without it nothing more can be ended.
        const inOrder = ending.toSorted((a, b) => Number(a.current) - Number(b.current));
        for (const { id } of inOrder) {
          await api.send("DELETE", `/sessions/${encodeURIComponent(id)}`);
        }
      },
      { done: () => words.ended(ending.length), changes: [SESSIONS_KEY] },
    );
  const more = (ending: readonly SessionRow[]) =>
    ending.some(({ current }) => current) ? words.sureOwn : words.sureEndMore;

  return (
    <>
      <div className="page-title">
        <h2>{admin.sections.sessions}</h2>
        <span className="aside">{admin.count(data.length)}</span>
      </div>
      <SessionTable
        sessions={data}
        withPerson
        actions={(session) => {
          const { accountId, accountName: name } = session;
          const all = data.filter((one) => one.accountId === accountId);
          return (
            <Space>
              <Button
                danger
                onClick={() =>
                  ask({
                    title: words.sureEnd(name),
                    more: more([session]),
                    ok: words.end,
                    go: () => end([session]),
                  })
                }
              >
                {words.end}
              </Button>
              {all.length === 1 ? null : (
                <Button
                  danger
                  type="text"
                  onClick={() =>
                    ask({
                      title: words.sureEndAll(name, all.length),
                      more: more(all),
                      ok: words.endAll,
                      go: () => end(all),
                    })
                  }
                >
                  {words.endAll}
                </Button>
              )}
            </Space>
          );
        }}
      />
    </>
  );
}
