import type { DispatchSettingsTold, SettingsKey } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { Tabs } from "antd";
import { useState } from "react";
import { useSearchParams } from "wouter";
import { useApi } from "../../../api/api.ts";
import { settingsQuery } from "../../../api/dispatch-settings.ts";
import { settingsWords as words } from "../../../strings/zh-CN-dispatch-settings.ts";
import { Failed, Loading } from "../PageStates.tsx";
import { CalendarForm } from "./CalendarForm.tsx";
import { ChannelsForm } from "./ChannelsForm.tsx";
import { Overtaken } from "./Overtaken.tsx";
import { LadderForm } from "./LadderForm.tsx";
import { WordingForm } from "./WordingForm.tsx";
import "./dispatch-settings.css";

const KEYS = ["calendar", "ladder", "channels", "wording"] as const;

/** 调度设置: when, by which rules, by which ways, in which words. */
export function SettingsPage() {
  const [asked, ask] = useSearchParams();
  const settings = useQuery(settingsQuery(useApi()));
  const tab = KEYS.find((key) => key === asked.get("tab")) ?? "calendar";
  return (
    <>
      <div className="page-title">
        <h2>{words.section}</h2>
      </div>
      {settings.data !== undefined ? (
        <Tabs
          activeKey={tab}
          destroyOnHidden
          onChange={(key) => ask({ tab: key }, { replace: true })}
          items={KEYS.map((key) => ({
            key,
            label: words.tabs[key],
            children: <HeldForm of={key} settings={settings.data} />,
          }))}
        />
      ) : settings.isError ? (
        <Failed error={settings.error} retry={() => void settings.refetch()} />
      ) : (
        <Loading />
      )}
    </>
  );
}

/**
 * One of the settings from the version on that somebody began to change: what another saves meanwhile
 * is offered, and does not take the place of what was typed.
 */
function HeldForm({ of: key, settings }: { of: SettingsKey; settings: DispatchSettingsTold }) {
  const told = settings[key];
  const [held, setHeld] = useState(told);
  const [saved, setSaved] = useState(false);
  const isNewer = told.version !== held.version;
  if (isNewer && saved) {
    setHeld(told);
    setSaved(false);
  }
  return (
    <>
      {isNewer && !saved ? <Overtaken by={told} take={() => setHeld(told)} /> : null}
      <Form
        key={held.version}
        of={key}
        settings={{ ...settings, [key]: held }}
        onSaved={() => setSaved(true)}
      />
    </>
  );
}

function Form(props: { of: SettingsKey; settings: DispatchSettingsTold; onSaved: () => void }) {
  const { settings, onSaved } = props;
  switch (props.of) {
    case "calendar":
      return <CalendarForm settings={settings} onSaved={onSaved} />;
    case "ladder":
      return <LadderForm settings={settings} onSaved={onSaved} />;
    case "channels":
      return <ChannelsForm settings={settings} onSaved={onSaved} />;
    case "wording":
      return <WordingForm settings={settings} onSaved={onSaved} />;
  }
}
