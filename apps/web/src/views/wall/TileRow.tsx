import type { Tile } from "@diaodu/contracts";
import { memo } from "react";
import { useBoardPart, useTile } from "../../realtime/board-hooks.ts";
import { zh } from "../../strings/zh-CN.ts";
import { zhWall } from "../../strings/zh-CN-wall.ts";
import { Bar } from "../../ui/Bar.tsx";
import { dayLabel } from "../../ui/city-date.ts";
import { Simulated } from "../../ui/Simulated.tsx";
import { StatusWords } from "../../ui/StatusWords.tsx";
import { TileBoundary } from "../../ui/TileBoundary.tsx";
import { BarWithFigure } from "./BarWithFigure.tsx";
import { dateOf } from "./board-parts.ts";
import { factText, headline, wallName } from "./headline.ts";
import { daysLate } from "./owed.ts";
import { RollingText } from "./RollingText.tsx";

/** One line of the departure board. Draws again only when its own tile changes. */
export const TileRow = memo(function TileRow(props: {
  tileKey: string;
  isNew: boolean;
  mainRegion: string;
}) {
  const tile = useTile(props.tileKey);
  return (
    <li className={props.isNew ? "row is-new" : "row"}>
      {tile === undefined ? null : (
        <TileBoundary version={tile.seq}>
          <RowCells tile={tile} mainRegion={props.mainRegion} isNew={props.isNew} />
        </TileBoundary>
      )}
    </li>
  );
});

function RowCells(props: { tile: Tile; mainRegion: string; isNew: boolean }) {
  const { tile, mainRegion, isNew } = props;
  const today = useBoardPart(dateOf);
  const late = daysLate(tile, today);
  const line = tile.figure === null ? null : headline(tile.figure);
  return (
    <>
      <div className="row-name">
        <h2>
          {wallName(tile)}
          {isNew ? <i className="new-mark">{zhWall.fresh}</i> : null}
        </h2>
        <p>
          {tile.region.code === mainRegion ? "" : `${tile.region.name} `}
          {tile.figure === null
            ? tile.freshness.nextPeriodLabel
            : `${tile.figure.periodLabel} · ${zh.basis[tile.figure.basis]}`}
          {line?.main.simulated === true ? <Simulated /> : null}
          {tile.target?.simulated === true && tile.light.light !== "none" ? (
            <span className="simulated">{zhWall.simulatedTarget}</span>
          ) : null}
        </p>
      </div>
      <div className="row-value">
        {line === null ? (
          <>
            <b className="unreported">{zh.unreported}</b>
            <p>{dueWords(tile)}</p>
          </>
        ) : (
          <>
            <p className="row-figure">
              {line.mainLabel === null ? null : <span>{line.mainLabel}</span>}
              <b>
                <RollingText text={factText(line.main)} />
              </b>
              <span>{line.main.unit}</span>
            </p>
            <p>{line.growth ?? ""}</p>
          </>
        )}
      </div>
      <div className={`row-bar tone-${tile.light.light}`}>
        {tile.bar === null ? null : tile.bar.kind === "progress" ? (
          <BarWithFigure bar={tile.bar} completion={tile.progress?.completion ?? null} />
        ) : (
          <Bar bar={tile.bar} unit={tile.unit} />
        )}
      </div>
      <div className="row-words">
        <StatusWords light={tile.light.light} words={tile.light.words} />
        {late > 0 ? (
          <p className="row-late">
            <b>{zh.unreported}</b> {tile.freshness.nextPeriodLabel} · {zhWall.overdue(late)}
          </p>
        ) : (
          <p>{tile.remaining[0]?.words ?? tile.note ?? tile.target?.words ?? ""}</p>
        )}
      </div>
    </>
  );
}

function dueWords(tile: Tile): string {
  const { dueOn } = tile.freshness;
  return dueOn === null ? zhWall.noDueDate : zhWall.awaiting(dayLabel(dueOn));
}
