import { progressGeometry } from "@diaodu/charts/bar-geometry";
import type { Bar as BarShape } from "@diaodu/contracts";
import { Bar } from "../../ui/Bar.tsx";

/** Per cent of the bar's width that its figure takes at most. */
const FIGURE_WIDTH = 24;

/** The progress bar with its per cent beside the bar's end, or inside it when the end is far out. */
export function BarWithFigure(props: {
  bar: BarShape & { kind: "progress" };
  completion: string | null;
}) {
  const { bar, completion } = props;
  const place = progressGeometry(bar, { width: 100, height: 100 });
  const done = place.done.width;
  const tick = place.schedule.x;
  const inside = done > 72;
  // The figure steps over the schedule tick when that would stand in it.
  const start = tick >= done && tick < done + FIGURE_WIDTH ? tick : done;
  return (
    <div className="bar-figure">
      <Bar bar={bar} />
      {completion === null ? null : (
        <span
          className={inside ? "bar-inside" : "bar-beside"}
          style={inside ? { right: `${100 - done}%` } : { left: `${start}%` }}
        >
          {completion}%
        </span>
      )}
    </div>
  );
}
