import type { ApiKey } from "@diaodu/contracts";
import { Form, Input, Radio, Select } from "antd";
import { KEYS_KEY } from "../../../api/accounts.ts";
import { useApi } from "../../../api/api.ts";
import { admin } from "../../../strings/zh-CN-admin.ts";
import { FormDialog } from "../FormDialog.tsx";
import { AllOrSome } from "../scope/AllOrSome.tsx";
import { useNames } from "../scope/use-names.ts";
import { useStep } from "../use-step.ts";

const words = admin.keys;

interface Typed {
  readonly name: string;
  readonly mode: ApiKey["mode"];
  readonly unit?: string | undefined;
  readonly indicators: "all" | string[];
  readonly regions: "all" | string[];
  readonly expiresOn?: string;
}

/** A key for one feed, as narrow as the feed is; the secret is told once. */
export function NewKey(props: {
  onClose: () => void;
  onMade: (made: { name: string; secret: string }) => void;
}) {
  const api = useApi();
  const step = useStep();
  const names = useNames();
  const [form] = Form.useForm<Typed>();
  const mode = Form.useWatch("mode", form) ?? "review";
  const send = async (typed: Typed) => {
    const body = {
      name: typed.name,
      unit: typed.unit ?? null,
      mode: typed.mode,
      indicators: typed.indicators === "all" ? null : typed.indicators,
      regions: typed.regions === "all" ? null : typed.regions,
      expiresOn: typed.expiresOn ? typed.expiresOn : null,
    };
    const done = await step.run(
      () => api.send<{ key: ApiKey; secret: string }>("POST", "/api-keys", body),
      {
        done: ({ key, secret }) => {
          props.onMade({ name: key.name, secret });
          return undefined;
        },
        form,
        changes: [KEYS_KEY],
      },
    );
    if (done) props.onClose();
  };
  return (
    <FormDialog<Typed>
      title={words.new}
      ok={words.make}
      width={640}
      busy={step.busy}
      form={form}
      initial={{ mode: "review", indicators: "all", regions: "all" }}
      onSend={send}
      onClose={props.onClose}
    >
      <Form.Item
        name="name"
        label={words.name}
        extra={words.nameMore}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input maxLength={100} autoFocus />
      </Form.Item>
      <Form.Item name="mode" label={words.mode} extra={words.modesMore[mode]}>
        <Radio.Group
          options={(["review", "publish"] as const).map((value) => ({
            value,
            label: words.modes[value],
          }))}
        />
      </Form.Item>
      <Form.Item
        name="unit"
        label={words.unit}
        dependencies={["mode"]}
        rules={[{ required: mode === "review" }]}
      >
        <Select
          allowClear={mode === "publish"}
          loading={names.loading}
          showSearch={{ optionFilterProp: "label" }}
          placeholder={mode === "publish" ? words.noUnit : admin.scope.choose}
          options={names.units.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Form.Item>
      <Form.Item name="indicators" label={words.indicators} rules={[{ validator: notNone }]}>
        <AllOrSome label={words.indicators} options={names.indicators} loading={names.loading} />
      </Form.Item>
      <Form.Item name="regions" label={words.regions} rules={[{ validator: notNone }]}>
        <AllOrSome label={words.regions} options={names.regions} loading={names.loading} />
      </Form.Item>
      <Form.Item name="expiresOn" label={words.expiresOn} extra={words.expiresMore}>
        <Input type="date" className="date-input" />
      </Form.Item>
    </FormDialog>
  );
}

/** A key for nothing is no key. */
function notNone(_rule: unknown, value: "all" | string[]): Promise<void> {
  const chosen = value === "all" || value.length > 0;
  return chosen ? Promise.resolve() : Promise.reject(new Error(admin.scope.choose));
}
