import type { ReportEntry } from "@diaodu/contracts";
import { ENTRY_STATE_NAMES } from "@diaodu/domain";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Empty, Tag } from "antd";
import { useState } from "react";
import { useApi } from "../../../api/api.ts";
import { offers } from "../../../api/me.ts";
import { REPORTS_KEY } from "../../../api/office-live.ts";
import { wordsOf } from "../../../api/problem.ts";
import { queueQuery } from "../../../api/reports.ts";
import { office } from "../../../strings/zh-CN-office.ts";
import { momentLabel } from "../../../ui/city-date.ts";
import { EntryDrawer } from "../EntryDrawer.tsx";
import { useMe } from "../me-context.ts";
import { Failed, Loading } from "../PageStates.tsx";
import { ReasonDialog } from "../ReasonDialog.tsx";
import { useDecide } from "../use-decide.ts";

const words = office.progress;

/** What one unit has sent, and the way to give a figure back. */
export function UnitEntries({ unit }: { unit: string }) {
  const queue = useQuery(queueQuery(useApi(), { unit }));
  const [shown, setShown] = useState<ReportEntry | null>(null);
  const [returning, setReturning] = useState<ReportEntry | null>(null);
  const giveBack = useGiveBack();
  const me = useMe();
  if (queue.data === undefined) {
    if (queue.isError) return <Failed error={queue.error} retry={() => void queue.refetch()} />;
    return <Loading />;
  }
  if (queue.data.entries.length === 0) return <Empty description={words.none} />;
  const mayReturn = ({ state }: ReportEntry) =>
    (state === "submitted" && offers(me, "report.return")) ||
    (state === "published" && offers(me, "figure.return"));
  return (
    <>
      <ul className="unit-entries">
        {queue.data.entries.map((entry) => (
          <li key={entry.id}>
            <div>
              <b>{entry.indicatorName}</b> <span className="dim">{entry.measureName}</span> ·{" "}
              {entry.regionName} · {entry.periodLabel}
              <div className="dim">
                {entry.submittedBy} {momentLabel(entry.submittedAt)}
                {entry.decisionReason === null ? "" : ` · ${entry.decisionReason}`}
              </div>
            </div>
            <b className="value">
              {entry.text} {entry.measureUnit}
            </b>
            <span className="acts">
              <Tag>{ENTRY_STATE_NAMES[entry.state]}</Tag>
              <Button type="link" size="small" onClick={() => setShown(entry)}>
                {office.review.history}
              </Button>
              {mayReturn(entry) ? (
                <Button type="link" danger size="small" onClick={() => setReturning(entry)}>
                  {words.returnFigure}
                </Button>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      <ReasonDialog
        open={returning !== null}
        title={
          returning === null
            ? ""
            : words.returnTitle(`${returning.indicatorName} ${returning.regionName}`)
        }
        {...(returning?.state === "published" ? { more: words.returnMore } : {})}
        onCancel={() => setReturning(null)}
        onReason={(reason) => {
          if (returning !== null) void giveBack(returning, reason);
          setReturning(null);
        }}
      />
      <EntryDrawer entry={shown} onClose={() => setShown(null)} />
    </>
  );
}

/** A waiting figure is decided on; a published one is returned by what it is about. */
function useGiveBack() {
  const api = useApi();
  const client = useQueryClient();
  const { message } = App.useApp();
  const { decide } = useDecide();
  return async (entry: ReportEntry, reason: string): Promise<void> => {
    if (entry.state !== "published") return decide("return", [entry], reason);
    const { indicator, region, period, basis, measure } = entry;
    try {
      await api.send("POST", "/figures/return", {
        indicator,
        region,
        period,
        basis,
        measure,
        reason,
      });
      void message.success(words.returned);
    } catch (error) {
      void message.error(office.review.failed(wordsOf(error, office.unreachable)), 8);
    }
    await client.invalidateQueries({ queryKey: REPORTS_KEY });
  };
}
