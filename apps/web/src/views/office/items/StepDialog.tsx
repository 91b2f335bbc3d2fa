import type { Item, ItemAnswer, ItemStepRequest, RecordFile } from "@diaodu/contracts";
import { Checkbox, Form, Input } from "antd";
import { useApi } from "../../../api/api.ts";
import { ITEM_KEY, LIAISON_KEY } from "../../../api/items.ts";
import { itemWords } from "../../../strings/zh-CN-items.ts";
import { FormDialog } from "../FormDialog.tsx";
import { useMe } from "../me-context.ts";
import { useStep } from "../use-step.ts";
import { EvidenceField } from "./EvidenceField.tsx";
import { uploadUnit } from "../../../features/item/upload-unit.ts";

const words = itemWords.step;

/** Steps that say something and change no contents. */
export type PlainEvent = Exclude<ItemStepRequest["event"], "amend">;

interface Typed {
  readonly words?: string;
  readonly until?: string;
  readonly done: readonly string[];
  readonly evidence: readonly RecordFile[];
}

const SILENT: readonly PlainEvent[] = ["grant_extension", "close"];
const WITH_FILES: readonly PlainEvent[] = ["feedback", "request_closure"];

/** One step of an item, with what it asks for. */
export function StepDialog(props: { item: Item; event: PlainEvent; onClose: () => void }) {
  const { item, event, onClose } = props;
  const api = useApi();
  const step = useStep();
  const me = useMe();
  const [form] = Form.useForm<Typed>();
  const open = item.remedies.filter(({ doneOn }) => doneOn === null);
  const send = async (typed: Typed) => {
    const said = typed.words?.trim() ?? "";
    const body: ItemStepRequest = {
      version: item.version,
      event,
      words: said === "" ? null : said,
      evidence: (typed.evidence ?? []).map(({ id }) => id),
      until: typed.until ?? null,
      done: [...(typed.done ?? [])],
    };
    const path = `/items/${encodeURIComponent(item.id)}/steps`;
    const done = await step.run(() => api.send<ItemAnswer>("POST", path, body), {
      done: () => words.taken(words[event]),
      form,
      changes: [ITEM_KEY, LIAISON_KEY],
    });
    if (done) onClose();
  };
  const required = { required: true, whitespace: true, message: words.required };
  return (
    <FormDialog<Typed>
      title={words[event]}
      ok={words[event]}
      busy={step.busy}
      form={form}
      initial={{ done: [], evidence: [] }}
      onSend={send}
      onClose={onClose}
    >
      <Form.Item
        name="words"
        label={words.words[event]}
        rules={SILENT.includes(event) ? [] : [required]}
      >
        <Input.TextArea rows={4} maxLength={2000} autoFocus />
      </Form.Item>
      {event === "ask_extension" ? (
        <Form.Item name="until" label={words.until} rules={[required]}>
          <Input type="date" className="date-input" min={item.dueOn} />
        </Form.Item>
      ) : null}
      {WITH_FILES.includes(event) && open.length > 0 ? (
        <Form.Item name="done" label={words.doneRemedies}>
          <Checkbox.Group
            className="role-list"
            options={open.map(({ id, words: label }) => ({ value: id, label }))}
          />
        </Form.Item>
      ) : null}
      {WITH_FILES.includes(event) ? (
        <Form.Item
          name="evidence"
          label={words.evidence}
          rules={[
            {
              validator: (_rule, files: readonly RecordFile[]) =>
                event === "request_closure" && files.length === 0
                  ? Promise.reject(new Error(words.evidenceMissing))
                  : Promise.resolve(),
            },
          ]}
        >
          <EvidenceField unit={uploadUnit(me, item)} />
        </Form.Item>
      ) : null}
    </FormDialog>
  );
}
