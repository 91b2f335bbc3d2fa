import type { DispatchSettingsTold, WordingBody } from "@diaodu/contracts";
import { Form, Input } from "antd";
import { settingsWords } from "../../../strings/zh-CN-dispatch-settings.ts";
import { SaveBar } from "./SaveBar.tsx";

const words = settingsWords.wording;
const REQUIRED = [{ required: true, whitespace: true, message: settingsWords.required }];

/** How papers are marked, headed, signed and addressed. */
export function WordingForm(props: { settings: DispatchSettingsTold; onSaved: () => void }) {
  const { settings } = props;
  const [form] = Form.useForm<WordingBody>();
  const { body } = settings.wording;
  const typed = async (): Promise<WordingBody | null> => {
    const said = await form.validateFields().catch(() => null);
    if (said === null) return null;
    // Templates of sentences are edited where bulletins are written.
    return {
      ...said,
      redHead: filled(said.redHead),
      copies: filled(said.copies),
      templates: body.templates,
    };
  };
  return (
    <Form<WordingBody>
      form={form}
      initialValues={body}
      layout="vertical"
      requiredMark={false}
      className="wording-form"
    >
      <div className="form-grid">
        <Form.Item
          name="slipMark"
          label={words.slipMark}
          extra={words.slipMarkHint}
          rules={REQUIRED}
        >
          <Input maxLength={20} />
        </Form.Item>
        <Form.Item name="bulletinMark" label={words.bulletinMark} rules={REQUIRED}>
          <Input maxLength={20} />
        </Form.Item>
        <Form.Item name="redHead" label={words.redHead}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="signed" label={words.signed} rules={REQUIRED}>
          <Input maxLength={60} />
        </Form.Item>
      </div>
      <Form.Item name="to" label={words.to} rules={REQUIRED}>
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
      <Form.Item name="copies" label={words.copies}>
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
      <SaveBar of="wording" settings={settings} onSaved={props.onSaved} body={typed} />
    </Form>
  );
}

function filled(text: string | null): string | null {
  return text === null || text.trim() === "" ? null : text;
}
