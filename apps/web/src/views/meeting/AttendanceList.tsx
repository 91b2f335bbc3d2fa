import type { MeetingSnapshot } from "@diaodu/contracts";
import { useState } from "react";
import { zhMeeting } from "../../strings/zh-CN-meeting.ts";
import { CheckedForm } from "../../ui/CheckedForm.tsx";
import { cityTime } from "../../ui/city-date.ts";
import type { TakeStep } from "./RoomPage.tsx";

/** Who is there; the host notes by hand whoever brought no phone. */
export function AttendanceList(props: { meeting: MeetingSnapshot; take: TakeStep | null }) {
  const { meeting, take } = props;
  const list = meeting.attendance ?? [];
  return (
    <>
      {list.length === 0 ? (
        <p className="dim">{zhMeeting.nobody}</p>
      ) : (
        <ul className="attendance">
          {list.map(({ name, unit, at }) => (
            <li key={`${name}|${unit}|${at}`}>
              <b>{name}</b> <span>{unit}</span> <span className="dim">{cityTime(at)}</span>
            </li>
          ))}
        </ul>
      )}
      {take === null ? null : <ByHand take={take} />}
    </>
  );
}

function ByHand({ take }: { take: TakeStep }) {
  const [name, setName] = useState("");
  const [unit, setUnit] = useState("");
  const note = async () => {
    if ((await take({ event: "attend", name, unit })) === null) setName("");
  };
  return (
    <CheckedForm className="tool-form" onSend={() => void note()}>
      <label>
        <span>{zhMeeting.attendName}</span>
        <input
          value={name}
          maxLength={40}
          required
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <label>
        <span>{zhMeeting.attendUnit}</span>
        <input
          value={unit}
          maxLength={60}
          required
          onChange={(event) => setUnit(event.target.value)}
        />
      </label>
      <button type="submit" className="button-main">
        {zhMeeting.attend}
      </button>
    </CheckedForm>
  );
}
