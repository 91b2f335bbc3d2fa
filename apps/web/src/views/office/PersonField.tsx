import type { ItemPeople } from "@diaodu/contracts";
import { AutoComplete } from "antd";

/** Somebody of the list, or anybody else by name. */
export function PersonField(props: {
  people: ItemPeople["people"];
  id?: string;
  value?: string;
  onChange?: (name: string) => void;
}) {
  const names = [...new Set(props.people.map(({ name }) => name))];
  return (
    <AutoComplete
      {...(props.id === undefined ? {} : { id: props.id })}
      {...(props.value === undefined ? {} : { value: props.value })}
      {...(props.onChange === undefined ? {} : { onChange: props.onChange })}
      options={names.map((value) => ({ value }))}
      showSearch={{ filterOption: (typed, option) => option?.value.includes(typed) === true }}
    />
  );
}
