import type { ItemPeople } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Select } from "antd";
import { useApi } from "../../../api/api.ts";
import { liaisonsQuery } from "../../../api/items.ts";
import { itemWords } from "../../../strings/zh-CN-items.ts";
import { PersonField } from "../PersonField.tsx";

const words = itemWords.form;
const REQUIRED = [{ required: true, whitespace: true, message: itemWords.step.required }];
const CHOSEN = [{ required: true, message: itemWords.step.required }];
const BY_LABEL = { optionFilterProp: "label" } as const;

/** What an item says: problem, responsibility, measures. */
export function ContentsFields({ known }: { known: ItemPeople }) {
  const liaisons = useQuery(liaisonsQuery(useApi()));
  const units = known.units.map(({ code, name }) => ({ value: code, label: name }));
  const leaders = known.people.filter(({ leader }) => leader);
  return (
    <>
      <Form.Item name="title" label={words.title} rules={REQUIRED}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="problem" label={words.problem} rules={REQUIRED}>
        <Input.TextArea rows={3} maxLength={1000} />
      </Form.Item>
      <div className="form-grid">
        <Form.Item name="unit" label={words.unit} rules={CHOSEN}>
          <Select options={units} showSearch={BY_LABEL} />
        </Form.Item>
        <Form.Item name="coUnits" label={words.coUnits}>
          <Select mode="multiple" options={units} showSearch={BY_LABEL} />
        </Form.Item>
        <Form.Item name="person" label={words.person} rules={REQUIRED}>
          <PersonField people={known.people} />
        </Form.Item>
        <Form.Item name="leader" label={words.leader}>
          <PersonField people={leaders} />
        </Form.Item>
        <Form.Item name="dueOn" label={words.dueOn} rules={REQUIRED}>
          <Input type="date" className="date-input" />
        </Form.Item>
        <Form.Item name="liaison" label={words.liaison}>
          <Select
            allowClear
            showSearch={BY_LABEL}
            options={(liaisons.data?.liaisons ?? [])
              .filter(({ state }) => state === "active")
              .map(({ id, name, leader }) => ({ value: id, label: `${name}（${leader.name}）` }))}
          />
        </Form.Item>
      </div>
      <Form.List name="remedies">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <fieldset key={key} className="remedy-fields">
                <legend>{words.remedy(name + 1)}</legend>
                <Form.Item name={[name, "words"]} rules={REQUIRED}>
                  <Input
                    aria-label={words.remedy(name + 1)}
                    placeholder={words.remedies}
                    maxLength={500}
                  />
                </Form.Item>
                <Form.Item name={[name, "unit"]} rules={CHOSEN}>
                  <Select
                    aria-label={words.remedyUnit(name + 1)}
                    placeholder={itemWords.unit}
                    options={units}
                    showSearch={BY_LABEL}
                  />
                </Form.Item>
                <Form.Item name={[name, "person"]} rules={REQUIRED}>
                  <Input
                    aria-label={words.remedyPerson(name + 1)}
                    placeholder={words.person}
                    maxLength={40}
                  />
                </Form.Item>
                <Form.Item name={[name, "dueOn"]} rules={REQUIRED}>
                  <Input type="date" aria-label={words.remedyDueOn(name + 1)} />
                </Form.Item>
                <Button type="link" danger size="small" onClick={() => remove(name)}>
                  {words.removeRemedy(name + 1)}
                </Button>
              </fieldset>
            ))}
            <Button onClick={() => add({})}>{words.addRemedy}</Button>
          </>
        )}
      </Form.List>
    </>
  );
}
