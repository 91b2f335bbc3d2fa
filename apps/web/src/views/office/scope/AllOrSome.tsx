import { Radio, Select } from "antd";
import { admin } from "../../../strings/zh-CN-admin.ts";
import type { Named } from "./scope-words.ts";

/** Everything, or a list of codes to choose from by name. Fits into a form's field. */
export function AllOrSome(props: {
  label: string;
  options: readonly Named[];
  loading: boolean;
  value?: "all" | readonly string[];
  onChange?: (value: "all" | string[]) => void;
}) {
  const { value = [], onChange, label } = props;
  const some = value === "all" ? null : [...value];
  return (
    <div className="all-or-some">
      <Radio.Group
        aria-label={label}
        value={some === null ? "all" : "some"}
        options={[
          { value: "all", label: admin.allOrSome.all },
          { value: "some", label: admin.allOrSome.some },
        ]}
        onChange={({ target }) => onChange?.(target.value === "all" ? "all" : [])}
      />
      {some === null ? null : (
        <Select
          mode="multiple"
          aria-label={label}
          loading={props.loading}
          value={some}
          options={props.options.map(({ code, name }) => ({ value: code, label: name }))}
          showSearch={{ optionFilterProp: "label" }}
          placeholder={admin.scope.choose}
          onChange={(codes: string[]) => onChange?.(codes)}
        />
      )}
    </div>
  );
}
