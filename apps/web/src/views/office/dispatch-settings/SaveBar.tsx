import type { DispatchSettingsTold, SettingsKey } from "@diaodu/contracts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Drawer, Empty, Input } from "antd";
import { useState } from "react";
import { useApi } from "../../../api/api.ts";
import { SETTINGS_KEY, settingsHistoryQuery } from "../../../api/dispatch-settings.ts";
import { offers } from "../../../api/me.ts";
import { Refused, wordsOf } from "../../../api/problem.ts";
import { office } from "../../../strings/zh-CN-office.ts";
import { settingsWords as words } from "../../../strings/zh-CN-dispatch-settings.ts";
import { momentLabel } from "../../../ui/city-date.ts";
import { useMe } from "../me-context.ts";
import { Moment } from "../Moment.tsx";
import { Loading } from "../PageStates.tsx";

/** Saves one of the settings with a reason, shows every fault, and leads to its history. */
export function SaveBar(props: {
  of: SettingsKey;
  settings: DispatchSettingsTold;
  /** What is to be saved; null while it is not fit to be sent. */
  body: () => Promise<object | null>;
  onSaved: () => void;
}) {
  const { of: key, settings } = props;
  const { version, by, at } = settings[key];
  const api = useApi();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<readonly string[]>([]);
  const [history, setHistory] = useState(false);
  const may = offers(useMe(), key === "channels" ? "channel.write" : "settings.write");
  const save = async () => {
    setFaults([]);
    const body = await props.body();
    if (body === null) return;
    setBusy(true);
    try {
      await api.send("PUT", `/settings/${key}`, { version, body, reason });
      void message.success(words.saved);
      props.onSaved();
      await client.invalidateQueries({ queryKey: SETTINGS_KEY });
    } catch (error) {
      const stale = error instanceof Refused && error.code === "changed_meanwhile";
      const named = error instanceof Refused ? error.faults.map((fault) => fault.message) : [];
      if (named.length > 0) setFaults([...new Set(named)]);
      else void message.error(stale ? words.stale : wordsOf(error, office.unreachable));
      if (stale) await client.invalidateQueries({ queryKey: SETTINGS_KEY });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="save-bar">
      {faults.length === 0 ? null : (
        <Alert
          type="error"
          showIcon
          title={words.faults}
          description={
            <ul>
              {faults.map((fault) => (
                <li key={fault}>{fault}</li>
              ))}
            </ul>
          }
        />
      )}
      {may ? (
        <div className="save-line">
          <Input
            aria-label={words.reason}
            placeholder={words.reasonPlaceholder}
            maxLength={200}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
          <Button
            type="primary"
            loading={busy}
            disabled={reason.trim() === ""}
            onClick={() => void save()}
          >
            {words.save}
          </Button>
        </div>
      ) : null}
      <p className="dim">
        {at === null ? words.never : words.standing(version, by ?? "", momentLabel(at))}{" "}
        <Button type="link" size="small" onClick={() => setHistory(true)}>
          {words.history}
        </Button>
      </p>
      {history ? <History of={key} onClose={() => setHistory(false)} /> : null}
    </div>
  );
}

function History(props: { of: SettingsKey; onClose: () => void }) {
  const { data } = useQuery(settingsHistoryQuery(useApi(), props.of));
  return (
    <Drawer open size={560} title={words.history} onClose={props.onClose}>
      {data === undefined ? (
        <Loading />
      ) : data.versions.length === 0 ? (
        <Empty description={words.noHistory} />
      ) : (
        <ol className="settings-history">
          {data.versions.map(({ version, by, at, reason, changes }) => (
            <li key={version}>
              <p>
                <b>{by}</b> <Moment at={at} />
              </p>
              <p>{reason}</p>
              {changes.map((change) => (
                <p key={change} className="dim">
                  {change}
                </p>
              ))}
            </li>
          ))}
        </ol>
      )}
    </Drawer>
  );
}
