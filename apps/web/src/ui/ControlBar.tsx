import type { Bar } from "@diaodu/contracts";
import { zh } from "../strings/zh-CN.ts";

/** A value on a scale with its control line, or the two lines of a band. */
export function ControlBar({ bar, unit }: { bar: Bar & { kind: "control" }; unit: string }) {
  const [from, to] = bar.scale;
  const share = (value: number) =>
    Math.min(1, Math.max(0, (value - from) / (to - from || 1))) * 100;
  const at = (value: number) => `${share(value).toFixed(2)}%`;
  const lines = [
    ...(bar.low === null ? [] : [{ value: bar.low, words: `≥${bar.low}${unit}` }]),
    ...(bar.high === null ? [] : [{ value: bar.high, words: `≤${bar.high}${unit}` }]),
  ];
  const wantedFrom = bar.wanted === "below" ? 0 : share(bar.low ?? from);
  const wantedTo = bar.wanted === "above" ? 100 : share(bar.high ?? to);
  const label = zh.bar.control(`${bar.value}${unit}`, lines.map((line) => line.words).join(" "));
  return (
    <svg className="bar bar-control" role="img" aria-label={label}>
      <rect className="bar-track" y="58%" width="100%" height="10%" rx="2" />
      <rect
        className="bar-fill bar-wanted"
        opacity="0.3"
        x={`${wantedFrom}%`}
        y="58%"
        width={`${Math.max(0, wantedTo - wantedFrom)}%`}
        height="10%"
      />
      {lines.map((line) => (
        <g key={line.words}>
          <rect
            className="bar-tick"
            x={at(line.value)}
            width="3"
            y="36%"
            height="54%"
            transform="translate(-1.5 0)"
          />
          <text
            x={at(line.value)}
            y="26%"
            textAnchor={
              share(line.value) > 80 ? "end" : share(line.value) < 20 ? "start" : "middle"
            }
          >
            {line.words}
          </text>
        </g>
      ))}
      <circle className="bar-fill" cx={at(bar.value)} cy="63%" r="0.42em" />
    </svg>
  );
}
