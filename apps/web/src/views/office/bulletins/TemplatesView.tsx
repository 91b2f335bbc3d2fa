import type { DispatchSettingsTold } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { Link } from "wouter";
import { useApi } from "../../../api/api.ts";
import { settingsQuery } from "../../../api/dispatch-settings.ts";
import { bulletinWords } from "../../../strings/zh-CN-bulletins.ts";
import { Failed, Loading } from "../PageStates.tsx";
import { useNames } from "../scope/use-names.ts";
import { TemplateEditor } from "./TemplateEditor.tsx";

const words = bulletinWords.template;
const KINDS = Object.keys(words.kindNames) as (keyof typeof words.kindNames)[];
const LISTS = Object.keys(words.listNames) as (keyof typeof words.listNames)[];

/** The wording of sentences: the office's own beside the product's, on the present board. */
export function TemplatesView() {
  const settings = useQuery(settingsQuery(useApi()));
  const [key, setKey] = useState("byKind.cumulative");
  if (settings.data === undefined) {
    if (!settings.isError) return <Loading />;
    return <Failed error={settings.error} retry={() => void settings.refetch()} />;
  }
  const { wording } = settings.data;
  return (
    <>
      <div className="page-title">
        <h2>{words.title}</h2>
        <KeySelect chosen={key} wording={wording} onChosen={setKey} />
        <Link href="/bulletins">{bulletinWords.toList}</Link>
      </div>
      <TemplateEditor key={key} at={key} wording={wording} />
    </>
  );
}

function KeySelect(props: {
  chosen: string;
  wording: DispatchSettingsTold["wording"];
  onChosen: (key: string) => void;
}) {
  const { indicators } = useNames();
  const own = props.wording.body.templates;
  const option = (value: string, label: string) => ({
    value,
    label: Object.hasOwn(own, value) ? `${label}（${words.set}）` : label,
  });
  return (
    <Select
      className="template-select"
      aria-label={words.choose}
      showSearch={{ optionFilterProp: "label" }}
      value={props.chosen}
      onChange={props.onChosen}
      options={[
        {
          label: words.kinds,
          options: KINDS.map((kind) => option(`byKind.${kind}`, words.kindNames[kind])),
        },
        {
          label: words.overall,
          options: LISTS.map((list) => option(list, words.listNames[list])),
        },
        {
          label: words.indicators,
          options: indicators.map(({ code, name }) => option(`byIndicator.${code}`, name)),
        },
      ]}
    />
  );
}
