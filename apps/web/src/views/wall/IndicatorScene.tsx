import type { Tile } from "@diaodu/contracts";
import { useBoardPart, useTile } from "../../realtime/board-hooks.ts";
import { zh } from "../../strings/zh-CN.ts";
import { zhDetail } from "../../strings/zh-CN-detail.ts";
import { zhWall } from "../../strings/zh-CN-wall.ts";
import { Bar } from "../../ui/Bar.tsx";
import { dayLabel, fullDayLabel } from "../../ui/city-date.ts";
import { Simulated } from "../../ui/Simulated.tsx";
import { StatusWords } from "../../ui/StatusWords.tsx";
import { TileBoundary } from "../../ui/TileBoundary.tsx";
import { BarWithFigure } from "./BarWithFigure.tsx";
import { dateOf } from "./board-parts.ts";
import { pathInput, trendInput } from "./chart-inputs.ts";
import { factText, headline } from "./headline.ts";
import { daysLate } from "./owed.ts";
import { RollingText } from "./RollingText.tsx";
import { TilePath, TileTrend } from "./TileCharts.tsx";

/** One indicator fills the wall: what it is, how it stands, how it came here. */
export function IndicatorScene({ tileKey, isNew }: { tileKey: string; isNew: boolean }) {
  const tile = useTile(tileKey);
  if (tile === undefined) return null;
  const charts = [pathInput(tile), trendInput(tile)].filter((input) => input !== null).length;
  const place = charts === 2 ? "half" : "whole";
  return (
    <div className={charts > 0 ? "scene indicator" : "scene indicator alone"}>
      <TileBoundary version={tile.seq}>
        <BigTile tile={tile} isNew={isNew} />
      </TileBoundary>
      {charts === 0 ? null : (
        <div className="charts">
          <TileBoundary version={tile.seq}>
            <TilePath tile={tile} place={place} />
            <TileTrend tile={tile} place={place} />
          </TileBoundary>
        </div>
      )}
    </div>
  );
}

/** The figure as large as the screen allows, its light, its bar, and what remains to be done. */
function BigTile({ tile, isNew }: { tile: Tile; isNew: boolean }) {
  const today = useBoardPart(dateOf);
  const late = daysLate(tile, today);
  const line = tile.figure === null ? null : headline(tile.figure);
  return (
    <article className={isNew ? "big is-new" : "big"}>
      <header>
        <h2>
          {tile.name}
          {isNew ? <i className="new-mark">{zhWall.fresh}</i> : null}
        </h2>
        <p>
          {tile.region.name}
          {tile.figure === null
            ? ""
            : ` · ${tile.figure.periodLabel} · ${zh.basis[tile.figure.basis]}`}
          {line === null ? "" : ` · ${zhWall.asOf(fullDayLabel(line.main.asOf))}`}
          {line?.main.simulated === true ? <Simulated /> : null}
        </p>
      </header>
      {line === null ? (
        <p className="big-value unreported">{zh.unreported}</p>
      ) : (
        <p className="big-value">
          {line.mainLabel === null ? null : <span>{line.mainLabel}</span>}
          <b>
            <RollingText text={factText(line.main)} />
          </b>
          <span>{line.main.unit}</span>
          {line.growth === null ? null : <span className="big-growth">{line.growth}</span>}
        </p>
      )}
      <div className="big-status">
        <StatusWords light={tile.light.light} words={tile.light.words} />
      </div>
      {tile.bar === null ? null : (
        <div className={`big-bar tone-${tile.light.light}`}>
          {tile.bar.kind === "progress" ? (
            <BarWithFigure bar={tile.bar} completion={tile.progress?.completion ?? null} />
          ) : (
            <Bar bar={tile.bar} unit={tile.unit} />
          )}
        </div>
      )}
      {late > 0 ? (
        <p className="row-late">
          <b>{zh.unreported}</b> {tile.freshness.nextPeriodLabel} · {zhWall.overdue(late)}
        </p>
      ) : null}
      <dl className="big-facts">
        {tile.target === null ? null : <Fact term={zhWall.target}>{tile.target.words}</Fact>}
        {tile.remaining.map((one) => (
          <Fact key={one.level} term={zhDetail.remainingLevel[one.level]}>
            {one.words}
          </Fact>
        ))}
        {tile.outlook ? <Fact term={zhDetail.outlook}>{tile.outlook.words}</Fact> : null}
        {tile.dispatch?.facts[0] === undefined ? null : (
          <Fact
            term={`${zh.basis.dispatch} ${tile.dispatch.periodLabel}`}
            simulated={tile.dispatch.facts[0].simulated}
          >
            {factText(tile.dispatch.facts[0])} {tile.dispatch.facts[0].unit}
          </Fact>
        )}
        {tile.freshness.dueOn === null || late > 0 ? null : (
          <Fact term={tile.freshness.nextPeriodLabel ?? ""}>
            {zhWall.dueOn(dayLabel(tile.freshness.dueOn))}
          </Fact>
        )}
        <Fact term={zhWall.owner} simulated={tile.simulatedOwner}>
          {tile.leadUnit}
          {tile.leader === null ? "" : ` ${tile.leader}`}
        </Fact>
      </dl>
      {tile.note === null ? null : <p className="big-note">{tile.note}</p>}
    </article>
  );
}

function Fact(props: { term: string; simulated?: boolean; children: React.ReactNode }) {
  return (
    <div>
      <dt>{props.term}</dt>
      <dd>
        {props.children}
        {props.simulated === true ? <Simulated /> : null}
      </dd>
    </div>
  );
}
