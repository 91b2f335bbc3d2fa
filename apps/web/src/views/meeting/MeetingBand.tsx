import type { Board } from "@diaodu/contracts";
import { changedSince } from "@diaodu/sync";
import { useMemo, useState } from "react";
import { VersionLine } from "../../features/link/VersionLine.tsx";
import { useBusinessClock } from "../../realtime/business-clock.ts";
import { zh } from "../../strings/zh-CN.ts";
import { cityTime, dayLabel } from "../../ui/city-date.ts";
import { ChangedPanel } from "./ChangedPanel.tsx";

/** Over a live board: what is on show keeps moving; one press makes it stand still. */
export function LiveBand({ board, freeze }: { board: Board; freeze: (board: Board) => void }) {
  const clock = useBusinessClock();
  return (
    <header className="band band-live">
      <strong>{board.title}</strong>
      <span>
        {zh.round(clock.round.number)} · {dayLabel(clock.date)}
        {clock.time === null ? null : ` ${clock.time}`}
      </span>
      <VersionLine />
      {board.demo === null ? null : <span>{board.demo}</span>}
      <button type="button" className="band-button" onClick={() => freeze(board)}>
        {zh.meeting.freeze}
      </button>
    </header>
  );
}

/** Over a frozen board: since when, and what has come in meanwhile. */
export function FrozenBand(props: { board: Board; live: Board; unfreeze: () => void }) {
  const { board, live, unfreeze } = props;
  const [open, setOpen] = useState(false);
  const changed = useMemo(() => changedSince(board, live), [board, live]);
  const { clock } = board;
  const moment = `${dayLabel(clock.date)}${clock.rate === 1 ? ` ${cityTime(clock.now)}` : ""}`;
  return (
    <>
      <header className="band band-frozen">
        <strong>{zh.meeting.frozen(clock.round.number)}</strong>
        <span>
          {zh.version(board.seq)} · {moment}
        </span>
        {board.demo === null ? null : <span>{board.demo}</span>}
        {changed.length === 0 ? (
          <span className="band-changed">{zh.meeting.unchanged}</span>
        ) : (
          <button
            type="button"
            className="band-changed has-changes"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {zh.meeting.changed(changed.length)} <span aria-hidden="true">›</span>
          </button>
        )}
        <button type="button" className="band-button" onClick={unfreeze}>
          {zh.meeting.unfreeze}
        </button>
      </header>
      {open && changed.length > 0 ? (
        <ChangedPanel changed={changed} seq={live.seq} close={() => setOpen(false)} />
      ) : null}
    </>
  );
}
