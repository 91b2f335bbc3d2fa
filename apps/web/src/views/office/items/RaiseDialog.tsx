import type { ItemAnswer, ItemPeople, NewItem } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Form, Modal, Select } from "antd";
import { useEffect } from "react";
import { useApi } from "../../../api/api.ts";
import { ITEM_KEY, itemPeopleQuery, LIAISON_KEY } from "../../../api/items.ts";
import { itemWords } from "../../../strings/zh-CN-items.ts";
import { FormDialog } from "../FormDialog.tsx";
import { Failed, Loading } from "../PageStates.tsx";
import { useStep } from "../use-step.ts";
import { ContentsFields } from "./ContentsFields.tsx";
import { sentContents, type TypedContents } from "./typed-contents.ts";
import { useFilled } from "./use-filled.ts";

const words = itemWords.form;

interface Typed extends TypedContents {
  readonly indicator: string | null;
  readonly region: string;
}

interface RaiseProps {
  /** `indicator:region` of a light, or nothing. */
  readonly from: string;
  readonly onClose: () => void;
  /** Shows the item that was raised before from the same light. */
  readonly onStanding: (id: string) => void;
}

/** 交办: by hand, or with everything filled in that a light knows. */
export function RaiseDialog(props: RaiseProps) {
  const people = useQuery(itemPeopleQuery(useApi()));
  if (people.data !== undefined) return <Raise {...props} known={people.data} />;
  return (
    <Modal open footer={null} title={words.raiseTitle} onCancel={props.onClose}>
      {people.isError ? (
        <Failed error={people.error} retry={() => void people.refetch()} />
      ) : (
        <Loading />
      )}
    </Modal>
  );
}

function Raise({ known, from, onClose, onStanding }: RaiseProps & { known: ItemPeople }) {
  const api = useApi();
  const step = useStep();
  const [form] = Form.useForm<Typed>();
  const [indicator = null, region = known.regions[0]?.code ?? ""] =
    from === "" ? [] : from.split(":");
  const filled = useFilled(form);
  const { fill } = filled;
  useEffect(() => {
    if (from !== "") void fill();
  }, [from, fill]);
  const send = async (typed: Typed) => {
    const contents = sentContents(typed, known.people);
    const light = { indicator: typed.indicator ?? "", region: typed.region };
    const body: NewItem =
      filled.of === `${light.indicator}:${light.region}`
        ? { ...contents, from: light }
        : { ...contents, indicator: typed.indicator ?? null, region: typed.region };
    const done = await step.run(() => api.send<ItemAnswer>("POST", "/items", body), {
      done: ({ item }) => words.raised(item.unitName),
      form,
      changes: [ITEM_KEY, LIAISON_KEY],
    });
    if (done) onClose();
  };
  const named = (list: readonly { code: string; name: string }[]) =>
    list.map(({ code, name }) => ({ value: code, label: name }));
  return (
    <FormDialog<Typed>
      title={words.raiseTitle}
      ok={itemWords.raise}
      width={720}
      busy={step.busy}
      form={form}
      initial={{ indicator, region, coUnits: [], remedies: [], leader: "", liaison: null }}
      onSend={send}
      onClose={onClose}
    >
      <div className="raise-light">
        <Form.Item name="indicator" label={words.about}>
          <Select
            allowClear
            options={named(known.indicators)}
            showSearch={{ optionFilterProp: "label" }}
          />
        </Form.Item>
        <Form.Item
          name="region"
          label={words.region}
          rules={[{ required: true, message: itemWords.step.required }]}
        >
          <Select options={named(known.regions)} showSearch={{ optionFilterProp: "label" }} />
        </Form.Item>
        <Button loading={filled.busy} onClick={() => void fill()}>
          {words.fill}
        </Button>
      </div>
      {filled.standing === null ? null : (
        <Alert
          type="warning"
          showIcon
          title={words.standing}
          action={
            <Button size="small" onClick={() => onStanding(filled.standing ?? "")}>
              {words.openStanding}
            </Button>
          }
        />
      )}
      {filled.note === null ? null : <Alert type="info" showIcon title={filled.note} />}
      <ContentsFields known={known} />
    </FormDialog>
  );
}
