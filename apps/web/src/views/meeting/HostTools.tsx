import type { MeetingSnapshot } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { zhMeeting } from "../../strings/zh-CN-meeting.ts";
import { CheckedForm } from "../../ui/CheckedForm.tsx";
import { AgendaEditor } from "./AgendaEditor.tsx";
import { AttendanceList } from "./AttendanceList.tsx";
import { deskQuery } from "./meeting-api.ts";
import { MinutesBox } from "./MinutesBox.tsx";
import type { TakeStep } from "./RoomPage.tsx";

type Tool = "agenda" | "attendance" | "minutes" | "host" | "end";

interface Tooling {
  readonly meeting: MeetingSnapshot;
  readonly take: TakeStep;
}

/** What the host does besides turning: one panel at a time, over the page. */
export function HostTools({ meeting, take }: Tooling) {
  const [tool, setTool] = useState<Tool | null>(null);
  const tools: [Tool, string][] = [
    ["agenda", zhMeeting.editAgenda],
    ["attendance", zhMeeting.attendance],
    ["minutes", zhMeeting.minutes],
    ["host", zhMeeting.handOver],
    ["end", zhMeeting.end],
  ];
  const name = tools.find(([one]) => one === tool)?.[1] ?? "";
  return (
    <div className="host-tools">
      {tools.map(([one, title]) => (
        <button
          key={one}
          type="button"
          aria-expanded={tool === one}
          onClick={() => setTool(tool === one ? null : one)}
        >
          {title}
        </button>
      ))}
      <button
        type="button"
        aria-pressed={meeting.walls}
        onClick={() => void take({ event: "walls", on: !meeting.walls })}
      >
        {meeting.walls ? zhMeeting.wallsOn : zhMeeting.wallsOff}
      </button>
      {tool === null ? null : (
        <Panel title={name} close={() => setTool(null)}>
          <ToolBody tool={tool} meeting={meeting} take={take} />
        </Panel>
      )}
    </div>
  );
}

function Panel(props: { title: string; close: () => void; children: React.ReactNode }) {
  const { title, close, children } = props;
  useEffect(() => {
    const escape = (event: KeyboardEvent) => {
      if (event.key === "Escape") close();
    };
    window.addEventListener("keydown", escape);
    return () => window.removeEventListener("keydown", escape);
  }, [close]);
  return (
    <section className="tool-panel" aria-label={title}>
      <div className="changed-head">
        <h2>{title}</h2>
        <button type="button" className="text-button" onClick={close}>
          {zhMeeting.close}
        </button>
      </div>
      {children}
    </section>
  );
}

function ToolBody({ tool, meeting, take }: Tooling & { tool: Tool }) {
  switch (tool) {
    case "agenda":
      return <AgendaEditor meeting={meeting} take={take} />;
    case "attendance":
      return <AttendanceList meeting={meeting} take={take} />;
    case "minutes":
      return <MinutesBox meeting={meeting} take={take} />;
    case "host":
      return <HandOver meeting={meeting} take={take} />;
    case "end":
      return (
        <div>
          <p>{zhMeeting.sureHint}</p>
          <button
            type="button"
            className="button-main is-grave"
            onClick={() => void take({ event: "end" })}
          >
            {zhMeeting.endSure}
          </button>
        </div>
      );
  }
}

function HandOver({ meeting, take }: Tooling) {
  const desk = useQuery(deskQuery(meeting.id));
  const [to, setTo] = useState("");
  return (
    <CheckedForm className="tool-form" onSend={() => void take({ event: "hand_over", to })}>
      <label>
        <span>{zhMeeting.handOverTo}</span>
        <select value={to} required onChange={(event) => setTo(event.target.value)}>
          <option value="">{zhMeeting.choose}</option>
          {(desk.data?.hosts ?? []).map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="button-main">
        {zhMeeting.hand}
      </button>
    </CheckedForm>
  );
}
