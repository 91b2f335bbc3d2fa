import type { Bar as BarShape } from "@diaodu/contracts";
import { zh } from "../strings/zh-CN.ts";
import { ControlBar } from "./ControlBar.tsx";
import { DaysBar } from "./DaysBar.tsx";
import { GrowthsBar } from "./GrowthsBar.tsx";

/**
 * The signature picture: done against time, or the shape that fits the indicator. `currentColor`
 * is the light's colour; the height comes from `--bar-height`. x is in per cent of the width.
 * `labelled` writes the periods under growth columns where there is room for them.
 */
export function Bar(props: { bar: BarShape; unit?: string; labelled?: boolean }) {
  const { bar, unit = "", labelled = false } = props;
  switch (bar.kind) {
    case "progress":
      return <ProgressBar bar={bar} />;
    case "control":
      return <ControlBar bar={bar} unit={unit} />;
    case "growths":
      return <GrowthsBar bar={bar} labelled={labelled} />;
    case "days":
      return <DaysBar bar={bar} />;
  }
}

/** Right end of the scale, per cent of the base plan: room beyond the furthest mark. */
export function progressScale(bar: BarShape & { kind: "progress" }): number {
  return Math.max(bar.done, bar.base, bar.stretch ?? 0, 100) * 1.06;
}

function ProgressBar({ bar }: { bar: BarShape & { kind: "progress" } }) {
  const scale = progressScale(bar);
  const at = (value: number) => `${((Math.max(0, value) / scale) * 100).toFixed(2)}%`;
  return (
    <svg
      className="bar bar-progress"
      role="img"
      aria-label={zh.bar.progress(bar.done.toFixed(1), bar.schedule.toFixed(1))}
    >
      <rect className="bar-track" y="30%" width="100%" height="40%" rx="2" />
      <rect className="bar-fill" y="30%" width={at(bar.done)} height="40%" rx="2" />
      <Mark className="bar-base" x={at(bar.base)} width={2} y="18%" height="64%" />
      {bar.stretch === null ? null : (
        <Mark className="bar-stretch" x={at(bar.stretch)} width={2} y="18%" height="64%" />
      )}
      <Mark className="bar-tick" x={at(bar.schedule)} width={4} y="4%" height="92%" />
    </svg>
  );
}

/** An upright mark centred on `x`; the shift is a transform because x is in per cent. */
function Mark(mark: { className: string; x: string; width: number; y: string; height: string }) {
  return <rect {...mark} transform={`translate(${-mark.width / 2} 0)`} rx="0.5" />;
}
