import type { CellVerdict, ImportCell, ImportCells, ImportJob } from "@diaodu/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Segmented, Table, Tag, type TableColumnsType } from "antd";
import { useState } from "react";
import { useApi } from "../../../api/api.ts";
import { zhDetail } from "../../../strings/zh-CN-detail.ts";
import { office } from "../../../strings/zh-CN-office.ts";

const words = office.import;
const VERDICTS = ["refused", "warned", "changed", "new", "unchanged", "ignored"] as const;
/** As many as the server sends at once. */
const PAGE = 200;

const COLORS: Readonly<Record<CellVerdict, string>> = {
  refused: "error",
  warned: "warning",
  changed: "processing",
  new: "success",
  unchanged: "default",
  ignored: "default",
};

/** Every cell that was read, what was made of it, and why; refused ones first. */
export function CellTable(props: { job: string; counts: NonNullable<ImportJob["counts"]> }) {
  const { job, counts } = props;
  const api = useApi();
  const [verdict, setVerdict] = useState<CellVerdict | "all">(
    counts.refused > 0 ? "refused" : "all",
  );
  const [page, setPage] = useState(1);
  const cells = useQuery({
    queryKey: ["imports", job, "cells", verdict, page],
    queryFn: ({ signal }) => {
      const asked = new URLSearchParams({ offset: String((page - 1) * PAGE) });
      if (verdict !== "all") asked.set("verdict", verdict);
      return api.get<ImportCells>(`/imports/${job}/cells?${asked}`, signal);
    },
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
  const all = VERDICTS.reduce((sum, name) => sum + counts[name], 0);
  return (
    <>
      <Segmented
        className="verdicts"
        value={verdict}
        onChange={(value) => {
          setVerdict(value);
          setPage(1);
        }}
        options={[
          { value: "all" as const, label: `${words.verdict.all} ${all}` },
          ...VERDICTS.filter((name) => counts[name] > 0).map((name) => ({
            value: name,
            label: `${words.verdict[name]} ${counts[name]}`,
          })),
        ]}
      />
      <div className="table-scroll">
        <Table<ImportCell>
          className="cells row-cards"
          rowKey={(cell) => `${cell.sheet}!${cell.cell}`}
          size="small"
          loading={cells.isFetching}
          dataSource={cells.data?.cells ?? []}
          columns={COLUMNS}
          locale={{ emptyText: words.nothingHere }}
          pagination={{
            current: page,
            pageSize: PAGE,
            total: cells.data?.total ?? 0,
            onChange: setPage,
            showSizeChanger: false,
            hideOnSinglePage: true,
          }}
        />
      </div>
    </>
  );
}

const COLUMNS: TableColumnsType<ImportCell> = [
  {
    title: words.columns.verdict,
    key: "verdict",
    render: (_, { verdict }) => <Tag color={COLORS[verdict]}>{words.verdict[verdict]}</Tag>,
  },
  {
    title: words.columns.cell,
    key: "cell",
    render: (_, cell) => (
      <>
        <b>{cell.cell}</b> <span className="dim">{cell.sheet}</span>
      </>
    ),
  },
  { title: words.columns.raw, dataIndex: "raw", align: "right", className: "cell-raw" },
  {
    title: words.columns.value,
    key: "value",
    align: "right",
    render: (_, { value }) =>
      value === null ? null : (
        <>
          <span className="cell-label">{words.columns.value} </span>
          <b>{value}</b>
        </>
      ),
  },
  {
    title: words.columns.before,
    key: "before",
    align: "right",
    render: (_, { before }) =>
      before === null ? null : (
        <>
          <span className="cell-label">{words.columns.before} </span>
          {before}
        </>
      ),
  },
  {
    title: words.columns.message,
    key: "message",
    className: "cell-line",
    render: (_, { message, verdict }) => (
      <span className={verdict === "refused" ? "tone-behind" : "dim"}>{message}</span>
    ),
  },
  {
    title: words.columns.figure,
    key: "figure",
    className: "cell-line",
    render: (_, cell) => figureWords(cell),
  },
];

/** Level and growth of one indicator stand side by side: only the measure tells them apart. */
function figureWords({ indicatorName, measure, regionName, periodLabel }: ImportCell): string {
  const measured = measure === null ? null : zhDetail.measureInFull[measure];
  return [indicatorName, measured, regionName, periodLabel].filter((part) => part).join(" · ");
}
