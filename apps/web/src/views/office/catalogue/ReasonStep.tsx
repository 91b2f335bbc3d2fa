import { Form } from "antd";
import type { ReactNode } from "react";
import { CATALOGUE_KEY } from "../../../api/catalogue.ts";
import { FormDialog } from "../FormDialog.tsx";
import { useStep } from "../use-step.ts";
import { ReasonField } from "./fields.tsx";

/** A change of the catalogue of which nothing is asked but its reason. */
export function ReasonStep(props: {
  title: string;
  ok: string;
  /** Said once it is done. */
  done: string;
  send: (body: { reason: string }) => Promise<unknown>;
  onDone?: () => void;
  onClose: () => void;
  children?: ReactNode;
}) {
  const step = useStep();
  const [form] = Form.useForm<{ reason: string }>();
  const send = async (typed: { reason: string }) => {
    const done = await step.run(() => props.send(typed), {
      done: () => props.done,
      form,
      changes: [CATALOGUE_KEY],
    });
    if (!done) return;
    props.onDone?.();
    props.onClose();
  };
  return (
    <FormDialog<{ reason: string }>
      title={props.title}
      ok={props.ok}
      busy={step.busy}
      form={form}
      initial={{}}
      onSend={send}
      onClose={props.onClose}
    >
      {props.children}
      <ReasonField autoFocus />
    </FormDialog>
  );
}
