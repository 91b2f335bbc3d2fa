import type { MeetingSnapshot } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { zhMeeting } from "../../strings/zh-CN-meeting.ts";
import { CheckedForm } from "../../ui/CheckedForm.tsx";
import { deskQuery } from "./meeting-api.ts";
import type { TakeStep } from "./RoomPage.tsx";

/** What is typed so far; it outlives turning the page. */
export interface DecisionDraft {
  readonly words: string;
  readonly unit: string;
  readonly person: string;
  readonly dueOn: string;
  /** Sent again after a broken line it is the same decision. */
  readonly id: string;
}

export function emptyDecision(): DecisionDraft {
  return { words: "", unit: "", person: "", dueOn: "", id: decisionId() };
}

/** Typed once: what was decided, whose it is, until when. It stays typed until it has arrived. */
export function DecisionForm(props: {
  meeting: MeetingSnapshot;
  point: string | null;
  today: string;
  draft: DecisionDraft;
  setDraft: (draft: DecisionDraft) => void;
  take: TakeStep;
}) {
  const { meeting, point, today, draft: form, setDraft, take } = props;
  const desk = useQuery(deskQuery(meeting.id));
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const edit = (part: Partial<DecisionDraft>) => {
    setDone(false);
    setDraft({ ...form, ...part });
  };
  const decide = async () => {
    setBusy(true);
    const fault = await take({ event: "decide", point, ...form });
    setBusy(false);
    if (fault !== null) return;
    setDraft({ ...emptyDecision(), unit: form.unit, dueOn: form.dueOn });
    setDone(true);
  };
  return (
    <CheckedForm className="decision-form" onSend={() => void decide()}>
      <label>
        <span>{zhMeeting.words}</span>
        <textarea
          value={form.words}
          rows={2}
          maxLength={500}
          required
          placeholder={zhMeeting.decideHint}
          onChange={(event) => edit({ words: event.target.value })}
        />
      </label>
      <label>
        <span>{zhMeeting.unit}</span>
        <select value={form.unit} required onChange={(event) => edit({ unit: event.target.value })}>
          <option value="">{zhMeeting.choose}</option>
          {(desk.data?.units ?? []).map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{zhMeeting.person}</span>
        <input
          value={form.person}
          maxLength={40}
          required
          onChange={(event) => edit({ person: event.target.value })}
        />
      </label>
      <label>
        <span>{zhMeeting.dueOn}</span>
        <input
          type="date"
          value={form.dueOn}
          min={today}
          required
          onChange={(event) => edit({ dueOn: event.target.value })}
        />
      </label>
      <button type="submit" className="button-main" disabled={busy}>
        {zhMeeting.decide}
      </button>
      {done ? (
        <span className="form-done" role="status">
          {zhMeeting.decided}
        </span>
      ) : null}
    </CheckedForm>
  );
}

/** Unlike any other; pages over plain http have no `randomUUID`. */
function decisionId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
