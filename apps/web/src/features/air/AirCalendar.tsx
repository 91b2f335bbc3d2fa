import type { AirDays } from "@diaodu/contracts";
import { zhDetail } from "../../strings/zh-CN-detail.ts";
import { dayLabel } from "../../ui/city-date.ts";
import { aqiGrade } from "./grades.ts";

const CELL = 10;
const LEFT = 26;
const DAY_MS = 86_400_000;

interface Day {
  date: string;
  aqi: number | null;
}

function daysOf(air: AirDays): Day[] {
  const start = Date.parse(`${air.from}T00:00:00Z`);
  return air.aqi.map((aqi, index) => ({
    date: new Date(start + index * DAY_MS).toISOString().slice(0, 10),
    aqi,
  }));
}

/** One row a month, one cell a day. A day above the limit is full, a good one is small. */
export function AirCalendar({ air }: { air: AirDays }) {
  const days = daysOf(air);
  const months = [...new Set(days.map((day) => day.date.slice(0, 7)))];
  const counts = zhDetail.aqiGrade.map(
    (_, index) => days.filter(({ aqi }) => aqi !== null && aqiGrade(aqi) === index + 1).length,
  );
  const missing = days.filter((day) => day.aqi === null).length;
  const summary = zhDetail.daysSummary(air.good, air.valid);
  return (
    <div className="air-calendar">
      <p>
        <strong>{summary}</strong>
        {air.lastYear === null ? null : (
          <span className="dim">
            {" "}
            · {zhDetail.daysLastYear(air.lastYear.good, air.lastYear.valid)}
          </span>
        )}
      </p>
      <svg
        viewBox={`0 0 ${LEFT + 31 * CELL} ${months.length * (CELL + 2) + 2}`}
        role="img"
        aria-label={`${zhDetail.days}：${summary}`}
      >
        {months.map((month, row) => (
          <text key={month} x="0" y={row * (CELL + 2) + 9.6} fontSize="10.5">
            {zhDetail.path.month(Number(month.slice(5)))}
          </text>
        ))}
        {days.map((day) => {
          const x = LEFT + (Number(day.date.slice(8)) - 1) * CELL;
          const y = months.indexOf(day.date.slice(0, 7)) * (CELL + 2) + 1;
          const over = day.aqi !== null && day.aqi > 100;
          const inset = over ? 0.5 : 1.6;
          return (
            <rect
              key={day.date}
              className={day.aqi === null ? "air-void" : `air-${aqiGrade(day.aqi)}`}
              x={x + inset}
              y={y + inset}
              width={CELL - 2 * inset}
              height={CELL - 2 * inset}
              rx="1"
            >
              <title>{`${dayLabel(day.date)} ${day.aqi ?? zhDetail.dayVoid}`}</title>
            </rect>
          );
        })}
      </svg>
      <ul className="air-legend">
        {zhDetail.aqiGrade.map((name, index) =>
          counts[index] === 0 ? null : (
            <li key={name}>
              <svg viewBox="0 0 10 10" aria-hidden="true">
                <rect className={`air-${index + 1}`} width="10" height="10" rx="1" />
              </svg>
              {name} {counts[index]}
            </li>
          ),
        )}
        {missing === 0 ? null : (
          <li>
            <svg viewBox="0 0 10 10" aria-hidden="true">
              <rect className="air-void" x="1" y="1" width="8" height="8" rx="1" />
            </svg>
            {zhDetail.dayVoid} {missing}
          </li>
        )}
      </ul>
      <p className="dim">{air.standard}</p>
    </div>
  );
}
