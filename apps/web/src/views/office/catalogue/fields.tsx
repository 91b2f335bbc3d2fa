import { Form, Input, InputNumber, Select, Switch } from "antd";
import type { ReactNode } from "react";
import { catalogueWords } from "../../../strings/zh-CN-catalogue.ts";
import { choices } from "./definition-list.ts";
import type { Names } from "./definition-list.ts";

/** Path of a field within a definition. */
type FieldName = string | (string | number)[];

interface FieldProps {
  readonly name: FieldName;
  readonly label: string;
  readonly more?: string;
  /** A definition's key stays what it is. */
  readonly fixed?: boolean;
  readonly optional?: boolean;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Options of a table code → name. */
export function choicesOf(names: Readonly<Record<string, string>>): Choice[] {
  return Object.entries(names).map(([value, label]) => ({ value, label }));
}

function Item(props: FieldProps & { children: ReactNode; type?: "array"; boolean?: boolean }) {
  const required = props.optional !== true && props.boolean !== true;
  return (
    <Form.Item
      name={props.name}
      label={props.label}
      extra={props.more}
      rules={[{ required }]}
      {...(props.boolean === true ? { valuePropName: "checked" } : {})}
    >
      {props.children}
    </Form.Item>
  );
}

export function TextField(props: FieldProps & { max: number }) {
  return (
    <Item {...props}>
      <Input maxLength={props.max} disabled={props.fixed ?? false} />
    </Item>
  );
}

export function NumberField(props: FieldProps & { low: number; high: number }) {
  return (
    <Item {...props}>
      <InputNumber min={props.low} max={props.high} precision={0} disabled={props.fixed ?? false} />
    </Item>
  );
}

/** A decimal stays text from the keyboard to the database. */
export function DecimalField(props: FieldProps) {
  return (
    <Form.Item
      name={props.name}
      label={props.label}
      normalize={(typed: string) => typed.trim()}
      rules={[
        { required: props.optional !== true },
        { pattern: /^-?\d+(\.\d+)?$/u, message: catalogueWords.decimal },
      ]}
    >
      <Input inputMode="decimal" className="decimal-input" />
    </Form.Item>
  );
}

export function DayField(props: FieldProps) {
  return (
    <Item {...props}>
      <Input type="date" className="date-input" disabled={props.fixed ?? false} />
    </Item>
  );
}

export function ChoiceField(props: FieldProps & { choices: readonly Choice[] }) {
  return (
    <Item {...props}>
      <Select
        options={[...props.choices]}
        disabled={props.fixed ?? false}
        allowClear={props.optional ?? false}
        showSearch={{ optionFilterProp: "label" }}
      />
    </Item>
  );
}

export function ManyField(props: FieldProps & { choices: readonly Choice[] }) {
  return (
    <Item {...props} type="array">
      <Select
        mode="multiple"
        options={[...props.choices]}
        showSearch={{ optionFilterProp: "label" }}
      />
    </Item>
  );
}

export function SwitchField(props: FieldProps) {
  return (
    <Item {...props} boolean>
      <Switch />
    </Item>
  );
}

/** Which indicator of which region: part of the key of whatever is set for one series. */
export function SeriesFields({ names, fixed }: { names: Names; fixed: boolean }) {
  return (
    <>
      <ChoiceField
        name="indicator"
        label={catalogueWords.fields.indicator}
        choices={choices(names.indicators)}
        fixed={fixed}
      />
      <ChoiceField
        name="region"
        label={catalogueWords.fields.region}
        choices={choices(names.regions)}
        fixed={fixed}
      />
    </>
  );
}

/** Why it changes: kept with the version, and asked of every change of the catalogue. */
export function ReasonField({ autoFocus = false }: { autoFocus?: boolean }) {
  return (
    <Form.Item
      name="reason"
      label={catalogueWords.reason}
      extra={catalogueWords.reasonMore}
      rules={[{ required: true, whitespace: true }]}
    >
      <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} autoFocus={autoFocus} />
    </Form.Item>
  );
}
