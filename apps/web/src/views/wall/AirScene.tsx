import type { Tile } from "@diaodu/contracts";
import { airClassCounts, ZH_CN } from "@diaodu/charts";
import { useBoardPart } from "../../realtime/board-hooks.ts";
import { zhWall } from "../../strings/zh-CN-wall.ts";
import { StatusWords } from "../../ui/StatusWords.tsx";
import { TileBoundary } from "../../ui/TileBoundary.tsx";
import { calendarInput, trendInput } from "./chart-inputs.ts";
import { factText, headline } from "./headline.ts";
import { RollingText } from "./RollingText.tsx";
import { TileCalendar, TileTrend } from "./TileCharts.tsx";
import { zh } from "../../strings/zh-CN.ts";

/** The year's days over everything, then what they add up to. */
export function AirScene({ keys, fresh }: { keys: readonly string[]; fresh: ReadonlySet<string> }) {
  const tiles = useBoardPart((board) => board.tiles).filter((tile) => keys.includes(tile.key));
  const ordered = keys.flatMap((key) => tiles.filter((tile) => tile.key === key));
  const calendar = ordered.find((tile) => tile.days !== null);
  const trend = ordered.find((tile) => tile !== calendar && trendInput(tile) !== null);
  return (
    <div className="scene air">
      {calendar === undefined ? null : (
        <TileBoundary version={calendar.seq}>
          <TileCalendar tile={calendar} note={<ClassKey tile={calendar} />} />
        </TileBoundary>
      )}
      <div className={trend === undefined ? "air-low" : "air-low has-trend"}>
        <ul className="air-tiles">
          {ordered.slice(0, 6).map((tile) => (
            <li key={tile.key} className={fresh.has(tile.key) ? "is-new" : ""}>
              <TileBoundary version={tile.seq}>
                <AirTile tile={tile} />
              </TileBoundary>
            </li>
          ))}
        </ul>
        {trend === undefined ? null : (
          <TileBoundary version={trend.seq}>
            <TileTrend tile={trend} title={trend.name} />
          </TileBoundary>
        )}
      </div>
    </div>
  );
}

function AirTile({ tile }: { tile: Tile }) {
  const line = tile.figure === null ? null : headline(tile.figure);
  const { days } = tile;
  return (
    <>
      <h3>
        {tile.name} <small>{tile.figure?.periodLabel ?? ""}</small>
      </h3>
      <p className="row-figure">
        <b className={line === null ? "unreported" : ""}>
          {line === null ? zh.unreported : <RollingText text={factText(line.main)} />}
        </b>
        <span>{line?.main.unit}</span>
        <span>{line?.growth}</span>
      </p>
      <StatusWords light={tile.light.light} words={tile.light.words} />
      <p className="line-dim">
        {days === null
          ? (tile.remaining[0]?.words ?? tile.note ?? "")
          : [
              zhWall.good(days.good, days.valid),
              ...(days.lastYear === null
                ? []
                : [zhWall.lastYearGood(days.lastYear.good, days.lastYear.valid)]),
            ].join("；")}
      </p>
    </>
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
