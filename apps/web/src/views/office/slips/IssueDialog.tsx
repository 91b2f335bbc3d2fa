import type { NewSlip, SlipAnswerOnWire } from "@diaodu/contracts";
import { RUNG_NAMES, RUNGS } from "@diaodu/domain";
import { useQuery } from "@tanstack/react-query";
import { Form, Input, Radio, Select } from "antd";
import { useApi } from "../../../api/api.ts";
import { itemPeopleQuery, itemsQuery } from "../../../api/items.ts";
import { SLIP_KEY } from "../../../api/slips.ts";
import { slipWords } from "../../../strings/zh-CN-slips.ts";
import { FormDialog } from "../FormDialog.tsx";
import { useStep } from "../use-step.ts";

const words = slipWords.issue;
const KINDS = ["indicator", "unit", "item"] as const;
const BY_LABEL = { optionFilterProp: "label" } as const;

interface Typed {
  readonly rung: NewSlip["rung"];
  readonly about: {
    readonly kind: (typeof KINDS)[number];
    readonly indicator?: string;
    readonly region?: string;
    readonly unit?: string;
    readonly item?: string;
  };
  readonly title: string;
  readonly words: string;
  readonly answerBy?: string;
}

/** A slip by hand. */
export function IssueDialog({ onClose }: { onClose: () => void }) {
  const api = useApi();
  const step = useStep();
  const [form] = Form.useForm<Typed>();
  const known = useQuery(itemPeopleQuery(api)).data;
  const items = useQuery(itemsQuery(api, { state: "open" })).data?.items ?? [];
  const kind = Form.useWatch(["about", "kind"], form) ?? "indicator";
  const send = async (typed: Typed) => {
    const { answerBy = "", ...said } = typed;
    // Which fields there are goes by the kind that was chosen.
    const body = { ...said, answerBy: answerBy === "" ? null : answerBy } as NewSlip;
    const done = await step.run(() => api.send<SlipAnswerOnWire>("POST", "/slips", body), {
      done: ({ slip }) => words.done(slip.number),
      form,
      changes: [SLIP_KEY],
    });
    if (done) onClose();
  };
  const required = { required: true, message: slipWords.answer.required };
  const named = (list: readonly { code: string; name: string }[] | undefined) =>
    (list ?? []).map(({ code, name }) => ({ value: code, label: name }));
  return (
    <FormDialog<Typed>
      title={words.title}
      ok={words.ok}
      width={640}
      busy={step.busy}
      form={form}
      initial={{ rung: "notice", about: { kind: "indicator" } }}
      onSend={send}
      onClose={onClose}
    >
      <div className="form-grid">
        <Form.Item name="rung" label={slipWords.rung}>
          <Radio.Group
            optionType="button"
            options={RUNGS.map((value) => ({ value, label: RUNG_NAMES[value] }))}
          />
        </Form.Item>
        <Form.Item name={["about", "kind"]} label={words.about}>
          <Radio.Group
            optionType="button"
            options={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
          />
        </Form.Item>
        {kind === "indicator" ? (
          <>
            <Form.Item
              name={["about", "indicator"]}
              label={words.indicator}
              rules={[required]}
              preserve={false}
            >
              <Select options={named(known?.indicators)} showSearch={BY_LABEL} />
            </Form.Item>
            <Form.Item
              name={["about", "region"]}
              label={words.region}
              rules={[required]}
              preserve={false}
            >
              <Select options={named(known?.regions)} showSearch={BY_LABEL} />
            </Form.Item>
          </>
        ) : null}
        {kind === "item" ? (
          <Form.Item
            name={["about", "item"]}
            label={words.item}
            rules={[required]}
            preserve={false}
          >
            <Select
              options={items.map(({ id, title, unitName }) => ({
                value: id,
                label: `${title}（${unitName}）`,
              }))}
              showSearch={BY_LABEL}
            />
          </Form.Item>
        ) : (
          <Form.Item
            name={["about", "unit"]}
            label={words.unit}
            preserve={false}
            rules={kind === "unit" ? [required] : []}
            extra={kind === "unit" ? undefined : words.unitHint}
          >
            <Select allowClear options={named(known?.units)} showSearch={BY_LABEL} />
          </Form.Item>
        )}
      </div>
      <Form.Item name="title" label={words.heading} rules={[{ ...required, whitespace: true }]}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="words" label={words.words} rules={[{ ...required, whitespace: true }]}>
        <Input.TextArea rows={3} maxLength={1000} />
      </Form.Item>
      <Form.Item name="answerBy" label={words.answerBy} extra={words.answerByHint}>
        <Input type="date" className="date-input" />
      </Form.Item>
    </FormDialog>
  );
}
