import type { Board, MeetingSnapshot } from "@diaodu/contracts";
import { useEffect, useRef } from "react";
import { closedCount } from "../../features/room/DecisionRows.tsx";
import { tileOf } from "../../features/room/room-subject.ts";
import { daysOverdue } from "../../features/tile/order.ts";
import { zh } from "../../strings/zh-CN.ts";
import { zhMeeting } from "../../strings/zh-CN-meeting.ts";
import { LightMark } from "../../ui/LightMark.tsx";

type Point = MeetingSnapshot["agenda"][number];

/** The agenda: where the reader is, and where the host is when that is elsewhere. */
export function RoomAgenda(props: {
  meeting: MeetingSnapshot;
  board: Board;
  at: string | null;
  choose: (point: string | null) => void;
}) {
  const { meeting, board, at, choose } = props;
  const current = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // Not returned: newer browsers answer with a promise, which is no cleanup.
    current.current?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return (
    <nav className="agenda" aria-label={zhMeeting.agenda}>
      <h2>
        {meeting.title}
        <span className="agenda-count">
          {zhMeeting.agenda} {meeting.agenda.length}
        </span>
      </h2>
      <ol>
        {meeting.agenda.map((point) => (
          <li key={point.id}>
            <button
              type="button"
              ref={point.id === at ? current : null}
              aria-current={point.id === at ? "true" : undefined}
              className={
                point.id === meeting.cursor.point && point.id !== at ? "is-host" : undefined
              }
              onClick={() => choose(point.id)}
            >
              <PointMark point={point} board={board} />
              <span className="agenda-name">{point.title}</span>
              <span className="agenda-gap">
                <PointGap point={point} meeting={meeting} board={board} />
              </span>
            </button>
          </li>
        ))}
        <li>
          <button
            type="button"
            ref={at === null ? current : null}
            aria-current={at === null ? "true" : undefined}
            onClick={() => choose(null)}
          >
            <span aria-hidden="true">▤</span>
            <span className="agenda-name">{zhMeeting.whole}</span>
          </button>
        </li>
      </ol>
    </nav>
  );
}

/** The light of a figure; for the rest a sign of what it is. */
function PointMark({ point, board }: { point: Point; board: Board }) {
  const tile = tileOf(point, board);
  if (tile !== undefined) return <LightMark light={tile.light.light} labelled />;
  const sign = { tile: "○", item: "□", decisions: "✓", words: "·" }[point.subject.kind];
  return <span aria-hidden="true">{sign}</span>;
}

function PointGap(props: { point: Point; meeting: MeetingSnapshot; board: Board }) {
  const { point, meeting, board } = props;
  const { subject } = point;
  const tile = tileOf(point, board);
  if (tile !== undefined) {
    return daysOverdue(tile, board.clock.date) > 0 ? (
      <span className="overdue">{zh.unreported}</span>
    ) : (
      tile.light.short
    );
  }
  if (subject.kind === "decisions" && meeting.previous !== null) {
    const { decisions } = meeting.previous;
    return zhMeeting.closedOf(closedCount(decisions), decisions.length);
  }
  const item = meeting.items.find(({ id }) => subject.kind === "item" && id === subject.item);
  return item !== undefined && item.overdueDays > 0 ? (
    <span className="overdue">{zhMeeting.overdue(item.overdueDays)}</span>
  ) : null;
}
