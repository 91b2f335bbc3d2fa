import type { Tile } from "@diaodu/contracts";
import type { ReactNode } from "react";
import { AirCalendar } from "../../features/air/AirCalendar.tsx";
import { OriginAsk } from "../../features/origin/OriginAsk.tsx";
import { MEETING_PATH, PathChart, PHONE_PATH } from "../../features/path/PathChart.tsx";
import { PathTable } from "../../features/path/PathTable.tsx";
import {
  headlineOf,
  isSimulated,
  publisherOf,
  releasedOn,
  shownFigure,
} from "../../ui/headline.ts";
import { daysOverdue } from "../../features/tile/order.ts";
import { OriginCard } from "../../features/tile/OriginCard.tsx";
import { OutlookCard } from "../../features/tile/OutlookCard.tsx";
import { RemainingCard } from "../../features/tile/RemainingCard.tsx";
import { WhyCard } from "../../features/tile/WhyCard.tsx";
import { SpotLine } from "../../features/room/SpotLine.tsx";
import { zh } from "../../strings/zh-CN.ts";
import { zhDetail } from "../../strings/zh-CN-detail.ts";
import { dayLabel } from "../../ui/city-date.ts";
import { ScrollRegion } from "../../ui/ScrollRegion.tsx";
import { Simulated } from "../../ui/Simulated.tsx";
import { StatusWords } from "../../ui/StatusWords.tsx";
import { BigNumbers } from "./BigNumbers.tsx";

/** One indicator before the meeting: how it stands, why, and what would make it good. */
export function AgendaItem(props: {
  tile: Tile;
  today: string;
  /** What the host points at: the label of a period. */
  spotlight?: string | null;
  choose?: ((label: string) => void) | undefined;
  /** Stands over the proof. */
  aside?: ReactNode;
}) {
  const { tile, today, spotlight = null, choose, aside } = props;
  return (
    <>
      <main className="item">
        <header className="item-head">
          <h1>
            {tile.name}
            <span className="item-region"> · {tile.region.name}</span>
          </h1>
          <p className="item-origin">
            <Origin tile={tile} today={today} />
          </p>
        </header>
        <BigNumbers tile={tile} />
        <SpotLine tile={tile} spotlight={spotlight} />
        <p className="item-words">
          {tile.progress === null && tile.light.short === null ? (
            <StatusWords light={tile.light.light} words={tile.light.words} />
          ) : null}
          {/* Of days the calendar's own line says it. */}
          {tile.note === null || tile.days !== null ? null : (
            <span className="dim">{tile.note}</span>
          )}
        </p>
        {tile.days === null ? (
          <>
            <div className="path-wide">
              <PathChart tile={tile} size={MEETING_PATH} spotlight={spotlight} choose={choose} />
            </div>
            <div className="path-narrow">
              <PathChart tile={tile} size={PHONE_PATH} spotlight={spotlight} choose={choose} />
            </div>
          </>
        ) : (
          <AirCalendar air={tile.days} />
        )}
        <PathTable tile={tile} />
      </main>
      <ScrollRegion className="proof" label={zhDetail.origin} aside>
        {aside}
        <WhyCard tile={tile} />
        <RemainingCard tile={tile} />
        <OutlookCard tile={tile} />
        {tile.dispatch === null ? null : (
          <OriginCard figure={tile.dispatch} title={zhDetail.dispatch} />
        )}
        {tile.figure === null ? null : <OriginCard figure={tile.figure} title={zhDetail.origin} />}
        <OriginAsk tile={tile} />
        <p className="dim proof-owner">
          {zhDetail.owner}：
          {[tile.leadUnit, tile.leader].filter((name) => name !== null).join(" · ")}{" "}
          {tile.simulatedOwner ? <Simulated /> : null}
        </p>
      </ScrollRegion>
    </>
  );
}

/** `1—6月 · 统计 · 财政部 7月17日 发布`. */
function Origin({ tile, today }: { tile: Tile; today: string }) {
  const figure = shownFigure(tile);
  const late = daysOverdue(tile, today);
  const main = headlineOf(figure)?.main;
  return (
    <>
      {figure === null || main === undefined ? (
        zh.unreported
      ) : (
        <>
          {figure.periodLabel} · {zh.basis[figure.basis]} · {publisherOf(main.source)}{" "}
          {zh.released(dayLabel(releasedOn(figure)))} {isSimulated(figure) ? <Simulated /> : null}
        </>
      )}
      {late > 0 ? <strong className="overdue"> {zh.overdue(late)}</strong> : null}
    </>
  );
}
