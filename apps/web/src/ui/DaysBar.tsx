import type { Bar } from "@diaodu/contracts";
import { zh } from "../strings/zh-CN.ts";

/** How many of the latest days fit one line. */
const SHOWN = 30;

/** The latest days of air. A day above the limit (AQI > 100) is taller, not only redder. */
export function DaysBar({ bar }: { bar: Bar & { kind: "days" } }) {
  const days = bar.aqi.slice(-SHOWN);
  const step = 100 / Math.max(1, days.length);
  const good = days.filter((aqi) => aqi !== null && aqi <= 100).length;
  const missing = days.filter((aqi) => aqi === null).length;
  return (
    <svg
      className="bar bar-days"
      role="img"
      aria-label={zh.bar.days(good, days.length - good - missing, missing)}
    >
      {days.map((aqi, index) => {
        const over = aqi !== null && aqi > 100;
        const tone = aqi === null ? "bar-void" : over ? "bar-over" : "bar-good";
        return (
          <rect
            key={bar.aqi.length - days.length + index}
            className={tone}
            x={`${(index * step).toFixed(3)}%`}
            width={`${(step * 0.78).toFixed(3)}%`}
            y={over ? "10%" : "34%"}
            height={over ? "80%" : "56%"}
            rx="1"
          />
        );
      })}
    </svg>
  );
}
