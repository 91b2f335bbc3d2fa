import type { Item, ItemAnswer, ItemPeople, ItemStepRequest } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { Form, Input, Modal } from "antd";
import { useApi } from "../../../api/api.ts";
import { ITEM_KEY, itemPeopleQuery } from "../../../api/items.ts";
import { itemWords } from "../../../strings/zh-CN-items.ts";
import { FormDialog } from "../FormDialog.tsx";
import { Failed, Loading } from "../PageStates.tsx";
import { useStep } from "../use-step.ts";
import { ContentsFields } from "./ContentsFields.tsx";
import { changedContents, contentsOf, type TypedContents } from "./typed-contents.ts";

const words = itemWords.form;

interface Typed extends TypedContents {
  readonly words: string;
}

/** 调整: measures, people and deadline, with a reason. */
export function AmendDialog({ item, onClose }: { item: Item; onClose: () => void }) {
  const people = useQuery(itemPeopleQuery(useApi()));
  if (people.data !== undefined) return <Amend item={item} known={people.data} onClose={onClose} />;
  return (
    <Modal open footer={null} title={words.amendTitle} onCancel={onClose}>
      {people.isError ? (
        <Failed error={people.error} retry={() => void people.refetch()} />
      ) : (
        <Loading />
      )}
    </Modal>
  );
}

function Amend(props: { item: Item; known: ItemPeople; onClose: () => void }) {
  const { item, known, onClose } = props;
  const api = useApi();
  const step = useStep();
  const [form] = Form.useForm<Typed>();
  const send = async (typed: Typed) => {
    const body: ItemStepRequest = {
      version: item.version,
      event: "amend",
      words: typed.words,
      changes: changedContents(item, typed, known.people),
    };
    const path = `/items/${encodeURIComponent(item.id)}/steps`;
    const done = await step.run(() => api.send<ItemAnswer>("POST", path, body), {
      done: () => words.amended,
      form,
      changes: [ITEM_KEY],
    });
    if (done) onClose();
  };
  return (
    <FormDialog<Typed>
      title={words.amendTitle}
      ok={words.save}
      width={720}
      busy={step.busy}
      form={form}
      initial={{ ...contentsOf(item) }}
      onSend={send}
      onClose={onClose}
    >
      <ContentsFields known={known} />
      <Form.Item
        name="words"
        label={itemWords.step.words.amend}
        className="amend-reason"
        rules={[{ required: true, whitespace: true, message: itemWords.step.required }]}
      >
        <Input maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}
