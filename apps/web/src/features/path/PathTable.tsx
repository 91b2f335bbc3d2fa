import type { Tile } from "@diaodu/contracts";
import { groupDigits } from "@diaodu/domain/figure-text";
import { zhDetail } from "../../strings/zh-CN-detail.ts";
import { signedNumber } from "../../ui/GrowthsBar.tsx";
import { type PathRow, pathRows } from "./path-model.ts";

const COLUMNS: readonly {
  name: string;
  read: (row: PathRow) => number | null;
  print: (value: number) => string;
}[] = [
  { name: zhDetail.path.actual, read: (row) => row.level, print: plain },
  {
    name: zhDetail.path.growth,
    read: (row) => row.growth,
    print: (value) => `${signedNumber(value)}%`,
  },
  { name: zhDetail.path.plan, read: (row) => row.plan, print: plain },
  { name: zhDetail.path.lastYear, read: (row) => row.lastYear, print: plain },
];

function plain(value: number): string {
  return groupDigits(String(Math.round(value * 100) / 100));
}

/** The numbers behind the path chart; columns without any number are left out. */
export function PathTable({ tile }: { tile: Tile }) {
  const rows = pathRows(tile.series);
  if (rows.length === 0) return null;
  const columns = COLUMNS.filter((column) => rows.some((row) => column.read(row) !== null));
  return (
    <details className="behind-chart">
      <summary>{zhDetail.path.table}</summary>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{zhDetail.path.period}</th>
            {columns.map((column) => (
              <th key={column.name} scope="col">
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              {columns.map((column) => {
                const value = column.read(row);
                return <td key={column.name}>{value === null ? "—" : column.print(value)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
