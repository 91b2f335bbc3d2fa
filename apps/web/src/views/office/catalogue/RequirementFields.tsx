import { Form } from "antd";
import { catalogueWords } from "../../../strings/zh-CN-catalogue.ts";
import { ChoiceField, choicesOf, DecimalField } from "./fields.tsx";

/** Which numbers each form of a requirement has. */
const NUMBERS: Readonly<Record<string, readonly (keyof typeof catalogueWords.numbers)[]>> = {
  floor: ["low"],
  ceiling: ["high"],
  around: ["value", "tolerance"],
  range: ["low", "high"],
  point: ["value"],
  reduction: ["value"],
};

/** The machine form of a target's words. */
export function RequirementFields({ name, label }: { name: "base" | "stretch"; label: string }) {
  const form: unknown = Form.useWatch([name, "form"]);
  return (
    <div className="form-line">
      <ChoiceField name={[name, "form"]} label={label} choices={choicesOf(catalogueWords.forms)} />
      {(typeof form === "string" ? (NUMBERS[form] ?? []) : []).map((number) => (
        <DecimalField
          key={`${String(form)}.${number}`}
          name={[name, number]}
          label={catalogueWords.numbers[number]}
        />
      ))}
    </div>
  );
}

/** Only the numbers that belong to the form: another one was chosen before, perhaps. */
export function requirementOf(typed: Record<string, unknown>): Record<string, unknown> {
  const form = String(typed["form"]);
  const numbers = (NUMBERS[form] ?? []).map((number) => [number, typed[number]] as const);
  return { form, ...Object.fromEntries(numbers) };
}
