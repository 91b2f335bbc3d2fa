import type { DispatchSettingsTold } from "@diaodu/contracts";
import { Alert, Button, Empty, Input } from "antd";
import { useState } from "react";
import { offers } from "../../../api/me.ts";
import { settingsWords } from "../../../strings/zh-CN-dispatch-settings.ts";
import { useMe } from "../me-context.ts";
import { StateMark } from "../StateMark.tsx";
import { ChannelDialog } from "./ChannelDialog.tsx";
import { ChannelTest } from "./ChannelTest.tsx";
import { SaveBar } from "./SaveBar.tsx";
import { untouched, type DraftChannel } from "./typed-channel.ts";

const words = settingsWords.channels;

/** 消息渠道: the ways out of the product. What proves us is written here and never read. */
export function ChannelsForm(props: { settings: DispatchSettingsTold; onSaved: () => void }) {
  const { settings } = props;
  const { body } = settings.channels;
  const [channels, setChannels] = useState<readonly DraftChannel[]>(body.channels.map(untouched));
  const [address, setAddress] = useState(body.address ?? "");
  /** Index of the channel that is edited; its number of channels for a new one. */
  const [editing, setEditing] = useState<number | null>(null);
  const may = offers(useMe(), "channel.write");
  const place = (at: number, next: DraftChannel | null) =>
    setChannels([
      ...channels.slice(0, at),
      ...(next === null ? [] : [next]),
      ...channels.slice(at + 1),
    ]);
  return (
    <>
      {may ? null : <Alert type="info" showIcon title={words.readOnly} />}
      {channels.length === 0 ? <Empty description={words.empty} /> : null}
      <ul className="channels">
        {channels.map(({ told }, index) => {
          const saved = body.channels.find(({ id }) => id === told.id);
          return (
            <li key={told.id}>
              <b>{told.name}</b> <span className="dim">{words.kinds[told.way.kind]}</span>{" "}
              <StateMark
                light={told.enabled ? "on" : "none"}
                words={told.enabled ? words.on : words.off}
              />
              <p className="dim">
                {told.way.kind === "email"
                  ? `${told.way.host}:${told.way.port}`
                  : told.way.url.host}
                {" · "}
                {told.units === "all"
                  ? words.allUnits
                  : told.units
                      .map((code) => settings.units.find((one) => one.code === code)?.name ?? code)
                      .join("、")}
                {told.quiet === null
                  ? ""
                  : ` · ${words.quietFrom} ${told.quiet.from}—${told.quiet.to}`}
              </p>
              {may ? (
                <p className="page-steps">
                  <Button size="small" onClick={() => setEditing(index)}>
                    {words.edit}
                  </Button>
                  {saved?.enabled === true ? (
                    <ChannelTest channel={saved} units={settings.units} />
                  ) : null}
                  <Button size="small" danger onClick={() => place(index, null)}>
                    {settingsWords.remove(told.name)}
                  </Button>
                </p>
              ) : null}
            </li>
          );
        })}
      </ul>
      {may ? (
        <>
          <p>
            <Button onClick={() => setEditing(channels.length)}>{words.add}</Button>{" "}
            <span className="dim">{words.pending}</span>
          </p>
          <label className="channel-address">
            {words.address}
            <Input
              value={address}
              placeholder="https://diaodu.example.gov.cn"
              onChange={({ target }) => setAddress(target.value.trim())}
            />
          </label>
        </>
      ) : null}
      <SaveBar
        of="channels"
        settings={settings}
        onSaved={props.onSaved}
        body={() =>
          Promise.resolve({
            channels: channels.map(({ input }) => input),
            address: address === "" ? null : address,
          })
        }
      />
      {editing === null ? null : (
        <ChannelDialog
          before={channels[editing]?.told ?? null}
          taken={channels.flatMap(({ told }, index) => (index === editing ? [] : [told.id]))}
          units={settings.units}
          onDone={(draft) => {
            place(editing, draft);
            setEditing(null);
          }}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}
