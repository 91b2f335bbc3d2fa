import type { Board } from "@diaodu/contracts";
import { useMemo } from "react";
import { Link } from "wouter";
import { VersionLine } from "../../features/link/VersionLine.tsx";
import { sentenceOf, worstFirst } from "../../features/tile/order.ts";
import { useBoardPart } from "../../realtime/board-hooks.ts";
import { useBusinessClock } from "../../realtime/business-clock.ts";
import { zh } from "../../strings/zh-CN.ts";
import { dayLabel } from "../../ui/city-date.ts";
import { TileBoundary } from "../../ui/TileBoundary.tsx";
import { YearBar } from "../../ui/YearBar.tsx";
import { PhoneCard } from "./PhoneCard.tsx";

const tilesOf = (board: Board) => board.tiles;
const layoutOf = (board: Board) => board.layout;
const demoOf = (board: Board) => board.demo;
const titleOf = (board: Board) => board.title;
const cycleOf = ({ dispatch }: Board) => (dispatch === null ? "" : zh.cycle(dispatch));

/** One sentence, how much of the year has passed, and a card for each indicator, worst first. */
export function ListPage() {
  const tiles = useBoardPart(tilesOf);
  const layout = useBoardPart(layoutOf);
  const demo = useBoardPart(demoOf);
  const title = useBoardPart(titleOf);
  const cycle = useBoardPart(cycleOf);
  const clock = useBusinessClock();
  const ordered = useMemo(
    () => worstFirst({ tiles, layout }, clock.date),
    [tiles, layout, clock.date],
  );
  const sentence = sentenceOf(tiles, clock.date);
  const home = tiles[0]?.region.code;
  return (
    <>
      <header className="phone-head">
        <p className="phone-when">
          <span>
            {title} · {dayLabel(clock.date)}
            {clock.time === null ? null : ` ${clock.time}`}
          </span>
        </p>
        <h1 className="phone-sentence">
          {sentence.map((part, index) => (
            <span key={part.tone} className={`sentence-part is-${part.tone}`}>
              <b>{part.count}</b>
              {part.words}
              {index < sentence.length - 1 ? zh.sentence.join : null}
            </span>
          ))}
        </h1>
        <YearBar percent={clock.yearProgress} />
        <p className="phone-year">
          <span>{zh.yearProgress(clock.yearProgress)}</span>
          <VersionLine />
        </p>
        <p className="phone-cycle">
          {zh.round(clock.round.number)}
          {cycle}
        </p>
        <nav className="phone-ways">
          <Link href="/mine">{zh.mine}</Link>
          <a href="/meeting?list">{zh.joinMeeting}</a>
        </nav>
      </header>
      <main>
        <ul className="phone-cards">
          {ordered.map((tile) => (
            <li key={tile.key}>
              <TileBoundary version={tile.seq}>
                <PhoneCard tile={tile} today={clock.date} home={home} />
              </TileBoundary>
            </li>
          ))}
        </ul>
      </main>
      {demo === null ? null : <footer className="phone-foot">{demo}</footer>}
    </>
  );
}
