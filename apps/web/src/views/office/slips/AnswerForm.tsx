import type { RecordFile, SlipAnswerOnWire, SlipOnWire, SlipStepRequest } from "@diaodu/contracts";
import { Button, Form, Input } from "antd";
import { useApi } from "../../../api/api.ts";
import { INBOX_KEY } from "../../../api/office-live.ts";
import { SLIP_KEY } from "../../../api/slips.ts";
import { slipWords } from "../../../strings/zh-CN-slips.ts";
import { EvidenceField } from "../items/EvidenceField.tsx";
import { useStep } from "../use-step.ts";

const words = slipWords.answer;

interface Typed {
  readonly words: string;
  readonly lateReason?: string;
  readonly evidence?: readonly RecordFile[];
}

/** The owing unit's answer; past its day it says why it is late. */
export function AnswerForm({ slip }: { slip: SlipOnWire }) {
  const api = useApi();
  const step = useStep();
  const [form] = Form.useForm<Typed>();
  const late = slip.overdueDays > 0;
  const required = { required: true, whitespace: true, message: words.required };
  const send = async (typed: Typed) => {
    const body: SlipStepRequest = {
      version: slip.version,
      event: "answer",
      words: typed.words,
      lateReason: late ? (typed.lateReason ?? null) : null,
      evidence: (typed.evidence ?? []).map(({ id }) => id),
    };
    const path = `/slips/${encodeURIComponent(slip.id)}/steps`;
    await step.run(() => api.send<SlipAnswerOnWire>("POST", path, body), {
      done: () => words.sent,
      form,
      changes: [SLIP_KEY, INBOX_KEY],
    });
  };
  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      requiredMark={false}
      aria-label={words.title}
      onFinish={(typed) => void send(typed)}
    >
      <Form.Item name="words" label={words.words} extra={words.hint} rules={[required]}>
        <Input.TextArea rows={5} maxLength={2000} />
      </Form.Item>
      {late ? (
        <Form.Item name="lateReason" label={words.lateReason} rules={[required]}>
          <Input maxLength={500} />
        </Form.Item>
      ) : null}
      <Form.Item name="evidence" label={words.evidence}>
        <EvidenceField unit={slip.unit} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={step.busy}>
        {words.send}
      </Button>
    </Form>
  );
}
