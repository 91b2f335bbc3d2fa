import { Button, Input, Modal, type GetRef } from "antd";
import { useRef, useState } from "react";
import { office } from "../../strings/zh-CN-office.ts";

const words = office.review;

/** Asks why something goes back; without a reason it does not. */
export function ReasonDialog(props: {
  open: boolean;
  title: string;
  more?: string;
  onCancel: () => void;
  onReason: (reason: string) => void;
}) {
  const [reason, setReason] = useState("");
  const field = useRef<GetRef<typeof Input.TextArea>>(null);
  const said = reason.trim();
  return (
    <Modal
      open={props.open}
      title={props.title}
      okText={words.returnOk}
      cancelText={office.cancel}
      okButtonProps={{ danger: true, disabled: said === "" }}
      onCancel={props.onCancel}
      onOk={() => props.onReason(said)}
      afterOpenChange={(open) => {
        if (open) field.current?.focus();
      }}
      afterClose={() => setReason("")}
      destroyOnHidden
    >
      {props.more === undefined ? null : <p>{props.more}</p>}
      <Input.TextArea
        ref={field}
        rows={3}
        maxLength={500}
        value={reason}
        aria-label={words.reason}
        placeholder={words.reasonPlaceholder}
        onChange={({ target }) => setReason(target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && said !== "") {
            props.onReason(said);
          }
        }}
      />
      <p className="reasons">
        {words.reasons.map((usual) => (
          <Button key={usual} size="small" onClick={() => setReason(usual)}>
            {usual}
          </Button>
        ))}
      </p>
    </Modal>
  );
}
