import type { MeetingSnapshot } from "@diaodu/contracts";
import { DecisionState } from "../../features/room/DecisionRows.tsx";
import { zhFreeze } from "../../strings/zh-CN-freeze.ts";
import { zhMeeting } from "../../strings/zh-CN-meeting.ts";
import { cityTime, dayLabel, momentLabel } from "../../ui/city-date.ts";
import { MEETINGS_PATH } from "./address.ts";
import { MinutesBox } from "./MinutesBox.tsx";
import type { TakeStep } from "./RoomPage.tsx";

/** What a meeting leaves: attendance, agenda, decisions, the version it stood on. Made to be printed. */
export function MinutesPage({ meeting, take }: { meeting: MeetingSnapshot; take: TakeStep }) {
  const { you, frozen, startedAt, endedAt } = meeting;
  if (!you.mayRead || meeting.state === "cancelled") {
    return (
      <main className="page-state">
        <h1>{meeting.state === "cancelled" ? zhMeeting.cancelled : zhMeeting.ended}</h1>
        <a className="button" href="/meeting">
          {zhFreeze.unfreeze}
        </a>
      </main>
    );
  }
  const people = (meeting.attendance ?? []).filter(({ as }) => as === "person");
  return (
    <main className="minutes">
      <nav className="minutes-nav">
        <a href={MEETINGS_PATH}>{zhMeeting.back}</a>
        {frozen === null ? null : <a href={`/meeting?at=${frozen.seq}`}>{zhMeeting.toBoard}</a>}
        <button type="button" className="button" onClick={() => window.print()}>
          {zhMeeting.print}
        </button>
      </nav>
      <h1>
        {meeting.title}
        <span>{zhMeeting.minutesTitle}</span>
      </h1>
      <dl className="minutes-facts">
        <div>
          <dt>{zhMeeting.when}</dt>
          <dd>
            {startedAt === null ? zhMeeting.noTime : momentLabel(startedAt)}
            {endedAt === null ? null : `—${cityTime(endedAt)}`}
          </dd>
        </div>
        <div>
          <dt>{zhMeeting.host("").trim()}</dt>
          <dd>{meeting.host.name}</dd>
        </div>
        {frozen === null ? null : (
          <div>
            <dt>{zhMeeting.version}</dt>
            <dd>{zhMeeting.frozenAt(meeting.roundNumber, frozen.seq)}</dd>
          </div>
        )}
        <div>
          <dt>{zhMeeting.attendance}</dt>
          <dd>
            {people.length === 0
              ? zhMeeting.nobody
              : people
                  .map(({ name, unit }) => (unit === "" ? name : `${name}（${unit}）`))
                  .join("、")}
          </dd>
        </div>
      </dl>
      <h2>{zhMeeting.agenda}</h2>
      <ol className="minutes-agenda">
        {meeting.agenda.map(({ id, title, why }) => (
          <li key={id}>
            {title}
            {why === null ? null : <span className="dim"> {why}</span>}
          </li>
        ))}
      </ol>
      <h2>{zhMeeting.decisions}</h2>
      {meeting.decisions.length === 0 ? (
        <p className="dim">{zhMeeting.noneDecided}</p>
      ) : (
        <Decisions meeting={meeting} />
      )}
      <h2>{zhMeeting.minutes}</h2>
      <p className={you.mayHost ? "minutes-text is-edited" : "minutes-text"}>
        {meeting.minutes === "" ? zhMeeting.notNoted : meeting.minutes}
      </p>
      {you.mayHost ? <MinutesBox meeting={meeting} take={take} /> : null}
    </main>
  );
}

function Decisions({ meeting }: { meeting: MeetingSnapshot }) {
  return (
    <div className="minutes-table">
      <table>
        <thead>
          <tr>
            {[
              zhMeeting.number,
              zhMeeting.words,
              zhMeeting.unit,
              zhMeeting.person,
              zhMeeting.dueOn,
              zhMeeting.state,
            ].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {meeting.decisions.map((decision, index) => (
            <tr key={decision.id}>
              <td>{index + 1}</td>
              <td>{decision.words}</td>
              <td>{decision.unitName}</td>
              <td>{decision.person}</td>
              <td>{dayLabel(decision.dueOn)}</td>
              <td>
                <DecisionState decision={decision} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
