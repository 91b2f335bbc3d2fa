import { type Mark as BarMark, progressGeometry } from "@diaodu/charts/bar-geometry";
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

/** The bar is drawn in per cent of its own width and height, so it stretches without a script. */
const PER_CENT = { width: 100, height: 100 };

function ProgressBar({ bar }: { bar: BarShape & { kind: "progress" } }) {
  const { track, done, schedule, base, stretch } = progressGeometry(bar, PER_CENT);
  return (
    <svg
      className="bar bar-progress"
      role="img"
      aria-label={zh.bar.progress(bar.done.toFixed(1), bar.schedule.toFixed(1))}
    >
      <rect className="bar-track" y={of(track.y)} width="100%" height={of(track.height)} rx="2" />
      <rect
        className="bar-fill"
        y={of(done.y)}
        width={of(done.width)}
        height={of(done.height)}
        rx="2"
      />
      <Mark className="bar-base" at={base} width={2} />
      {stretch === null ? null : <Mark className="bar-stretch" at={stretch} width={2} />}
      <Mark className="bar-tick" at={schedule} width={4} />
    </svg>
  );
}

const of = (perCent: number) => `${perCent.toFixed(2)}%`;

/** An upright mark centred on its place; the shift is a transform because x is in per cent. */
function Mark(props: { className: string; at: BarMark; width: number }) {
  const { className, at, width } = props;
  return (
    <rect
      className={className}
      x={of(at.x)}
      width={width}
      y={of(at.y1)}
      height={of(at.y2 - at.y1)}
      transform={`translate(${-width / 2} 0)`}
      rx="0.5"
    />
  );
}
