import type { Revisions, Tile } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { zh } from "../../strings/zh-CN.ts";
import { zhDetail } from "../../strings/zh-CN-detail.ts";
import { dayLabel } from "../../ui/city-date.ts";
import { FigureText } from "../../ui/FigureText.tsx";
import { Simulated } from "../../ui/Simulated.tsx";
import { revisionsQuery } from "./revisions-query.ts";

/** Earlier versions of the figure on show, newest first, each with its reason. */
export function HistoryCard({ tile }: { tile: Tile }) {
  const { figure } = tile;
  const asked = useQuery({
    ...revisionsQuery({
      indicator: tile.indicator,
      region: tile.region.code,
      period: figure?.period ?? "",
      seq: tile.seq,
    }),
    // A mean of daily air is derived here: it has days behind it, not versions of its own.
    enabled: figure !== null && tile.days === null,
  });
  if (figure === null || tile.days !== null) return null;
  return (
    <section className="facts-section">
      <h2>{zhDetail.history}</h2>
      {asked.data !== undefined ? (
        <Versions all={asked.data} />
      ) : asked.isError ? (
        <p className="dim">
          {zhDetail.historyFailed}{" "}
          <button type="button" className="text-button" onClick={() => void asked.refetch()}>
            {zh.retry}
          </button>
        </p>
      ) : (
        <p className="dim">{zhDetail.historyLoading}</p>
      )}
    </section>
  );
}

function Versions({ all }: { all: Revisions }) {
  if (all.revisions.every((row) => row.revision === 1)) {
    return <p className="dim">{zhDetail.historyNone}</p>;
  }
  return (
    <ol className="versions">
      {all.revisions.map((row) => (
        <li key={`${row.basis}:${row.measure}:${row.revision}`}>
          <span className="fact-line">
            <span>
              {zh.measure[row.measure]} · {zhDetail.revisionOf(row.revision)}{" "}
              {row.simulated ? <Simulated /> : null}
            </span>
            <FigureText text={row.text} unit={row.unit} />
          </span>
          <span className="dim">
            {[zh.basis[row.basis], zh.status[row.status], zh.released(dayLabel(row.asOf))].join(
              " · ",
            )}
            {row.reason === null ? null : ` · ${row.reason}`}
          </span>
        </li>
      ))}
    </ol>
  );
}
