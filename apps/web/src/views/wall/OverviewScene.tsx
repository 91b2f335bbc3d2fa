import { useMemo } from "react";
import { useBoardPart } from "../../realtime/board-hooks.ts";
import { oncePerBoard } from "../../realtime/board-store.ts";
import { zhWall } from "../../strings/zh-CN-wall.ts";
import { ROOMY_ROWS } from "./fit.ts";
import { OverviewSide } from "./OverviewSide.tsx";
import { TileRow } from "./TileRow.tsx";

/** The departure board: one row an indicator, so that the eye runs down one edge. */
export function OverviewScene(props: {
  keys: readonly string[];
  fresh: ReadonlySet<string>;
  held: boolean;
}) {
  const { keys, fresh, held } = props;
  const mainRegion = useBoardPart(mostCommonRegion);
  const density = keys.length <= ROOMY_ROWS ? "roomy" : "dense";
  const rows = useMemo(() => ({ "--rows": keys.length }) as React.CSSProperties, [keys.length]);
  return (
    <div className="scene overview">
      <section className={`rows ${density}`} style={rows}>
        <div className="rows-head">
          <span>{zhWall.indicator}</span>
          <span>{zhWall.value}</span>
          <span className="bar-key">
            {zhWall.completion}
            <i className="tick tick-schedule">{zhWall.schedule}</i>
            <i className="tick tick-base">{zhWall.base}</i>
            <i className="tick tick-stretch">{zhWall.stretch}</i>
          </span>
          <span>{zhWall.against}</span>
        </div>
        <ol>
          {keys.map((key) => (
            <TileRow key={key} tileKey={key} isNew={fresh.has(key)} mainRegion={mainRegion} />
          ))}
        </ol>
      </section>
      <OverviewSide held={held} fresh={fresh} />
    </div>
  );
}

/** The region that most tiles speak of goes without saying; the others name theirs. */
const mostCommonRegion = oncePerBoard((board) => {
  const counts = new Map<string, number>();
  for (const { region } of board.tiles) counts.set(region.code, (counts.get(region.code) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "";
});
