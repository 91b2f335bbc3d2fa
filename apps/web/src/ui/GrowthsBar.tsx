import type { Bar } from "@diaodu/contracts";
import { zh } from "../strings/zh-CN.ts";

const TOP = 20;
const BOTTOM = 84;
/** With the periods written under the columns. */
const BOTTOM_LABELLED = 70;
/** The same with the value of a falling column between it and its period. */
const BOTTOM_LABELLED_FALLING = 56;
/** Longer names than this are written under the first and the last column only. */
const SHORT_LABEL = 5;

/** `+3.2`, `+6.0`, `−6.8`, `0.0`: growth is always signed, with a real minus and one decimal. */
export function signedNumber(value: number, decimals = 1): string {
  const digits = Math.abs(value).toFixed(decimals);
  if (!/[1-9]/u.test(digits)) return digits;
  return value > 0 ? `+${digits}` : `−${digits}`;
}

/** Growth of the latest periods as columns on a zero line; only the last carries the light's colour. */
export function GrowthsBar({
  bar,
  labelled,
}: {
  bar: Bar & { kind: "growths" };
  labelled: boolean;
}) {
  const values = bar.items.map((item) => item.value);
  const falling = values.some((value) => value < 0);
  const bottom = labelled ? (falling ? BOTTOM_LABELLED_FALLING : BOTTOM_LABELLED) : BOTTOM;
  const high = Math.max(0, bar.target ?? 0, ...values);
  const low = Math.min(0, bar.target ?? 0, ...values);
  const y = (value: number) => TOP + ((high - value) / (high - low || 1)) * (bottom - TOP);
  const short = bar.items.every((item) => item.label.length <= SHORT_LABEL);
  const step = 100 / Math.max(1, bar.items.length);
  const words = bar.items.map((item) => `${item.label} ${signedNumber(item.value)}%`).join("，");
  return (
    <svg className="bar bar-growths" role="img" aria-label={zh.bar.growths(words)}>
      <line className="bar-zero" x1="0" x2="100%" y1={`${y(0)}%`} y2={`${y(0)}%`} />
      {bar.target === null ? null : (
        <line
          className="bar-target"
          x1="0"
          x2="100%"
          y1={`${y(bar.target)}%`}
          y2={`${y(bar.target)}%`}
        />
      )}
      {bar.items.map((item, index) => {
        const latest = index === bar.items.length - 1;
        const top = Math.min(y(0), y(item.value));
        const centre = `${(index + 0.5) * step}%`;
        return (
          <g key={item.label}>
            <rect
              className={latest ? "bar-fill" : "bar-past"}
              x={`${index * step + step * 0.2}%`}
              width={`${step * 0.6}%`}
              y={`${top}%`}
              height={`${Math.max(1.5, Math.abs(y(item.value) - y(0)))}%`}
            />
            <text
              x={centre}
              y={`${item.value < 0 ? Math.max(y(item.value), y(0)) : top}%`}
              dy={item.value < 0 ? "1.05em" : "-0.3em"}
              textAnchor="middle"
            >
              {signedNumber(item.value)}
            </text>
            {labelled && (short || index === 0 || latest) ? (
              <text
                x={short ? centre : index === 0 ? "0" : "100%"}
                y="99%"
                textAnchor={short ? "middle" : index === 0 ? "start" : "end"}
              >
                {item.label}
              </text>
            ) : null}
          </g>
        );
      })}
    </svg>
  );
}
