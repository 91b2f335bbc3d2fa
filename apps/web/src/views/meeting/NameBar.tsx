import type { JoinMeeting } from "@diaodu/contracts";
import { useState } from "react";
import { zhMeeting } from "../../strings/zh-CN-meeting.ts";
import { CheckedForm } from "../../ui/CheckedForm.tsx";

/** What 签到 needs of the room. */
export interface Attending {
  /** The name that the server has taken; null while none is. */
  readonly as: string | null;
  readonly sayName: (who: Pick<JoinMeeting, "name" | "unit">) => void;
}

/** 签到 of whoever came with the code alone; following needs none. */
export function NameBar({ attending }: { attending: Attending }) {
  const [name, setName] = useState("");
  const [unit, setUnit] = useState("");
  const [state, setState] = useState<"open" | "said" | "shut">("open");
  if (state === "shut") return null;
  const attend = () => {
    const said = { name: name.trim(), unit: unit.trim() };
    attending.sayName(said.unit === "" ? { name: said.name } : said);
    setState("said");
  };
  if (attending.as === null && state === "said") {
    return (
      <p className="name-bar" role="status">
        {zhMeeting.attendAsked} · {name.trim()}
      </p>
    );
  }
  if (attending.as !== null) {
    return (
      <p className="name-bar" role="status">
        {zhMeeting.attended} · {attending.as}
        <button type="button" className="text-button" onClick={() => setState("shut")}>
          {zhMeeting.close}
        </button>
      </p>
    );
  }
  return (
    <CheckedForm className="name-bar" onSend={attend}>
      <label>
        <span>{zhMeeting.attendName}</span>
        <input
          value={name}
          maxLength={40}
          required
          autoComplete="name"
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <label>
        <span>{zhMeeting.attendUnit}</span>
        <input value={unit} maxLength={60} onChange={(event) => setUnit(event.target.value)} />
      </label>
      <button type="submit" className="button-main">
        {zhMeeting.attend}
      </button>
      <button type="button" className="text-button" onClick={() => setState("shut")}>
        {zhMeeting.skip}
      </button>
    </CheckedForm>
  );
}
