import type { Board } from "@diaodu/contracts";
import type { ReactNode } from "react";
import { useBoardPart } from "../../realtime/board-hooks.ts";
import { oncePerBoard } from "../../realtime/board-store.ts";
import { zhWallCycle as words } from "../../strings/zh-CN-wall-cycle.ts";
import { cityDate, cityTime, dayLabel } from "../../ui/city-date.ts";
import { LightMark } from "../../ui/LightMark.tsx";

/**
 * `已报 9/14 · 今日 17:00 截止`, or `◆ 本期未报 5 项`. Before the first round,
 * `otherwise`. Alone in a component: it draws again as units report.
 */
export function RoundLine({ otherwise }: { otherwise: ReactNode }) {
  const line = JSON.parse(useBoardPart(lineText)) as ReturnType<typeof roundLine>;
  if (line === null) return otherwise;
  return (
    <>
      <span>
        {words.reportedWord} <b>{line.reported}</b>/{line.asked}
      </span>
      {line.missing === null ? (
        <span>{line.due}</span>
      ) : (
        <span className="head-late tone-behind">
          <LightMark light="behind" /> {line.missing}
        </span>
      )}
    </>
  );
}

/** What the header says of the running round; once it is over, what is `missing` in its place. */
export function roundLine({ dispatch }: Pick<Board, "dispatch">) {
  if (dispatch === null || dispatch.round === null) return null;
  const { asked, reported, state, dueAt } = dispatch.round;
  const time = cityTime(dueAt);
  const due =
    state === "open"
      ? words.dueAt.open(dayLabel(cityDate(dueAt)), time)
      : state === "due"
        ? words.dueAt.due(time)
        : state === "late"
          ? words.dueAt.late(time)
          : words.dueAt[state];
  const past = state !== "open" && state !== "due";
  return {
    reported,
    asked,
    due,
    missing: past && reported < asked ? words.missing(asked - reported) : null,
  };
}

const lineText = oncePerBoard((board) => JSON.stringify(roundLine(board)));
