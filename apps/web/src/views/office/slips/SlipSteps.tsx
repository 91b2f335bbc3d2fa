import type { SlipAnswerOnWire, SlipOnWire, SlipStepRequest } from "@diaodu/contracts";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useApi } from "../../../api/api.ts";
import { SLIP_KEY } from "../../../api/slips.ts";
import { slipWords } from "../../../strings/zh-CN-slips.ts";
import { FormDialog } from "../FormDialog.tsx";
import { useStep } from "../use-step.ts";

const words = slipWords.steps;
/** In the order in which they are wanted; the first that is offered stands out. */
const ORDER = ["settle", "send_back", "withdraw"] as const;
type Event = (typeof ORDER)[number];

/** What the dispatch office may do with the slip now, one button each. */
export function SlipSteps({ slip }: { slip: SlipOnWire }) {
  const [taking, setTaking] = useState<Event | null>(null);
  const offered = ORDER.filter((event) => slip.steps.includes(event));
  if (offered.length === 0 && taking === null) return null;
  return (
    <div className="page-steps slip-steps">
      {offered.map((event, index) => (
        <Button
          key={event}
          type={index === 0 ? "primary" : "default"}
          danger={event === "withdraw"}
          onClick={() => setTaking(event)}
        >
          {words[event]}
        </Button>
      ))}
      {taking === null ? null : (
        <StepDialog slip={slip} event={taking} onClose={() => setTaking(null)} />
      )}
    </div>
  );
}

function StepDialog(props: { slip: SlipOnWire; event: Event; onClose: () => void }) {
  const { slip, event, onClose } = props;
  const api = useApi();
  const step = useStep();
  const [form] = Form.useForm<{ words?: string }>();
  const send = async (typed: { words?: string }) => {
    const said = typed.words?.trim() ?? "";
    const body: SlipStepRequest = {
      version: slip.version,
      event,
      words: said === "" ? null : said,
    };
    const path = `/slips/${encodeURIComponent(slip.id)}/steps`;
    const done = await step.run(() => api.send<SlipAnswerOnWire>("POST", path, body), {
      done: () => words.taken(words[event]),
      form,
      changes: [SLIP_KEY],
    });
    if (done) onClose();
  };
  const silent = event === "settle";
  return (
    <FormDialog
      title={words[event]}
      ok={words[event]}
      busy={step.busy}
      form={form}
      initial={{}}
      onSend={send}
      onClose={onClose}
    >
      <Form.Item
        name="words"
        label={silent ? words.remark : words.reason}
        rules={
          silent ? [] : [{ required: true, whitespace: true, message: slipWords.answer.required }]
        }
      >
        <Input.TextArea rows={3} maxLength={2000} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
