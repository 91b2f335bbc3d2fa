import type {
  BulletinPreview,
  BulletinPreviewRequest,
  DispatchSettingsTold,
} from "@diaodu/contracts";
import { DEFAULT_TEMPLATES, fieldsOfTemplate, templateAt } from "@diaodu/domain";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Alert, Button, Form, Input, type GetRef } from "antd";
import { useDeferredValue, useRef, useState } from "react";
import { useApi } from "../../../api/api.ts";
import { SETTINGS_KEY } from "../../../api/dispatch-settings.ts";
import { offers } from "../../../api/me.ts";
import { CYCLE_KEY } from "../../../api/office-live.ts";
import { bulletinWords } from "../../../strings/zh-CN-bulletins.ts";
import { FormDialog } from "../FormDialog.tsx";
import { useMe } from "../me-context.ts";
import { useStep } from "../use-step.ts";

const words = bulletinWords.template;

/** One template while it is typed: its faults, or its sentences on the present board. */
export function TemplateEditor(props: { at: string; wording: DispatchSettingsTold["wording"] }) {
  const { at, wording } = props;
  const { templates } = wording.body;
  const own = Object.hasOwn(templates, at) ? (templates[at] ?? null) : null;
  const standard = templateAt(DEFAULT_TEMPLATES, at);
  const inForce = own ?? standard ?? "";
  const [began, setBegan] = useState(inForce);
  const [text, setText] = useState(inForce);
  const [saving, setSaving] = useState<"none" | "save" | "reset">("none");
  const field = useRef<GetRef<typeof Input.TextArea>>(null);
  const preview = usePreview(at, useDeferredValue(text));
  const writes = offers(useMe(), "settings.write");
  const faults = preview.data?.faults ?? [];
  const begin = (anew: string) => {
    setBegan(anew);
    setText(anew);
  };
  // Untouched, the field shows what stands; touched, it keeps what was typed.
  if (inForce !== began && (text === began || text === inForce)) begin(inForce);
  const insert = (name: string) => {
    const area = field.current?.resizableTextArea?.textArea;
    const from = area?.selectionStart ?? text.length;
    const to = area?.selectionEnd ?? text.length;
    setText(`${text.slice(0, from)}{${name}}${text.slice(to)}`);
    field.current?.focus();
  };
  return (
    <div className="template-editor">
      <section>
        <h3>{words.own}</h3>
        {inForce === began ? null : (
          <Alert
            type="warning"
            showIcon
            title={words.overtaken}
            description={inForce}
            action={<Button onClick={() => begin(inForce)}>{words.takeOther}</Button>}
          />
        )}
        <Input.TextArea
          ref={field}
          aria-label={words.own}
          autoSize={{ minRows: 3 }}
          status={faults.length > 0 ? "error" : ""}
          value={text}
          onChange={({ target }) => setText(target.value.replaceAll(/[\r\n]+/gu, ""))}
        />
        <p className="dim">{words.rules}</p>
        <p className="template-fields" role="group" aria-label={words.fields}>
          {Object.keys(fieldsOfTemplate(at) ?? {}).map((name) => (
            <Button key={name} size="small" onClick={() => insert(name)}>
              {name}
            </Button>
          ))}
        </p>
        {writes ? (
          <p className="template-steps">
            <Button
              type="primary"
              disabled={faults.length > 0 || text.trim() === "" || text === (own ?? standard)}
              onClick={() => setSaving("save")}
            >
              {words.save}
            </Button>
            <Button disabled={own === null} onClick={() => setSaving("reset")}>
              {words.reset}
            </Button>
          </p>
        ) : (
          <p className="dim">{words.forbidden}</p>
        )}
      </section>
      <section>
        <h3>{words.standard}</h3>
        <p className="template-standard">{standard ?? words.noStandard}</p>
      </section>
      <section aria-live="polite" className="template-preview">
        <h3>{words.preview}</h3>
        {faults.length > 0 ? (
          <Alert type="error" showIcon title={words.faults} description={<Lines of={faults} />} />
        ) : (
          <Sentences preview={preview.data} />
        )}
      </section>
      {saving === "none" ? null : (
        <SaveTemplate
          at={at}
          text={saving === "save" ? text : null}
          wording={wording}
          onSaved={() => setText(saving === "save" ? text : (standard ?? ""))}
          onClose={() => setSaving("none")}
        />
      )}
    </div>
  );
}

function Lines({ of: lines }: { of: readonly string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function Sentences({ preview }: { preview: BulletinPreview | undefined }) {
  if (preview === undefined) return null;
  if (preview.sentences.length === 0) return <p className="dim">{words.nothing}</p>;
  return (
    <dl>
      {preview.sentences.map(({ name, sentence }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{sentence}</dd>
        </div>
      ))}
    </dl>
  );
}

function usePreview(key: string, text: string) {
  const api = useApi();
  const body: BulletinPreviewRequest = { key, text };
  return useQuery({
    queryKey: [...CYCLE_KEY, "bulletin-preview", key, text],
    queryFn: ({ signal }) =>
      api.send<BulletinPreview>("POST", "/bulletins/preview", body, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

function SaveTemplate(props: {
  at: string;
  /** Null takes the office's own away. */
  text: string | null;
  wording: DispatchSettingsTold["wording"];
  onSaved: () => void;
  onClose: () => void;
}) {
  const { at, text, wording } = props;
  const api = useApi();
  const step = useStep();
  const [form] = Form.useForm<{ reason: string }>();
  const save = async ({ reason }: { reason: string }) => {
    const { [at]: _, ...rest } = wording.body.templates;
    const templates = text === null ? rest : { ...rest, [at]: text };
    const body = { ...wording.body, templates };
    const done = await step.run(
      () => api.send("PUT", "/settings/wording", { version: wording.version, body, reason }),
      { done: () => words.saved, form, changes: [SETTINGS_KEY] },
    );
    if (!done) return;
    props.onSaved();
    props.onClose();
  };
  return (
    <FormDialog
      title={words.reasonTitle}
      ok={words.save}
      busy={step.busy}
      form={form}
      initial={{ reason: "" }}
      onSend={save}
      onClose={props.onClose}
    >
      <Form.Item
        name="reason"
        label={words.reason}
        rules={[{ required: true, whitespace: true, message: words.reason }]}
      >
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  );
}
