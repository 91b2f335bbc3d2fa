import type { ReportEntry } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { Alert, App, Button, Segmented } from "antd";
import { useState } from "react";
import { useApi } from "../../../api/api.ts";
import { queueQuery } from "../../../api/reports.ts";
import { office } from "../../../strings/zh-CN-office.ts";
import { EntryDrawer } from "../EntryDrawer.tsx";
import { Failed, Loading } from "../PageStates.tsx";
import { ReasonDialog } from "../ReasonDialog.tsx";
import { QueueTable } from "./QueueTable.tsx";
import { useDecide } from "../use-decide.ts";
import "./review.css";

const words = office.review;
const FILTERS = ["submitted", "returned", "published"] as const;
type Filter = (typeof FILTERS)[number];

/** The reviewer's queue: look, choose, publish or return. */
export function ReviewPage() {
  const [filter, setFilter] = useState<Filter>("submitted");
  const queue = useQuery(queueQuery(useApi(), { state: filter }));
  return (
    <>
      <div className="page-title">
        <h2>{office.sections.review}</h2>
        <Segmented
          value={filter}
          onChange={setFilter}
          options={FILTERS.map((value) => ({ value, label: words.filter[value] }))}
        />
        <span className="aside keys">{words.keys}</span>
      </div>
      {queue.data !== undefined ? (
        <Queue key={filter} filter={filter} entries={queue.data.entries} more={queue.data.more} />
      ) : queue.isError ? (
        <Failed error={queue.error} retry={() => void queue.refetch()} />
      ) : (
        <Loading />
      )}
    </>
  );
}

function Queue(props: { filter: Filter; entries: readonly ReportEntry[]; more: boolean }) {
  const { entries } = props;
  const { modal } = App.useApp();
  const { decide, deciding } = useDecide();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [shown, setShown] = useState<string | null>(null);
  const [returning, setReturning] = useState(false);
  // What somebody else has decided meanwhile is chosen no longer.
  const selected = entries.filter(({ id }) => chosen.includes(id));
  const publish = () => {
    const go = () => decide("publish", selected, null).then(() => setChosen([]));
    const warned = selected.some(({ warning }) => warning !== null);
    if (!warned) return void go();
    void modal.confirm({
      title: words.publishTitle(selected.length),
      content: <Warnings entries={selected} />,
      okText: words.publishOk,
      cancelText: office.cancel,
      width: 560,
      onOk: go,
    });
  };
  return (
    <>
      {props.filter === "submitted" ? (
        <div className="queue-actions">
          <Button
            type="primary"
            disabled={selected.length === 0}
            loading={deciding}
            onClick={publish}
          >
            {words.publish(selected.length)}
          </Button>
          <Button
            danger
            disabled={selected.length === 0 || deciding}
            onClick={() => setReturning(true)}
          >
            {words.return(selected.length)}
          </Button>
        </div>
      ) : null}
      <QueueTable
        entries={entries}
        chosen={props.filter === "submitted" ? selected.map(({ id }) => id) : null}
        choose={setChosen}
        open={setShown}
        empty={words.empty[props.filter]}
        idle={shown === null && !returning}
      />
      {props.more ? <Alert type="info" title={words.more} /> : null}
      <ReasonDialog
        open={returning}
        title={words.returnTitle(selected.length)}
        onCancel={() => setReturning(false)}
        onReason={(reason) => {
          setReturning(false);
          void decide("return", selected, reason).then(() => setChosen([]));
        }}
      />
      <EntryDrawer
        entry={entries.find(({ id }) => id === shown) ?? null}
        onClose={() => setShown(null)}
      />
    </>
  );
}

function Warnings({ entries }: { entries: readonly ReportEntry[] }) {
  return (
    <ul>
      {entries
        .filter(({ warning }) => warning !== null)
        .map((entry) => (
          <li key={entry.id}>
            {entry.indicatorName} {entry.regionName} {entry.text} {entry.measureUnit}：
            <span className="tone-slow">{entry.warning}</span>
          </li>
        ))}
    </ul>
  );
}
