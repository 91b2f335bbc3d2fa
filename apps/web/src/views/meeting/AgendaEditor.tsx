import type { Board, MeetingSnapshot, MeetingStepInput } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import { useBoardPart } from "../../realtime/board-hooks.ts";
import { zhMeeting } from "../../strings/zh-CN-meeting.ts";
import { CheckedForm } from "../../ui/CheckedForm.tsx";
import { deskQuery } from "./meeting-api.ts";
import type { TakeStep } from "./RoomPage.tsx";

type Change = Extract<MeetingStepInput, { event: "arrange" }>["change"];

/** The agenda point by point: buttons for the hand, Alt with an arrow for the keyboard. */
export function AgendaEditor({ meeting, take }: { meeting: MeetingSnapshot; take: TakeStep }) {
  const arrange = (change: Change) => take({ event: "arrange", change });
  const { agenda } = meeting;
  const press = (point: string) => (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    void arrange({ kind: "move", point, by: event.key === "ArrowUp" ? -1 : 1 });
  };
  return (
    <div className="agenda-editor">
      <ol>
        {agenda.map(({ id, title, why }, index) => (
          <li key={id}>
            <span className="editor-title">
              {title}
              {why === null ? null : <span className="dim">{why}</span>}
            </span>
            <button
              type="button"
              aria-label={zhMeeting.up(title)}
              disabled={index === 0}
              onKeyDown={press(id)}
              onClick={() => void arrange({ kind: "move", point: id, by: -1 })}
            >
              ↑
            </button>
            <button
              type="button"
              aria-label={zhMeeting.down(title)}
              disabled={index === agenda.length - 1}
              onKeyDown={press(id)}
              onClick={() => void arrange({ kind: "move", point: id, by: 1 })}
            >
              ↓
            </button>
            <button
              type="button"
              aria-label={zhMeeting.drop(title)}
              onKeyDown={press(id)}
              onClick={() => void arrange({ kind: "drop", point: id })}
            >
              ×
            </button>
          </li>
        ))}
      </ol>
      <div className="agenda-add">
        <AddPoint meeting={meeting} arrange={arrange} />
        <button
          type="button"
          className="text-button"
          onClick={() => void arrange({ kind: "renew" })}
        >
          {zhMeeting.renew}
        </button>
      </div>
    </div>
  );
}

const tilesOf = (board: Board) => board.tiles;
const KINDS = ["words", "tile", "item"] as const;

function AddPoint(props: {
  meeting: MeetingSnapshot;
  arrange: (change: Change) => ReturnType<TakeStep>;
}) {
  const { meeting, arrange } = props;
  const tiles = useBoardPart(tilesOf);
  const desk = useQuery(deskQuery(meeting.id));
  const [kind, setKind] = useState<(typeof KINDS)[number]>("words");
  const [what, setWhat] = useState("");
  const after = meeting.agenda.at(-1)?.id ?? null;
  const choices =
    kind === "tile"
      ? tiles.map(({ key, shortName, region }) => [key, `${shortName} · ${region.name}`] as const)
      : (desk.data?.items ?? []).map(({ id, title }) => [id, title] as const);
  const add = async () => {
    const title = kind === "words" ? what : (choices.find(([key]) => key === what)?.[1] ?? "");
    const [indicator = "", region = ""] = what.split(":");
    const subject =
      kind === "words"
        ? ({ kind } as const)
        : kind === "tile"
          ? ({ kind, indicator, region } as const)
          : ({ kind, item: what } as const);
    const point = { title: Array.from(title).slice(0, 60).join(""), subject, after };
    // It stays typed until it has arrived.
    if ((await arrange({ kind: "add", ...point })) === null) setWhat("");
  };
  return (
    <CheckedForm className="tool-form" onSend={() => void add()}>
      <label>
        <span>{zhMeeting.addPoint}</span>
        <select
          value={kind}
          onChange={(event) => {
            setKind(KINDS.find((one) => one === event.target.value) ?? "words");
            setWhat("");
          }}
        >
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {zhMeeting.addKind[one]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{zhMeeting.addWhat}</span>
        {kind === "words" ? (
          <input
            value={what}
            maxLength={60}
            required
            onChange={(event) => setWhat(event.target.value)}
          />
        ) : (
          <select value={what} required onChange={(event) => setWhat(event.target.value)}>
            <option value="">{zhMeeting.choose}</option>
            {choices.map(([key, name]) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        )}
      </label>
      <button type="submit" className="button-main">
        {zhMeeting.add}
      </button>
    </CheckedForm>
  );
}
