import type { ReportEntry } from "@diaodu/contracts";
import { ENTRY_STATE_NAMES, exact, formatSigned } from "@diaodu/domain";
import { Button, Tag, type TableColumnsType } from "antd";
import { originWords } from "../../../strings/zh-CN-origin.ts";
import { office } from "../../../strings/zh-CN-office.ts";
import { momentLabel } from "../../../ui/city-date.ts";

const words = office.review;

/** What a reviewer weighs, one column each; filters offer what the queue holds. */
export function queueColumns(
  entries: readonly ReportEntry[],
  open: (id: string) => void,
): TableColumnsType<ReportEntry> {
  const choices = (pick: (entry: ReportEntry) => string) =>
    [...new Set(entries.map(pick))].map((value) => ({ text: value, value }));
  return [
    {
      title: words.columns.figure,
      key: "figure",
      className: "cell-figure",
      filters: choices(({ indicatorName }) => indicatorName),
      onFilter: (value, entry) => entry.indicatorName === value,
      sorter: (a, b) => a.indicatorName.localeCompare(b.indicatorName, "zh-CN"),
      render: (_, entry) => (
        <>
          <b>{entry.indicatorName}</b> <span className="dim">{entry.measureName}</span>
        </>
      ),
    },
    {
      title: words.columns.region,
      dataIndex: "regionName",
      filters: choices(({ regionName }) => regionName),
      onFilter: (value, entry) => entry.regionName === value,
      sorter: (a, b) => a.region.localeCompare(b.region),
    },
    { title: words.columns.period, dataIndex: "periodLabel" },
    {
      title: words.columns.value,
      key: "value",
      align: "right",
      sorter: (a, b) => exact(a.value).comparedTo(b.value),
      render: (_, { text, measureUnit }) => (
        <>
          <b>{text}</b> <span className="dim">{measureUnit}</span>
        </>
      ),
    },
    {
      title: words.columns.published,
      key: "published",
      align: "right",
      render: (_, entry) =>
        entry.published === null ? (
          <span className="dim">{words.first}</span>
        ) : (
          <>
            <span className="cell-label">{words.columns.published} </span>
            {entry.difference ?? <span className="dim">{words.same}</span>}
            <div className="dim">{entry.published.text}</div>
          </>
        ),
    },
    {
      title: words.columns.before,
      key: "before",
      align: "right",
      render: (_, entry) => (entry.before === null ? null : <Before entry={entry} />),
    },
    {
      title: words.columns.note,
      key: "note",
      className: "cell-note",
      filters: [{ text: words.columns.note, value: true }],
      onFilter: (_, { warning }) => warning !== null,
      render: (_, entry) => <Notes entry={entry} />,
    },
    {
      title: words.columns.by,
      key: "by",
      filters: choices(({ unitName }) => unitName),
      onFilter: (value, { unitName }) => unitName === value,
      sorter: (a, b) => a.submittedAt.localeCompare(b.submittedAt),
      render: (_, entry) => (
        <>
          <div>{entry.unitName}</div>
          <div>{entry.submittedBy}</div>
          <div className="dim">
            {momentLabel(entry.submittedAt)} · {originWords.origin(entry.origin)}
          </div>
        </>
      ),
    },
    {
      title: words.columns.state,
      key: "state",
      className: "cell-state",
      render: (_, entry) => (
        <>
          <Tag>{ENTRY_STATE_NAMES[entry.state]}</Tag>
          <Button type="link" size="small" onClick={() => open(entry.id)}>
            {words.history}
          </Button>
        </>
      ),
    },
  ];
}

/** The step from the period before, in the decimals that the two values have. */
function Before({ entry: { value, before } }: { entry: ReportEntry }) {
  if (before === null) return null;
  const decimals = Math.max(...[value, before.value].map((v) => v.split(".")[1]?.length ?? 0));
  const step = exact(value).minus(before.value);
  return (
    <>
      <span className="cell-label">{words.columns.before} </span>
      {step.isZero() ? words.unchanged : formatSigned(step, decimals)}
      <div className="dim">
        {before.periodLabel} {before.text}
      </div>
    </>
  );
}

function Notes({ entry }: { entry: ReportEntry }) {
  const { attachment } = entry;
  return (
    <div className="notes">
      {entry.warning === null ? null : <p className="tone-slow">{entry.warning}</p>}
      {entry.state === "returned" && entry.decisionReason !== null ? (
        <p className="tone-behind">
          {words.decisionOf(entry.decidedBy ?? "", entry.decisionReason)}
        </p>
      ) : null}
      {entry.reason === null ? null : <p>{words.reasonOf(entry.reason)}</p>}
      {entry.note === null ? null : <p>{entry.note}</p>}
      {attachment === null ? null : (
        <a href={`/api/v1/attachments/${attachment.id}`}>{attachment.name}</a>
      )}
    </div>
  );
}
