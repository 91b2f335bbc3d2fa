import type { ImportJob } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { Empty, Select } from "antd";
import { useState } from "react";
import { useApi } from "../../../api/api.ts";
import { sheetsQuery } from "../../../api/reports.ts";
import { office } from "../../../strings/zh-CN-office.ts";
import { Failed, Loading } from "../PageStates.tsx";
import { DropFile } from "./DropFile.tsx";
import { JobView } from "./JobView.tsx";
import "./import.css";

const words = office.import;

/** A filled template becomes reports: read, shown, then handed in whole or not at all. */
export function ImportPage() {
  const sheets = useQuery(sheetsQuery(useApi()));
  const [chosen, setChosen] = useState<string | null>(null);
  const [job, setJob] = useState<ImportJob | null>(null);
  if (sheets.data === undefined) {
    if (sheets.isError) return <Failed error={sheets.error} retry={() => void sheets.refetch()} />;
    return <Loading />;
  }
  const { units } = sheets.data;
  const unit = units.find((row) => row.unit === chosen) ?? units[0];
  if (unit === undefined) return <Empty description={office.report.empty} />;
  return (
    <>
      <div className="page-title">
        <h2>{office.sections.import}</h2>
        {units.length === 1 ? (
          <b>{unit.unitName}</b>
        ) : (
          <Select
            aria-label={words.unit}
            value={unit.unit}
            disabled={job !== null}
            options={units.map((row) => ({ value: row.unit, label: row.unitName }))}
            onChange={setChosen}
            popupMatchSelectWidth={false}
          />
        )}
        <span className="aside">{sheets.data.roundLabel}</span>
        <a href={`/api/v1/reports/template.xlsx?${new URLSearchParams({ unit: unit.unit })}`}>
          {words.template}
        </a>
      </div>
      {job === null ? (
        <DropFile unit={unit.unit} onJob={setJob} />
      ) : (
        <JobView key={job.id} job={job} onAgain={() => setJob(null)} />
      )}
    </>
  );
}
