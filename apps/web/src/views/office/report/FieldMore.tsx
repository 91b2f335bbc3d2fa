import { Button, Input, Radio } from "antd";
import { useRef } from "react";
import type { CellAttachment } from "../../../features/report/cell.ts";
import type { Line } from "../../../features/report/submission.ts";
import { zh } from "../../../strings/zh-CN.ts";
import { office } from "../../../strings/zh-CN-office.ts";
import { useUpload } from "../use-upload.ts";
import type { RowProps } from "./FieldRow.tsx";

const words = office.report;

/** What a figure may bring along: why it is corrected, a note, its status, a file. */
export function FieldMore({ field, reporter, line, change, locked }: RowProps & { line: Line }) {
  const { cell, corrects } = line;
  const usual = field.statuses[0];
  return (
    <div className="field-more">
      {corrects === null ? null : (
        <label>
          {words.reason}
          <Input
            value={cell.reason}
            maxLength={500}
            status={cell.reason.trim() === "" ? "error" : ""}
            placeholder={words.reasonPlaceholder(corrects)}
            disabled={locked}
            onChange={({ target }) => change(field, { reason: target.value })}
          />
        </label>
      )}
      <label>
        {words.note}
        <Input
          value={cell.note}
          maxLength={500}
          placeholder={words.notePlaceholder}
          disabled={locked}
          onChange={({ target }) => change(field, { note: target.value })}
        />
      </label>
      {field.statuses.length < 2 ? null : (
        <Radio.Group
          aria-label={words.status}
          value={cell.status ?? usual}
          disabled={locked}
          options={field.statuses.map((status) => ({ value: status, label: zh.status[status] }))}
          onChange={({ target }) => {
            const chosen = field.statuses.find((status) => status === target.value);
            change(field, { status: chosen ?? null });
          }}
        />
      )}
      <AttachmentButton
        unit={reporter}
        attachment={cell.attachment}
        disabled={locked}
        attach={(attachment) => change(field, { attachment })}
      />
    </div>
  );
}

function AttachmentButton(props: {
  unit: string;
  attachment: CellAttachment | null;
  disabled: boolean;
  attach: (attachment: CellAttachment | null) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const upload = useUpload(props.unit);
  const { sending } = upload;
  const send = async (file: File) => {
    const sent = await upload.send(file);
    if (sent !== null) props.attach({ id: sent.id, name: sent.name, size: sent.size });
  };
  return (
    <span className="attachment">
      {props.attachment === null ? (
        <Button
          size="small"
          loading={sending}
          disabled={props.disabled}
          onClick={() => input.current?.click()}
        >
          {sending ? words.attaching : words.attach}
        </Button>
      ) : (
        <>
          <a href={`/api/v1/attachments/${props.attachment.id}`}>{props.attachment.name}</a>
          <Button type="link" size="small" onClick={() => props.attach(null)}>
            {words.removeAttachment}
          </Button>
        </>
      )}
      <input
        ref={input}
        type="file"
        hidden
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file !== undefined) void send(file);
          target.value = "";
        }}
      />
    </span>
  );
}
