import type { Liaison, LiaisonAnswer, LiaisonStepRequest } from "@diaodu/contracts";
import { Form, Input } from "antd";
import { useApi } from "../../../api/api.ts";
import { LIAISON_KEY } from "../../../api/items.ts";
import { itemWords } from "../../../strings/zh-CN-items.ts";
import { FormDialog } from "../FormDialog.tsx";
import { useStep } from "../use-step.ts";

const words = itemWords.liaisons;

/** A note, or why it ends. */
export function LiaisonWords(props: {
  liaison: Liaison;
  event: "note" | "end";
  onClose: () => void;
}) {
  const { liaison, event, onClose } = props;
  const api = useApi();
  const step = useStep();
  const [form] = Form.useForm<{ words: string }>();
  const send = async (typed: { words: string }) => {
    const body: LiaisonStepRequest = { version: liaison.version, event, words: typed.words };
    const path = `/liaisons/${encodeURIComponent(liaison.id)}/steps`;
    const done = await step.run(() => api.send<LiaisonAnswer>("POST", path, body), {
      done: () => words.saved,
      form,
      changes: [LIAISON_KEY],
    });
    if (done) onClose();
  };
  return (
    <FormDialog<{ words: string }>
      title={(event === "note" ? words.noteTitle : words.endTitle)(liaison.name)}
      ok={words[event]}
      busy={step.busy}
      form={form}
      initial={{}}
      onSend={send}
      onClose={onClose}
    >
      <Form.Item
        name="words"
        label={event === "note" ? words.noteLabel : words.endLabel}
        rules={[{ required: true, whitespace: true, message: itemWords.step.required }]}
      >
        <Input.TextArea rows={4} maxLength={2000} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
