import type { Board } from "@diaodu/contracts";
import { changedSince } from "@diaodu/sync";
import { useMemo, useState } from "react";
import { VersionLine } from "../../features/link/VersionLine.tsx";
import { useBusinessClock } from "../../realtime/business-clock.ts";
import { zh } from "../../strings/zh-CN.ts";
import { zhFreeze } from "../../strings/zh-CN-freeze.ts";
import { zhMeeting } from "../../strings/zh-CN-meeting.ts";
import { cityTime, dayLabel } from "../../ui/city-date.ts";
import { MEETINGS_PATH } from "./address.ts";
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
      <a className="band-link" href={MEETINGS_PATH}>
        {zhMeeting.toMeetings}
      </a>
      <button type="button" className="band-button" onClick={() => freeze(board)}>
        {zhFreeze.freeze}
      </button>
    </header>
  );
}

/** Over a frozen board: since when, and what has come in meanwhile. */
export function FrozenBand(props: { board: Board; live: Board; unfreeze: () => void }) {
  const { board, live, unfreeze } = props;
  return (
    <header className="band band-frozen">
      <FrozenWords board={board} />
      <SinceTheFreeze board={board} live={live} />
      <button type="button" className="band-button" onClick={unfreeze}>
        {zhFreeze.unfreeze}
      </button>
    </header>
  );
}

/** `冻结于 第 90 期  版本 1234 · 6月30日 10:02`. */
export function FrozenWords({ board }: { board: Board }) {
  const { clock } = board;
  return (
    <>
      <strong>{zhFreeze.frozen(clock.round.number)}</strong>
      <span>
        {zh.version(board.seq)} · {dayLabel(clock.date)} {cityTime(board.at)}
      </span>
      {board.demo === null ? null : <span>{board.demo}</span>}
    </>
  );
}

/** How much has changed on the live board since; a press lists it. */
export function SinceTheFreeze({ board, live }: { board: Board; live: Board }) {
  const [open, setOpen] = useState(false);
  const changed = useMemo(() => changedSince(board, live), [board, live]);
  if (changed.length === 0) return <span className="band-changed">{zhFreeze.unchanged}</span>;
  return (
    <>
      <button
        type="button"
        className="band-changed has-changes"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {zhFreeze.changed(changed.length)} <span aria-hidden="true">›</span>
      </button>
      {open ? <ChangedPanel changed={changed} seq={live.seq} close={() => setOpen(false)} /> : null}
    </>
  );
}
