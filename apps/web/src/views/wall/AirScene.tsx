import type { Tile } from "@diaodu/contracts";
import { airClassCounts, ZH_CN } from "@diaodu/charts";
import { useBoardPart } from "../../realtime/board-hooks.ts";
import { zh } from "../../strings/zh-CN.ts";
import { zhWall } from "../../strings/zh-CN-wall.ts";
import { StatusWords } from "../../ui/StatusWords.tsx";
import { TileBoundary } from "../../ui/TileBoundary.tsx";
import { dateOf } from "./board-parts.ts";
import { calendarInput, pathInput } from "./chart-inputs.ts";
import { factText, headline, wallName } from "./headline.ts";
import { daysLate } from "./owed.ts";
import { RollingText } from "./RollingText.tsx";
import { TileCalendar, TilePath, TileTrend } from "./TileCharts.tsx";

/** With this many indicators each has room for its own curve. */
const WITH_CHARTS = 2;

/** The year's days over everything, then what they add up to. */
export function AirScene({ keys, fresh }: { keys: readonly string[]; fresh: ReadonlySet<string> }) {
  const all = useBoardPart(tilesOf);
  const tiles = keys.flatMap((key) => all.filter((tile) => tile.key === key));
  const ordered = [
    ...tiles.filter((tile) => tile.kind === "days"),
    ...tiles.filter((tile) => tile.kind !== "days"),
  ];
  const calendar = ordered.find((tile) => tile.days !== null);
  const charts = ordered.length <= WITH_CHARTS;
  return (
    <div className="scene air">
      {calendar === undefined ? null : (
        <TileBoundary version={calendar.seq}>
          <TileCalendar tile={calendar} note={<ClassKey tile={calendar} />} />
        </TileBoundary>
      )}
      <ul className={charts ? "air-tiles with-charts" : "air-tiles"}>
        {ordered.slice(0, 9).map((tile) => (
          <li key={tile.key} className={fresh.has(tile.key) ? "is-new" : ""}>
            <TileBoundary version={tile.seq}>
              <AirTile tile={tile} />
              {charts ? <AirCurve tile={tile} /> : null}
            </TileBoundary>
          </li>
        ))}
      </ul>
    </div>
  );
}

const tilesOf = (board: { tiles: readonly Tile[] }) => board.tiles;

function AirCurve({ tile }: { tile: Tile }) {
  return pathInput(tile) === null ? (
    <TileTrend tile={tile} place="air" />
  ) : (
    <TilePath tile={tile} place="air" />
  );
}

function AirTile({ tile }: { tile: Tile }) {
  const line = tile.figure === null ? null : headline(tile.figure);
  const late = daysLate(tile, useBoardPart(dateOf));
  return (
    <div className="air-tile">
      <h3>
        {wallName(tile)} <small>{tile.figure?.periodLabel ?? ""}</small>
      </h3>
      <p className="row-figure">
        <b className={line === null ? "unreported" : ""}>
          {line === null ? zh.unreported : <RollingText text={factText(line.main)} />}
        </b>
        <span>{line?.main.unit}</span>
        <span>{line?.growth}</span>
      </p>
      <div>
        <StatusWords light={tile.light.light} words={tile.light.words} />
      </div>
      <p className="line-dim">
        {tile.target?.simulated === true ? (
          <span className="simulated">{zhWall.simulatedTarget}</span>
        ) : null}
        {tile.remaining[0]?.words ?? ""}
      </p>
      <p className="line-dim">{tile.note ?? ""}</p>
      {late === 0 ? null : (
        <p className="row-late">
          <b>{zh.unreported}</b> {tile.freshness.nextPeriodLabel} · {zhWall.overdue(late)}
        </p>
      )}
    </div>
  );
}

/** Each class with its colour, its word and its days. */
function ClassKey({ tile }: { tile: Tile }) {
  const input = calendarInput(tile);
  if (input === null) return null;
  const counts = airClassCounts(input);
  return (
    <>
      {counts.classes
        .filter((one) => one.days > 0)
        .map((one) => (
          <i key={one.level} className={`key key-aqi aqi-${one.level}`}>
            {ZH_CN.airClasses[one.level]} {zhWall.days(one.days)}
          </i>
        ))}
      {counts.invalid === 0 ? null : (
        <i className="key key-aqi aqi-invalid">
          {zhWall.invalid} {zhWall.days(counts.invalid)}
        </i>
      )}
      <span>{tile.days === null ? "" : zhWall.standard(tile.days.standard)}</span>
    </>
  );
}
