import type { ChannelTold, DispatchSettingsTold } from "@diaodu/contracts";
import { Checkbox, Form, Input, InputNumber, Select } from "antd";
import { settingsWords } from "../../../strings/zh-CN-dispatch-settings.ts";
import { FormDialog } from "../FormDialog.tsx";
import { addressLines, draftOf, secretOf, typedOf } from "./typed-channel.ts";
import type { DraftChannel, TypedChannel } from "./typed-channel.ts";

const words = settingsWords.channels;
const REQUIRED = { required: true, whitespace: true, message: settingsWords.required };
const KINDS = ["email", "wecom", "dingtalk", "feishu"] as const;

/** One channel. A secret that is left empty stays as it is stored. */
export function ChannelDialog(props: {
  before: ChannelTold | null;
  /** Ids that other channels have. */
  taken: readonly string[];
  units: DispatchSettingsTold["units"];
  onDone: (draft: DraftChannel) => void;
  onClose: () => void;
}) {
  const { before } = props;
  const [form] = Form.useForm<TypedChannel>();
  const kind = Form.useWatch("kind", form) ?? before?.way.kind ?? "wecom";
  const initial: Partial<TypedChannel> =
    before === null ? { kind: "wecom", enabled: true, units: [] } : typedOf(before);
  const kept = before !== null && before.way.kind === kind;
  const keptSecret = kept && secretOf(before.way);
  return (
    <FormDialog<TypedChannel>
      title={before === null ? words.add : before.name}
      ok={words.done}
      width={640}
      busy={false}
      form={form}
      initial={initial}
      onSend={(typed) => Promise.resolve(props.onDone(draftOf(typed, before)))}
      onClose={props.onClose}
    >
      <div className="form-grid">
        <Form.Item name="kind" label={words.kind}>
          <Select options={KINDS.map((value) => ({ value, label: words.kinds[value] }))} />
        </Form.Item>
        <Form.Item name="name" label={words.name} rules={[REQUIRED]}>
          <Input maxLength={30} />
        </Form.Item>
        <Form.Item
          name="id"
          label={words.id}
          extra={words.idHint}
          rules={[
            REQUIRED,
            { pattern: /^[a-z][a-z0-9-]{0,29}$/u, message: words.idHint },
            {
              validator: (_rule, id: string) =>
                props.taken.includes(id)
                  ? Promise.reject(new Error(words.idHint))
                  : Promise.resolve(),
            },
          ]}
        >
          <Input disabled={before !== null} />
        </Form.Item>
        <Form.Item name="units" label={words.units}>
          <Select
            mode="multiple"
            placeholder={words.allUnits}
            options={props.units.map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Form.Item>
        <Form.Item name="quietFrom" label={words.quietFrom}>
          <Input type="time" />
        </Form.Item>
        <Form.Item name="quietTo" label={words.quietTo}>
          <Input type="time" />
        </Form.Item>
      </div>
      {kind === "email" ? (
        <MailFields />
      ) : (
        <Form.Item name="url" label={words.url} rules={kept ? [] : [REQUIRED]}>
          <Input.Password autoComplete="off" placeholder={kept ? words.kept : "https://"} />
        </Form.Item>
      )}
      {kind === "wecom" ? null : (
        <Form.Item name="secret" label={kind === "email" ? words.password : words.secret}>
          <Input.Password
            autoComplete="new-password"
            {...(keptSecret ? { placeholder: words.kept } : {})}
          />
        </Form.Item>
      )}
      {keptSecret ? (
        <Form.Item name="clearSecret" valuePropName="checked">
          <Checkbox>{words.clear}</Checkbox>
        </Form.Item>
      ) : null}
      <Form.Item name="enabled" valuePropName="checked">
        <Checkbox>{words.enabled}</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}

function MailFields() {
  return (
    <>
      <div className="form-grid">
        <Form.Item name="host" label={words.host} rules={[REQUIRED]}>
          <Input />
        </Form.Item>
        <Form.Item name="port" label={words.port} initialValue={465}>
          <InputNumber min={1} max={65_535} precision={0} />
        </Form.Item>
        <Form.Item name="user" label={words.user}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="from" label={words.from} rules={[REQUIRED, { type: "email" }]}>
          <Input />
        </Form.Item>
      </div>
      <Form.Item name="secure" valuePropName="checked" initialValue>
        <Checkbox>{words.secure}</Checkbox>
      </Form.Item>
      <Form.Item
        name="to"
        label={words.to}
        extra={words.toHint}
        rules={[
          {
            validator: (_rule, text: string | undefined) =>
              addressLines(text ?? "") === null
                ? Promise.reject(new Error(words.toWrong))
                : Promise.resolve(),
          },
        ]}
      >
        <Input.TextArea rows={4} />
      </Form.Item>
    </>
  );
}
