import type { MeetingSnapshot } from "@diaodu/contracts";
import { zh } from "../../strings/zh-CN.ts";
import { zhMeeting } from "../../strings/zh-CN-meeting.ts";
import { momentLabel } from "../../ui/city-date.ts";
import { AgendaEditor } from "./AgendaEditor.tsx";
import { AttendanceList } from "./AttendanceList.tsx";
import { MEETINGS_PATH } from "./address.ts";
import { type Attending, NameBar } from "./NameBar.tsx";
import type { TakeStep } from "./RoomPage.tsx";

/** Before the freeze: the code for all to read, who has come, and what will be gone through. */
export function PlannedPage(props: {
  meeting: MeetingSnapshot;
  take: TakeStep;
  attending: Attending;
}) {
  const { meeting, take, attending } = props;
  const { you, host, agenda, plannedFor } = meeting;
  return (
    <main className="planned">
      <header className="meetings-head">
        <h1>{meeting.title}</h1>
        <span className="dim">
          {zh.round(meeting.roundNumber)} ·{" "}
          {plannedFor === null ? zhMeeting.noTime : momentLabel(plannedFor)} ·{" "}
          {zhMeeting.host(host.name)}
        </span>
        <a href={MEETINGS_PATH}>{zhMeeting.back}</a>
      </header>
      <section className="planned-code" aria-label={zhMeeting.code}>
        <p className="big-code">{meeting.code}</p>
        <p className="dim">{zhMeeting.joinAt(joinAddress())}</p>
        <p>{zhMeeting.attending(meeting.attending.people, meeting.attending.screens)}</p>
        {you.host ? (
          <>
            <button
              type="button"
              className="button-main is-large"
              onClick={() => void take({ event: "freeze" })}
            >
              {zhMeeting.freeze}
            </button>
            <p className="dim">{zhMeeting.freezeHint}</p>
            <button
              type="button"
              className="text-button"
              aria-pressed={meeting.walls}
              onClick={() => void take({ event: "walls", on: !meeting.walls })}
            >
              {meeting.walls ? zhMeeting.wallsOn : zhMeeting.wallsOff}
            </button>
            <details className="cancel">
              <summary>{zhMeeting.cancel}</summary>
              <button
                type="button"
                className="button-main is-grave"
                onClick={() => void take({ event: "cancel" })}
              >
                {zhMeeting.cancelSure}
              </button>
            </details>
          </>
        ) : (
          <p className="planned-wait" role="status">
            <b>{zhMeeting.planned}</b> {zhMeeting.waiting}
          </p>
        )}
        {!you.host && you.mayHost && !host.there ? (
          <button
            type="button"
            className="button-main"
            onClick={() => void take({ event: "hand_over" })}
          >
            {zhMeeting.hostGone} · {zhMeeting.takeOver}
          </button>
        ) : null}
        {you.known ? null : <NameBar attending={attending} />}
      </section>
      <section className="planned-agenda">
        <h2>{zhMeeting.agenda}</h2>
        {you.host ? (
          <AgendaEditor meeting={meeting} take={take} />
        ) : (
          <ol className="planned-points">
            {agenda.map(({ id, title, why }) => (
              <li key={id}>
                {title} {why === null ? null : <span className="dim">{why}</span>}
              </li>
            ))}
          </ol>
        )}
      </section>
      {you.mayRead ? (
        <section className="planned-people">
          <h2>{zhMeeting.attendance}</h2>
          <AttendanceList meeting={meeting} take={you.host ? take : null} />
        </section>
      ) : null}
    </main>
  );
}

/** Where somebody types the code: as short as it is said aloud. */
function joinAddress(): string {
  return `${window.location.host}${MEETINGS_PATH}`;
}
