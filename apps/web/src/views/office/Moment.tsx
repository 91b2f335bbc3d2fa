import { admin } from "../../strings/zh-CN-admin.ts";
import { cityDate, cityTime } from "../../ui/city-date.ts";

/** An instant to the minute, on the city's clock; `never` where there is none. */
export function Moment({ at, never = admin.never }: { at: string | null; never?: string }) {
  if (at === null) return <span className="dim">{never}</span>;
  return (
    <time dateTime={at} className="moment">
      {cityDate(at)} {cityTime(at)}
    </time>
  );
}

/** For sorting a column: later first when descending, `null` before everything. */
export function byMoment<Row>(read: (row: Row) => string | null) {
  return (a: Row, b: Row) => (read(a) ?? "").localeCompare(read(b) ?? "");
}
