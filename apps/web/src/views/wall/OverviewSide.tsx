import type { Entry } from "@diaodu/contracts";
import { memo, useEffect, useState } from "react";
import { useBoardPart, useTile } from "../../realtime/board-hooks.ts";
import { oncePerBoard } from "../../realtime/board-store.ts";
import { zhWall } from "../../strings/zh-CN-wall.ts";
import { cityDate, cityTime, dayLabel } from "../../ui/city-date.ts";
import { Simulated } from "../../ui/Simulated.tsx";
import { TileBoundary } from "../../ui/TileBoundary.tsx";
import { pathInput, trendInput } from "./chart-inputs.ts";
import { dateOf } from "./board-parts.ts";
import { owedList } from "./owed.ts";
import { TilePath, TileTrend } from "./TileCharts.tsx";

const CHART_TURN = 13_000;
const ENTRIES = 8;
const OWED = 5;

/** Beside the board: one chart that turns, what is owed, what just came in. */
export const OverviewSide = memo(function OverviewSide(props: {
  held: boolean;
  fresh: ReadonlySet<string>;
}) {
  return (
    <aside className="side">
      <TurningChart held={props.held} fresh={props.fresh} />
      <OwedPanel />
      <LatestPanel fresh={props.fresh} />
    </aside>
  );
});

function TurningChart({ held, fresh }: { held: boolean; fresh: ReadonlySet<string> }) {
  const drawable = useBoardPart(drawableKeys).split(" ");
  const [turnCount, setTurnCount] = useState(0);
  useEffect(() => {
    if (held) return undefined;
    const timer = setInterval(() => setTurnCount((count) => count + 1), CHART_TURN);
    return () => clearInterval(timer);
  }, [held]);
  // What just changed is what one wants to see.
  const key = drawable.find((one) => fresh.has(one)) ?? drawable[turnCount % drawable.length] ?? "";
  const tile = useTile(key);
  if (tile === undefined) return null;
  const chart =
    pathInput(tile) === null ? (
      <TileTrend tile={tile} title={tile.shortName} place="side" />
    ) : (
      <TilePath tile={tile} title={tile.shortName} place="side" />
    );
  return <TileBoundary version={`${key} ${tile.seq}`}>{chart}</TileBoundary>;
}

/** Keys of the tiles with a chart; those with a planned path come first. Text, so that it compares. */
const drawableKeys = oncePerBoard((board) => {
  const paths = board.tiles.filter((tile) => pathInput(tile) !== null);
  const trends = board.tiles.filter((tile) => !paths.includes(tile) && trendInput(tile) !== null);
  return [...paths, ...trends].map((tile) => tile.key).join(" ");
});

function OwedPanel() {
  const text = useBoardPart(owedText);
  const owed = JSON.parse(text) as ReturnType<typeof owedList>;
  const late = owed.filter((one) => one.late > 0);
  return (
    <section className="panel owed">
      <header className="panel-head">
        <h2>{zhWall.owed}</h2>
        <span className={late.length > 0 ? "panel-note tone-behind" : "panel-note"}>
          {late.length > 0 ? zhWall.owedCount(late.length) : zhWall.nothingOwed}
        </span>
      </header>
      <ul className="panel-body lines">
        {owed.slice(0, OWED).map((one) => (
          <li key={one.key}>
            <span className="line-name">
              {one.name} <small>{one.periodLabel}</small>
            </span>
            <span className={one.late > 0 ? "tone-behind" : "line-dim"}>
              {one.late > 0
                ? zhWall.overdue(one.late)
                : one.late === 0
                  ? zhWall.dueToday
                  : zhWall.dueOn(dayLabel(one.dueOn))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const owedText = oncePerBoard((board) => JSON.stringify(owedList(board.tiles, board.clock.date)));

function LatestPanel({ fresh }: { fresh: ReadonlySet<string> }) {
  const feed = useBoardPart(feedOf);
  const today = useBoardPart(dateOf);
  // An earlier line about the same indicator is not news again.
  const newest = new Map(feed.toReversed().map((entry) => [entry.key, entry.seq]));
  return (
    <section className="panel latest">
      <header className="panel-head">
        <h2>{zhWall.latest}</h2>
      </header>
      {feed.length === 0 ? <p className="line-dim">{zhWall.nothingYet}</p> : null}
      <ul className="panel-body lines two-line">
        {feed.slice(0, ENTRIES).map((entry) => (
          <li
            key={`${entry.seq} ${entry.key} ${entry.figureText}`}
            className={fresh.has(entry.key) && newest.get(entry.key) === entry.seq ? "is-new" : ""}
          >
            <span className="line-name">
              {entry.name}
              <small>
                <time>{whenLabel(entry, today)}</time> {entry.periodLabel} {entry.verb}
                {entry.simulated ? <Simulated /> : null}
              </small>
            </span>
            <b>{entry.figureText}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

const feedOf = (board: { feed: readonly Entry[] }) => board.feed;

/** The hour today, the day before that. */
function whenLabel(entry: Entry, today: string): string {
  const date = cityDate(entry.at);
  return date === today ? cityTime(entry.at) : dayLabel(date);
}
