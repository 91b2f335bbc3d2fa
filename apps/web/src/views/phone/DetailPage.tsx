import type { Board, Ranking, Tile } from "@diaodu/contracts";
import { useCallback, useEffect } from "react";
import { Link } from "wouter";
import { AirCalendar } from "../../features/air/AirCalendar.tsx";
import { HistoryCard } from "../../features/history/HistoryCard.tsx";
import { VersionLine } from "../../features/link/VersionLine.tsx";
import { OriginAsk } from "../../features/origin/OriginAsk.tsx";
import { PathChart, PHONE_PATH } from "../../features/path/PathChart.tsx";
import { PathTable } from "../../features/path/PathTable.tsx";
import { RankingCard } from "../../features/ranking/RankingCard.tsx";
import { Freshness, PeriodAndGrowth } from "../../features/tile/Freshness.tsx";
import { headlineOf, shownFigure } from "../../ui/headline.ts";
import { OriginCard } from "../../features/tile/OriginCard.tsx";
import { OutlookCard } from "../../features/tile/OutlookCard.tsx";
import { RemainingCard } from "../../features/tile/RemainingCard.tsx";
import { WhyCard } from "../../features/tile/WhyCard.tsx";
import { useBoardPart, useTile } from "../../realtime/board-hooks.ts";
import { useBusinessClock } from "../../realtime/business-clock.ts";
import { zh } from "../../strings/zh-CN.ts";
import { zhDetail } from "../../strings/zh-CN-detail.ts";
import { dayLabel } from "../../ui/city-date.ts";
import { Bar } from "../../ui/Bar.tsx";
import { FigureText } from "../../ui/FigureText.tsx";
import { Simulated } from "../../ui/Simulated.tsx";
import { StatusWords } from "../../ui/StatusWords.tsx";
import { TileBoundary } from "../../ui/TileBoundary.tsx";
import { TileItems } from "./TileItems.tsx";

/** Everything known about one indicator, the answer first and its proof below. */
export function DetailPage({ tileKey }: { tileKey: string }) {
  const tile = useTile(tileKey);
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [tileKey]);
  return (
    <>
      <nav className="phone-nav" aria-label={zhDetail.title}>
        <Link href="/" className="back">
          <span aria-hidden="true">‹</span> {zhDetail.back}
        </Link>
        <VersionLine />
      </nav>
      <main className="phone-main">
        {tile === undefined ? (
          <p className="dim">{zh.notFound}</p>
        ) : (
          <TileBoundary version={tile.seq}>
            <Detail tile={tile} />
          </TileBoundary>
        )}
      </main>
    </>
  );
}

function Detail({ tile }: { tile: Tile }) {
  const clock = useBusinessClock();
  const headline = headlineOf(shownFigure(tile));
  const rankings = useRankings(tile);
  const { nextPeriodLabel, dueOn } = tile.freshness;
  return (
    <>
      <header className="detail-head">
        <h1>
          {tile.name}
          <span className="card-region"> · {tile.region.name}</span>
        </h1>
        <StatusWords light={tile.light.light} words={tile.light.words} />
        <div className="card-row card-figure">
          {headline === null ? (
            <span className="unreported">{zh.unreported}</span>
          ) : (
            <FigureText text={headline.main.text} unit={headline.main.unit} />
          )}
          <PeriodAndGrowth tile={tile} />
        </div>
        {tile.bar === null ? null : (
          <div className={`card-bar is-${tile.bar.kind} tone-${tile.light.light}`}>
            <Bar bar={tile.bar} unit={tile.unit} labelled />
          </div>
        )}
        {tile.note === null ? null : <p>{tile.note}</p>}
        <p className="dim detail-fresh">
          <Freshness tile={tile} today={clock.date} />
          {nextPeriodLabel === null || dueOn === null ? null : (
            <span>{zh.nextPeriodDue(nextPeriodLabel, dayLabel(dueOn))}</span>
          )}
        </p>
      </header>
      {tile.series.points.length === 0 ? null : (
        <section className="facts-section">
          <PathChart tile={tile} size={PHONE_PATH} />
          <PathTable tile={tile} />
        </section>
      )}
      {tile.days === null ? null : (
        <section className="facts-section">
          <h2>{zhDetail.days}</h2>
          <AirCalendar air={tile.days} />
        </section>
      )}
      <TileItems tile={tile} />
      <WhyCard tile={tile} />
      <RemainingCard tile={tile} />
      <OutlookCard tile={tile} />
      {tile.dispatch === null ? null : (
        <OriginCard figure={tile.dispatch} title={zhDetail.dispatch} />
      )}
      {tile.figure === null ? null : <OriginCard figure={tile.figure} title={zhDetail.origin} />}
      <HistoryCard tile={tile} />
      <OriginAsk tile={tile} />
      {rankings.map((ranking) => (
        <RankingCard key={ranking.key} ranking={ranking} own={tile.region.code} />
      ))}
      <p className="detail-owner dim">
        {zhDetail.owner}：{[tile.leadUnit, tile.leader].filter((name) => name !== null).join(" · ")}{" "}
        {tile.simulatedOwner ? <Simulated /> : null}
      </p>
    </>
  );
}

/** Rankings of this indicator in which the tile's region is the parent or stands itself. */
function useRankings(tile: Tile): Ranking[] {
  const all = useBoardPart(useCallback((board: Board) => board.rankings, []));
  const region = tile.region.code;
  return all.filter(
    (ranking) =>
      ranking.indicator === tile.indicator &&
      (ranking.parent.code === region || ranking.rows.some((row) => row.region === region)),
  );
}
