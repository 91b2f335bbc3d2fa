import { LIGHT_NAMES } from "@diaodu/domain";
import { Button, Checkbox, Form, Input, Select } from "antd";
import { catalogueWords } from "../../../strings/zh-CN-catalogue.ts";

const words = catalogueWords.bands;
export const RULED = (["behind", "slow", "on"] as const).map((value) => ({
  value,
  label: LIGHT_NAMES[value],
}));
const NEW = { light: "slow", from: null, fromInclusive: false, to: null, toInclusive: true };

/** Intervals of shortfall, each with the light that it gets; an empty end is unbounded. */
export function BandList({ name, label }: { name: string; label: string }) {
  return (
    <Form.List name={["method", name]}>
      {(rows, { add, remove }) => (
        <fieldset className="bands">
          <legend>{label}</legend>
          {rows.map((row) => (
            <div key={row.key} className="form-line">
              <Form.Item name={[row.name, "light"]} label={words.light}>
                <Select options={RULED} />
              </Form.Item>
              <End row={row.name} name="from" />
              <End row={row.name} name="to" />
              <Button type="text" danger onClick={() => remove(row.name)}>
                {words.remove}
              </Button>
            </div>
          ))}
          <Button onClick={() => add(NEW)}>{words.add}</Button>
        </fieldset>
      )}
    </Form.List>
  );
}

function End({ row, name }: { row: number; name: "from" | "to" }) {
  return (
    <>
      <Form.Item
        name={[row, name]}
        label={words[name]}
        normalize={(typed: string) => (typed.trim() === "" ? null : typed.trim())}
        rules={[{ pattern: /^-?\d+(\.\d+)?$/u, message: catalogueWords.decimal }]}
      >
        <Input inputMode="decimal" placeholder={words.unbounded} className="decimal-input" />
      </Form.Item>
      <Form.Item name={[row, `${name}Inclusive`]} valuePropName="checked" label=" ">
        <Checkbox>{words.inclusive}</Checkbox>
      </Form.Item>
    </>
  );
}
