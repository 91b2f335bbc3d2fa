import type { BulletinOnWire } from "@diaodu/contracts";
import { Form, Input } from "antd";
import { useApi } from "../../../api/api.ts";
import { BULLETIN_KEY } from "../../../api/bulletins.ts";
import { bulletinWords } from "../../../strings/zh-CN-bulletins.ts";
import { FormDialog } from "../FormDialog.tsx";
import { useStep } from "../use-step.ts";

const words = bulletinWords.view;

/** Takes a bulletin back, with the reason. */
export function WithdrawDialog(props: {
  bulletin: Pick<BulletinOnWire, "id" | "version">;
  onClose: () => void;
}) {
  const { id, version } = props.bulletin;
  const api = useApi();
  const step = useStep();
  const [form] = Form.useForm<{ words: string }>();
  const withdraw = async (typed: { words: string }) => {
    const done = await step.run(
      () => api.send("POST", `/bulletins/${id}/steps`, { version, event: "withdraw", ...typed }),
      { done: () => words.withdrawn, form, changes: [BULLETIN_KEY] },
    );
    if (done) props.onClose();
  };
  return (
    <FormDialog
      title={words.withdraw}
      ok={words.withdraw}
      busy={step.busy}
      form={form}
      initial={{ words: "" }}
      onSend={withdraw}
      onClose={props.onClose}
    >
      <Form.Item
        name="words"
        label={words.withdrawReason}
        rules={[{ required: true, whitespace: true, message: words.withdrawReason }]}
      >
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}
