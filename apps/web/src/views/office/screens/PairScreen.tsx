import type { Screen } from "@diaodu/contracts";
import { Form, Input } from "antd";
import { SCREENS_KEY } from "../../../api/accounts.ts";
import { useApi } from "../../../api/api.ts";
import { admin } from "../../../strings/zh-CN-admin.ts";
import { FormDialog } from "../FormDialog.tsx";
import { useStep } from "../use-step.ts";

const words = admin.screens;

interface Typed {
  readonly code: string;
  readonly name: string;
}

/** Lets in the display that shows this code. */
export function PairScreen({ onClose }: { onClose: () => void }) {
  const api = useApi();
  const step = useStep();
  const [form] = Form.useForm<Typed>();
  const send = async (typed: Typed) => {
    const done = await step.run(() => api.send<{ screen: Screen }>("POST", "/screens", typed), {
      done: () => words.paired(typed.name),
      form,
      changes: [SCREENS_KEY],
    });
    if (done) onClose();
  };
  return (
    <FormDialog<Typed>
      title={words.pairTitle}
      ok={words.pair}
      busy={step.busy}
      form={form}
      initial={{}}
      onSend={send}
      onClose={onClose}
    >
      <Form.Item
        name="code"
        label={words.code}
        extra={words.codeMore}
        normalize={asCode}
        rules={[{ required: true }, { pattern: /^[0-9A-HJ-NP-Z]{6}$/u, message: words.codeFault }]}
      >
        <Input
          className="pairing-code-input"
          // A code that is pasted may come with a space between its signs.
          maxLength={16}
          autoComplete="off"
          spellCheck={false}
          autoFocus
        />
      </Form.Item>
      <Form.Item
        name="name"
        label={words.name}
        extra={words.nameMore}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input maxLength={40} />
      </Form.Item>
    </FormDialog>
  );
}

/** Codes hold neither I nor O: whoever types them has read a digit. */
function asCode(typed: string): string {
  const bare = typed.replaceAll(/[\s-]/gu, "").toUpperCase();
  return bare.replaceAll("O", "0").replaceAll("I", "1");
}
