import type { CalendarBody } from "@diaodu/contracts";
import { roundLabel, roundsOfYear, roundTimes } from "@diaodu/domain";
import type { Round } from "@diaodu/domain";
import { settingsWords } from "../../../strings/zh-CN-dispatch-settings.ts";
import { momentLabel, weekdayLabel } from "../../../ui/city-date.ts";

const words = settingsWords.calendar;
const SHOWN = 12;

/** The rounds that come of a calendar, from today on. */
export function RoundPreview(props: { calendar: CalendarBody | null; today: string }) {
  const { calendar, today } = props;
  return (
    <aside className="round-preview">
      <h3>{words.preview}</h3>
      {calendar === null ? (
        <p className="dim">{words.wrong}</p>
      ) : (
        <ol>
          {nextRounds(calendar, today).map((round) => {
            const times = roundTimes(round, calendar);
            return (
              <li key={round.code}>
                <b>{roundLabel(round)}</b> {weekdayLabel(round.end)}
                <div className="dim">
                  {words.due(momentLabel(times.dueAt))} ·{" "}
                  {words.freezes(momentLabel(times.freezesAt))}
                </div>
              </li>
            );
          })}
        </ol>
      )}
    </aside>
  );
}

function nextRounds(calendar: CalendarBody, today: string): Round[] {
  const year = Number(today.slice(0, 4));
  return [year, year + 1]
    .flatMap((one) => roundsOfYear(one, calendar))
    .filter(({ end }) => end >= today)
    .slice(0, SHOWN);
}
