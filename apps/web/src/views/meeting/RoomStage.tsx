import type { Board, MeetingSnapshot } from "@diaodu/contracts";
import { useEffect, useState } from "react";
import { DecisionRows } from "../../features/room/DecisionRows.tsx";
import { MatterFacts } from "../../features/room/MatterFacts.tsx";
import { type Shown, shownAt } from "../../features/room/room-subject.ts";
import { zhFreeze } from "../../strings/zh-CN-freeze.ts";
import { zhMeeting } from "../../strings/zh-CN-meeting.ts";
import { ScrollRegion } from "../../ui/ScrollRegion.tsx";
import { TileBoundary } from "../../ui/TileBoundary.tsx";
import { AgendaItem } from "./AgendaItem.tsx";
import { DecisionForm, emptyDecision } from "./DecisionForm.tsx";
import { HostTools } from "./HostTools.tsx";
import { type Attending, NameBar } from "./NameBar.tsx";
import { RoomAgenda } from "./RoomAgenda.tsx";
import type { TakeStep } from "./RoomPage.tsx";
import { useTurningKeys } from "./turning-keys.ts";
import { WholeBoard } from "./WholeBoard.tsx";

/** The host's page, or one's own for as long as one looks around. */
export function RoomStage(props: {
  meeting: MeetingSnapshot;
  board: Board;
  take: TakeStep;
  attending: Attending;
  lost: boolean;
}) {
  const { meeting, board, take, attending, lost } = props;
  const { agenda, cursor, you } = meeting;
  /** A follower's own place; null follows. */
  const [own, setOwn] = useState<{ point: string | null } | null>(null);
  /** What the host pressed and the server has not answered yet. */
  const [asked, setAsked] = useState<{ point: string | null } | null>(null);
  const [draft, setDraft] = useState(emptyDecision);
  const at = you.host ? (asked ?? cursor).point : (own ?? cursor).point;
  const place = agenda.findIndex(({ id }) => id === at);
  const today = board.clock.date;
  // Whoever becomes the host stands where the meeting stands.
  useEffect(() => {
    if (you.host) setOwn(null);
  }, [you.host]);

  const turnTo = (point: string | null, spotlight: string | null = null) => {
    if (!you.host) return setOwn(point === cursor.point ? null : { point });
    // Without a link nothing is kept to be sent later: the host is told and presses again.
    if (lost) return void take({ event: "turn", point, spotlight });
    setAsked({ point });
    void take({ event: "turn", point, spotlight }).finally(() => setAsked(null));
  };
  const turn = (by: number) => {
    const next = agenda[Math.min(agenda.length - 1, Math.max(0, place + by))];
    if (next !== undefined && next.id !== at) turnTo(next.id);
  };
  useTurningKeys(turn);
  const follows = you.host || own === null;
  const spotlight = follows ? cursor.spotlight : null;
  const choose = you.host
    ? (spot: string) => turnTo(at, spot === cursor.spotlight ? null : spot)
    : undefined;
  const shown = shownAt(meeting, at, board);
  const decided = meeting.decisions.filter(({ point }) => point === at);
  const hostTitle = agenda.find(({ id }) => id === cursor.point)?.title ?? zhMeeting.whole;
  const aside = (
    <section className="facts-section room-decisions">
      <h2>{zhMeeting.decisions}</h2>
      {decided.length === 0 ? (
        <p className="dim">{zhMeeting.noDecisions}</p>
      ) : (
        <DecisionRows decisions={decided} />
      )}
      {you.host ? (
        <DecisionForm
          meeting={meeting}
          point={at}
          today={today}
          draft={draft}
          setDraft={setDraft}
          take={take}
        />
      ) : null}
    </section>
  );
  return (
    <div className="stage room-stage">
      <RoomAgenda meeting={meeting} board={board} at={at} choose={turnTo} />
      <TileBoundary key={at ?? "whole"} version={meeting.version}>
        <Subject
          shown={shown}
          meeting={meeting}
          board={board}
          spotlight={spotlight}
          choose={choose}
          aside={aside}
        />
      </TileBoundary>
      <nav className={follows ? "turning" : "turning is-looking"} aria-label={zhFreeze.turning}>
        <span className="turning-place">
          <b className="room-code">{meeting.code}</b> {zhMeeting.joinWith}
          <span className="room-attending">
            {zhMeeting.attending(meeting.attending.people, meeting.attending.screens)}
          </span>
        </span>
        {follows ? null : (
          <span className="looking">
            <b>{zhMeeting.looking}</b>
            <span className="looking-host">{zhMeeting.hostAt(hostTitle)}</span>
            <button type="button" className="turning-next" onClick={() => setOwn(null)}>
              {zhMeeting.toHost}
            </button>
          </span>
        )}
        {you.host ? <HostTools meeting={meeting} take={take} /> : null}
        <span className="turning-count">
          {place < 0 ? "—" : place + 1} / {agenda.length}
        </span>
        <button type="button" disabled={place <= 0} onClick={() => turn(-1)}>
          <span aria-hidden="true">‹</span> {zhFreeze.previous}
        </button>
        <button
          type="button"
          className={you.host ? "turning-next" : undefined}
          disabled={place === agenda.length - 1}
          onClick={() => turn(1)}
        >
          {zhFreeze.next} <span aria-hidden="true">›</span>
        </button>
      </nav>
      {you.known ? null : <NameBar attending={attending} />}
    </div>
  );
}

function Subject(props: {
  shown: Shown;
  meeting: MeetingSnapshot;
  board: Board;
  spotlight: string | null;
  choose: ((spot: string) => void) | undefined;
  aside: React.ReactNode;
}) {
  const { shown, meeting, board, spotlight, choose, aside } = props;
  if (shown.kind === "tile") {
    return (
      <AgendaItem
        tile={shown.tile}
        today={board.clock.date}
        spotlight={spotlight}
        choose={choose}
        aside={aside}
      />
    );
  }
  return (
    <>
      <main className="item">
        <header className="item-head">
          <h1>{shown.kind === "whole" ? zhMeeting.whole : shown.point.title}</h1>
          {shown.kind === "whole" || shown.point.why === null ? null : (
            <p className="item-origin">{shown.point.why}</p>
          )}
        </header>
        {shown.kind === "whole" ? <WholeBoard board={board} /> : null}
        {shown.kind === "item" ? <MatterFacts item={shown.item} /> : null}
        {shown.kind === "decisions" && meeting.previous !== null ? (
          <DecisionRows
            decisions={meeting.previous.decisions}
            spotlight={spotlight}
            choose={choose}
          />
        ) : null}
        {shown.kind === "words" && shown.point.subject.kind === "tile" ? (
          <p className="dim">{zhMeeting.unknownPoint}</p>
        ) : null}
      </main>
      <ScrollRegion className="proof" label={zhMeeting.decisions} aside>
        {aside}
      </ScrollRegion>
    </>
  );
}
