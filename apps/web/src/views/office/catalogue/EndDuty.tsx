import { Form, Input } from "antd";
import { useApi } from "../../../api/api.ts";
import { CATALOGUE_KEY } from "../../../api/catalogue.ts";
import { catalogueWords } from "../../../strings/zh-CN-catalogue.ts";
import { FormDialog } from "../FormDialog.tsx";
import { useStep } from "../use-step.ts";

/** Nobody is asked for it any more; what was reported stays. The reason is the question asked once. */
export function EndDuty(props: { path: string; name: string; onClose: () => void }) {
  const api = useApi();
  const step = useStep();
  const [form] = Form.useForm<{ reason: string }>();
  const send = async (typed: { reason: string }) => {
    const done = await step.run(() => api.send("DELETE", props.path, typed), {
      done: () => catalogueWords.ended,
      form,
      changes: [CATALOGUE_KEY],
    });
    if (done) props.onClose();
  };
  return (
    <FormDialog<{ reason: string }>
      title={catalogueWords.sureEnd}
      ok={catalogueWords.end}
      busy={step.busy}
      form={form}
      initial={{}}
      onSend={send}
      onClose={props.onClose}
    >
      <p className="form-fact">{props.name}</p>
      <Form.Item
        name="reason"
        label={catalogueWords.reason}
        extra={catalogueWords.reasonMore}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
