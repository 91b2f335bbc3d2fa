import type { MeetingSnapshot } from "@diaodu/contracts";
import { type FormEvent, useState } from "react";
import { zhMeeting } from "../../strings/zh-CN-meeting.ts";
import type { TakeStep } from "./RoomPage.tsx";

/** 纪要 by hand. What somebody else wrote meanwhile is shown, never overwritten. */
export function MinutesBox({ meeting, take }: { meeting: MeetingSnapshot; take: TakeStep }) {
  const stands = meeting.minutes ?? "";
  const [seen, setSeen] = useState(stands);
  const [text, setText] = useState(stands);
  const [done, setDone] = useState(false);
  const isMine = text !== seen;
  // Untouched, the box shows what stands; touched, it keeps what was typed.
  if (!isMine && stands !== seen) {
    setSeen(stands);
    setText(stands);
  }
  const overtaken = isMine && stands !== seen;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const minutes = text.trim();
    if ((await take({ event: "write", minutes, seen })) !== null) return;
    setSeen(minutes);
    setText(minutes);
    setDone(true);
  };
  return (
    <form className="minutes-box" onSubmit={(event) => void submit(event)}>
      {overtaken ? (
        <div className="minutes-other">
          <p className="form-fault" role="alert">
            {zhMeeting.overtaken}
          </p>
          <pre>{stands}</pre>
          <button type="button" className="text-button" onClick={() => setSeen(stands)}>
            {zhMeeting.close}
          </button>
        </div>
      ) : null}
      <textarea
        value={text}
        rows={10}
        maxLength={20_000}
        aria-label={zhMeeting.minutes}
        onChange={(event) => {
          setDone(false);
          setText(event.target.value);
        }}
      />
      <button type="submit" className="button-main" disabled={!isMine}>
        {zhMeeting.save}
      </button>
      {done && !isMine ? (
        <span className="form-done" role="status">
          {zhMeeting.saved}
        </span>
      ) : null}
    </form>
  );
}
