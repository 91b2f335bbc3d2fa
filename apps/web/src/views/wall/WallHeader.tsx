import type { Board } from "@diaodu/contracts";
import { useBoardPart, useLink } from "../../realtime/board-hooks.ts";
import { oncePerBoard } from "../../realtime/board-store.ts";
import { useBusinessClock } from "../../realtime/business-clock.ts";
import { useNow } from "../../realtime/now.ts";
import { zh } from "../../strings/zh-CN.ts";
import { zhWall } from "../../strings/zh-CN-wall.ts";
import { cityTimeWithSeconds, dayLabel, fullDayLabel, weekdayLabel } from "../../ui/city-date.ts";
import { StaleBand } from "../../ui/StaleBand.tsx";
import { seqOf } from "./board-parts.ts";
import { grouped } from "./grouped.ts";
import { RoundLine } from "./RoundLine.tsx";

/** The year along the top edge, then which city, which round, which moment. */
export function WallHeader({ sceneName }: { sceneName: string | null }) {
  const title = useBoardPart(titleOf);
  const clock = useBusinessClock();
  const { from, to, number } = clock.round;
  return (
    <header className="wall-head">
      <div className="year-line" role="img" aria-label={zh.yearProgressLabel(clock.yearProgress)}>
        <i style={{ width: `${clock.yearProgress}%` }} />
      </div>
      <h1>{title}</h1>
      {sceneName === null ? null : <span className="head-scene">{sceneName}</span>}
      <span>
        第 <b>{number}</b> 期
      </span>
      <RoundLine
        otherwise={
          <span>
            {dayLabel(from)}
            {to === from
              ? ""
              : `—${from.slice(0, 7) === to.slice(0, 7) ? `${Number(to.slice(8))}日` : dayLabel(to)}`}
          </span>
        }
      />
      <span className="head-gap" />
      <span>
        {fullDayLabel(clock.date)} {weekdayLabel(clock.date)}
      </span>
      <span>
        {zhWall.yearPassed} <b>{clock.yearProgress}%</b>
      </span>
      {clock.time === null ? null : <b className="head-time">{clock.time}</b>}
    </header>
  );
}

/** Alone in a component: it draws again with every change. */
function Version() {
  const seq = useBoardPart(seqOf);
  return (
    <span>
      {zhWall.version} <b>{grouped(seq)}</b>
    </span>
  );
}

/** Full width and loud: the figures may have moved on without this screen. */
export function WallStaleBand() {
  const { stale, confirmedAt } = useLink();
  const now = useNow(1000, stale);
  const seq = useBoardPart(seqOf);
  const at = useBoardPart(atOf);
  if (!stale || now === null) return null;
  return <StaleBand confirmedAt={confirmedAt} now={now} seq={seq} committedAt={at} />;
}

/** Which version, when it was last confirmed, on what basis, and that it is a demonstration. */
export function WallFooter({ page }: { page: string | null }) {
  const demo = useBoardPart(demoOf);
  const bases = useBoardPart(basisWords);
  return (
    <footer className="wall-foot">
      <Version />
      <Confirmed />
      <span>
        {zhWall.basis}：{bases}
      </span>
      <span className="head-gap" />
      {page === null ? null : <span>{page}</span>}
      {demo === null ? null : <span className="demo-note">{demo}</span>}
    </footer>
  );
}

/** Alone in a component: it draws again with every beat. */
function Confirmed() {
  const { confirmedAt } = useLink();
  return (
    <span>
      {confirmedAt === null ? zhWall.checking : zhWall.checked(cityTimeWithSeconds(confirmedAt))}
    </span>
  );
}

const titleOf = (board: Board) => board.title;
const atOf = (board: Board) => board.at;
const demoOf = (board: Board) => board.demo;

/** `统计 全国 · 监测 德州市`: each basis with the regions that it speaks of. */
const basisWords = oncePerBoard((board) => {
  const regions = new Map<string, Set<string>>();
  for (const { figure, region } of board.tiles) {
    if (figure === null) continue;
    const name = zh.basis[figure.basis];
    regions.set(name, (regions.get(name) ?? new Set()).add(region.name));
  }
  return [...regions].map(([basis, names]) => `${basis} ${[...names].join("、")}`).join(" · ");
});
