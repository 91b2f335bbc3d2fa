import type { DispatchSettingsTold, SettingsKey } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { Tabs } from "antd";
import { useSearchParams } from "wouter";
import { useApi } from "../../../api/api.ts";
import { settingsQuery } from "../../../api/dispatch-settings.ts";
import { settingsWords as words } from "../../../strings/zh-CN-dispatch-settings.ts";
import { Failed, Loading } from "../PageStates.tsx";
import { CalendarForm } from "./CalendarForm.tsx";
import { ChannelsForm } from "./ChannelsForm.tsx";
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
            children: <Form key={settings.data[key].version} of={key} settings={settings.data} />,
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

function Form(props: { of: SettingsKey; settings: DispatchSettingsTold }) {
  const { settings } = props;
  switch (props.of) {
    case "calendar":
      return <CalendarForm settings={settings} />;
    case "ladder":
      return <LadderForm settings={settings} />;
    case "channels":
      return <ChannelsForm settings={settings} />;
    case "wording":
      return <WordingForm settings={settings} />;
  }
}
