import { Form, type FormInstance, Modal } from "antd";
import type { ReactNode } from "react";
import { office } from "../../strings/zh-CN-office.ts";

/** A form in a window of its own. Enter sends it, Escape closes it. */
export function FormDialog<Typed extends object>(props: {
  title: string;
  ok: string;
  busy: boolean;
  form: FormInstance<Typed>;
  initial: Partial<Typed>;
  width?: number;
  onSend: (typed: Typed) => Promise<void>;
  onClose: () => void;
  children: ReactNode;
}) {
  const { form } = props;
  return (
    <Modal
      open
      width={props.width ?? 520}
      title={props.title}
      okText={props.ok}
      cancelText={office.cancel}
      confirmLoading={props.busy}
      // What was typed is not lost to a press beside the window.
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={props.onClose}
    >
      <Form<Typed>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={props.initial}
        onFinish={(typed) => void props.onSend(typed)}
      >
        {props.children}
        <button type="submit" aria-label={props.ok} hidden />
      </Form>
    </Modal>
  );
}
