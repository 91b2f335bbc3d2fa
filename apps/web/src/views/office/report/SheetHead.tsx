import { office } from "../../../strings/zh-CN-office.ts";

const COLUMNS = ["indicator", "region", "period", "last", "value", "more", "state"] as const;

export function SheetHead() {
  return (
    <thead>
      <tr>
        {COLUMNS.map((column) => (
          <th key={column} scope="col" className={`col-${column}`}>
            {office.report.columns[column]}
          </th>
        ))}
      </tr>
    </thead>
  );
}
