import type { TableColumnType } from "antd";
import type { ReactNode } from "react";
import type { Named } from "../scope/scope-words.ts";
import { nameIn } from "./definition-list.ts";

/**
 * A column of names that can be narrowed to some of them.
 *
 * @param field holds the code
 * @param render the name as it stands in the cell
 */
export function nameColumn<Field extends string, Row extends Readonly<Record<Field, string>>>(
  title: string,
  field: Field,
  known: readonly Named[],
  render: (name: string) => ReactNode = (name) => name,
): TableColumnType<Row> {
  return {
    title,
    key: field,
    filters: known.map(({ code, name }) => ({ value: code, text: name })),
    filterSearch: true,
    onFilter: (value, row) => row[field] === value,
    render: (_, row) => render(nameIn(known, row[field])),
  };
}
