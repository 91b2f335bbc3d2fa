import { useQuery } from "@tanstack/react-query";
import { Empty, Select } from "antd";
import { useSearch } from "wouter";
import { useBrowserLocation } from "wouter/use-browser-location";
import { useApi } from "../../../api/api.ts";
import { sheetQuery, sheetsQuery } from "../../../api/reports.ts";
import { office } from "../../../strings/zh-CN-office.ts";
import { dayLabel } from "../../../ui/city-date.ts";
import { Failed, Loading } from "../PageStates.tsx";
import { SheetForm } from "./SheetForm.tsx";
import "./report.css";

const words = office.report;

/** The sheet of the reporter's unit; with several units, of the one chosen in the address. */
export function ReportPage() {
  const sheets = useQuery(sheetsQuery(useApi()));
  const asked = new URLSearchParams(useSearch()).get("unit");
  const [here, go] = useBrowserLocation();
  if (sheets.data === undefined) {
    if (sheets.isError) return <Failed error={sheets.error} retry={() => void sheets.refetch()} />;
    return <Loading />;
  }
  const { units } = sheets.data;
  const unit = units.find((row) => row.unit === asked) ?? units[0];
  if (unit === undefined) return <Empty description={words.empty} />;
  return (
    <UnitSheet
      unit={unit.unit}
      chooser={
        units.length === 1 ? null : (
          <Select
            aria-label={words.unit}
            value={unit.unit}
            options={units.map((row) => ({ value: row.unit, label: row.unitName }))}
            onChange={(code: string) => go(`${here}?unit=${code}`, { replace: true })}
            popupMatchSelectWidth={false}
          />
        )
      }
    />
  );
}

function UnitSheet({ unit, chooser }: { unit: string; chooser: React.ReactNode }) {
  const sheet = useQuery(sheetQuery(useApi(), unit));
  if (sheet.data === undefined) {
    if (sheet.isError) return <Failed error={sheet.error} retry={() => void sheet.refetch()} />;
    return <Loading />;
  }
  const { data } = sheet;
  return (
    <>
      <div className="page-title">
        <h2>{office.sections.report}</h2>
        {chooser ?? <b>{data.unitName}</b>}
        <span className="aside">
          {data.roundLabel} · {words.closes(dayLabel(data.closesOn))}
        </span>
      </div>
      {data.fields.length === 0 ? (
        <Empty description={words.empty}>{words.emptyMore}</Empty>
      ) : (
        <SheetForm key={`${data.unit}|${data.round}`} sheet={data} />
      )}
    </>
  );
}
