import type { Board, Meetings } from "@diaodu/contracts";
import { readMeetingCode } from "@diaodu/domain/meeting/meeting-code";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { navigate } from "wouter/use-browser-location";
import { offers, signInAddress } from "../../api/me.ts";
import { wordsOf } from "../../api/problem.ts";
import { useBoardPart } from "../../realtime/board-hooks.ts";
import { zh } from "../../strings/zh-CN.ts";
import { zhMeeting } from "../../strings/zh-CN-meeting.ts";
import { CheckedForm } from "../../ui/CheckedForm.tsx";
import { momentLabel } from "../../ui/city-date.ts";
import { codePath, MEETINGS_PATH, roomPath } from "./address.ts";
import { meetingsQuery, planMeeting, useMe } from "./meeting-api.ts";

/** The box for a code; for those who may, the meetings there are and the way to a new one. */
export function MeetingsPage() {
  const me = useMe();
  return (
    <main className="meetings">
      <header className="meetings-head">
        <h1>{zhMeeting.meetings}</h1>
        <a href="/meeting">{zhMeeting.toBoard}</a>
      </header>
      <JoinBox />
      {me === undefined ? null : offers(me, "meeting.host") ? <PlanBox /> : null}
      {me !== undefined && offers(me, "meeting.read") ? <List /> : null}
      {me !== undefined && me.account === null ? (
        <p className="dim">
          <a href={signInAddress(MEETINGS_PATH)}>{zhMeeting.signIn}</a>
        </p>
      ) : null}
    </main>
  );
}

function JoinBox() {
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const code = readMeetingCode(typed);
    setWrong(code === null);
    if (code !== null) navigate(codePath(code));
  };
  return (
    <form className="meeting-card join-box" onSubmit={submit}>
      <h2>{zhMeeting.join}</h2>
      <label>
        <span>{zhMeeting.code}</span>
        <input
          className="code-input"
          value={typed}
          maxLength={8}
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
          aria-describedby="code-hint"
          aria-invalid={wrong}
          onChange={(event) => setTyped(event.target.value.toUpperCase())}
        />
      </label>
      <button type="submit" className="button-main">
        {zhMeeting.joinButton}
      </button>
      <p id="code-hint" className={wrong ? "form-fault" : "dim"} role={wrong ? "alert" : undefined}>
        {wrong ? zhMeeting.badCode : zhMeeting.codeHint}
      </p>
    </form>
  );
}

const roundOf = (board: Board) => board.clock.round.number;

function PlanBox() {
  const round = useBoardPart(roundOf);
  const [title, setTitle] = useState(() => zhMeeting.defaultTitle(round));
  const [when, setWhen] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const plan = () => {
    setBusy(true);
    // What is typed is the city's wall clock, UTC+8, wherever the browser stands.
    const plannedFor = when === "" ? null : new Date(`${when}:00+08:00`).toISOString();
    planMeeting({ title, plannedFor }).then(
      ({ id }) => navigate(roomPath(id)),
      (error: unknown) => {
        setBusy(false);
        setFault(wordsOf(error, zhMeeting.failed));
      },
    );
  };
  return (
    <CheckedForm className="meeting-card" onSend={plan}>
      <h2>{zhMeeting.plan}</h2>
      <label>
        <span>{zhMeeting.title}</span>
        <input
          value={title}
          maxLength={60}
          required
          onChange={(event) => setTitle(event.target.value)}
        />
      </label>
      <label>
        <span>{zhMeeting.plannedFor}</span>
        <input
          type="datetime-local"
          value={when}
          onChange={(event) => setWhen(event.target.value)}
        />
      </label>
      <button type="submit" className="button-main" disabled={busy}>
        {zhMeeting.planButton}
      </button>
      <p
        className={fault === null ? "dim" : "form-fault"}
        role={fault === null ? undefined : "alert"}
      >
        {fault ?? zhMeeting.planHint}
      </p>
    </CheckedForm>
  );
}

function List() {
  const { data, isError, refetch } = useQuery(meetingsQuery);
  if (data === undefined) {
    return isError ? (
      <p className="form-fault" role="alert">
        {zhMeeting.failed}{" "}
        <button type="button" className="text-button" onClick={() => void refetch()}>
          {zh.retry}
        </button>
      </p>
    ) : (
      <p className="dim">{zh.loading}</p>
    );
  }
  if (data.meetings.length === 0) return <p className="dim">{zhMeeting.none}</p>;
  return (
    <ul className="meeting-list">
      {data.meetings.map((row) => (
        <Row key={row.id} row={row} />
      ))}
    </ul>
  );
}

function Row({ row }: { row: Meetings["meetings"][number] }) {
  const when = row.startedAt ?? row.plannedFor;
  return (
    <li>
      <a href={roomPath(row.id)}>
        <span className={`meeting-state is-${row.state}`}>{zhMeeting.states[row.state]}</span>
        <span className="meeting-title">{row.title}</span>
        <span className="dim">
          {zh.round(row.roundNumber)} · {when === null ? zhMeeting.noTime : momentLabel(when)} ·{" "}
          {zhMeeting.host(row.hostName)}
        </span>
        <span className="dim">{zhMeeting.rowDecisions(row.decisions, row.closed)}</span>
        <span className="meeting-open">{zhMeeting.open[row.state]}</span>
      </a>
    </li>
  );
}
