import type { Liaison, LiaisonAnswer, LiaisonStepRequest, NewLiaison } from "@diaodu/contracts";
import { LIAISON_SUBJECTS, LIAISON_SUBJECT_NAMES } from "@diaodu/domain";
import { useQuery } from "@tanstack/react-query";
import { Form, Input, Select } from "antd";
import { useApi } from "../../../api/api.ts";
import { itemPeopleQuery, LIAISON_KEY } from "../../../api/items.ts";
import { itemWords } from "../../../strings/zh-CN-items.ts";
import { FormDialog } from "../FormDialog.tsx";
import { PersonField } from "../PersonField.tsx";
import { personTyped } from "../person-typed.ts";
import { useStep } from "../use-step.ts";

const words = itemWords.liaisons;
const REQUIRED = [{ required: true, whitespace: true, message: itemWords.step.required }];
const BY_LABEL = { optionFilterProp: "label" } as const;

interface Typed {
  readonly leader: string;
  readonly subject: NewLiaison["subject"];
  readonly name: string;
  readonly unit: string;
  readonly region: string;
  readonly indicator: string | null;
  readonly plan: string;
}

/** A new liaison, or another leader, department or plan for one that stands. */
export function LiaisonForm(props: { liaison: Liaison | null; onClose: () => void }) {
  const { liaison, onClose } = props;
  const api = useApi();
  const step = useStep();
  const known = useQuery(itemPeopleQuery(api)).data;
  const people = known?.people ?? [];
  const [form] = Form.useForm<Typed>();
  const send = async ({ leader: typed, subject, name, unit, region, indicator, plan }: Typed) => {
    const leader = personTyped(typed, people);
    const done = await step.run(
      () => {
        if (liaison === null) {
          const body: NewLiaison = {
            leader,
            subject,
            name,
            unit,
            region,
            indicator: indicator ?? null,
            plan,
          };
          return api.send<LiaisonAnswer>("POST", "/liaisons", body);
        }
        const body: LiaisonStepRequest = {
          version: liaison.version,
          event: "amend",
          changes: { leader, name, unit, plan },
        };
        const path = `/liaisons/${encodeURIComponent(liaison.id)}/steps`;
        return api.send<LiaisonAnswer>("POST", path, body);
      },
      {
        done: () => (liaison === null ? words.begun(name) : words.saved),
        form,
        changes: [LIAISON_KEY],
      },
    );
    if (done) onClose();
  };
  const named = (list: readonly { code: string; name: string }[] = []) =>
    list.map(({ code, name }) => ({ value: code, label: name }));
  return (
    <FormDialog<Typed>
      title={liaison === null ? words.beginTitle : words.amendTitle(liaison.name)}
      ok={itemWords.form.save}
      width={640}
      busy={step.busy}
      form={form}
      initial={
        liaison === null
          ? { subject: "enterprise", indicator: null }
          : { ...liaison, leader: liaison.leader.name }
      }
      onSend={send}
      onClose={onClose}
    >
      <div className="form-grid">
        <Form.Item name="subject" label={words.subject}>
          <Select
            disabled={liaison !== null}
            options={LIAISON_SUBJECTS.map((value) => ({
              value,
              label: LIAISON_SUBJECT_NAMES[value],
            }))}
          />
        </Form.Item>
        <Form.Item name="name" label={words.name} rules={REQUIRED}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="leader" label={words.leader} rules={REQUIRED}>
          <PersonField people={people.filter(({ leader }) => leader)} />
        </Form.Item>
        <Form.Item name="unit" label={words.unit} rules={REQUIRED}>
          <Select options={named(known?.units)} showSearch={BY_LABEL} />
        </Form.Item>
        <Form.Item name="region" label={words.region} rules={REQUIRED}>
          <Select
            disabled={liaison !== null}
            options={named(known?.regions)}
            showSearch={BY_LABEL}
          />
        </Form.Item>
        <Form.Item name="indicator" label={words.indicator}>
          <Select
            allowClear
            disabled={liaison !== null}
            options={named(known?.indicators)}
            showSearch={BY_LABEL}
          />
        </Form.Item>
      </div>
      <Form.Item name="plan" label={words.plan} rules={REQUIRED}>
        <Input.TextArea rows={4} maxLength={2000} />
      </Form.Item>
    </FormDialog>
  );
}
