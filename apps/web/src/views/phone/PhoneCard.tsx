import type { Tile } from "@diaodu/contracts";
import { memo } from "react";
import { Link } from "wouter";
import { Freshness, PeriodAndGrowth } from "../../features/tile/Freshness.tsx";
import { headlineOf, shownFigure } from "../../ui/headline.ts";
import { zh } from "../../strings/zh-CN.ts";
import { Bar } from "../../ui/Bar.tsx";
import { FigureText } from "../../ui/FigureText.tsx";
import { Simulated } from "../../ui/Simulated.tsx";
import { StatusWords } from "../../ui/StatusWords.tsx";

interface CardProps {
  tile: Tile;
  today: string;
  /** The region that needs no naming because most of the board is about it. */
  home: string | undefined;
}

/** One indicator: what, how it stands, how much, against time, and how fresh. */
export const PhoneCard = memo(function PhoneCard({ tile, today, home }: CardProps) {
  const headline = headlineOf(shownFigure(tile));
  const said = [tile.remaining[0]?.words, tile.note].filter((words) => words);
  // Beside a published figure the running 调度数 has a line of its own; they never mix.
  const dispatched = tile.figure === null ? null : headlineOf(tile.dispatch);
  return (
    <Link href={`/i/${tile.indicator}/${tile.region.code}`} className="phone-card">
      <div className="card-row card-name">
        <h2>
          {tile.name}
          {tile.region.code === home ? null : (
            <span className="card-region"> · {tile.region.name}</span>
          )}
        </h2>
        <StatusWords light={tile.light.light} words={tile.light.words} />
      </div>
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
      {dispatched === null || tile.dispatch === null ? null : (
        <div className="card-row card-dispatch">
          <span>
            {zh.basis.dispatch} · {tile.dispatch.periodLabel}
          </span>
          <span>
            <FigureText text={dispatched.main.text} unit={dispatched.main.unit} />{" "}
            {dispatched.main.simulated ? <Simulated /> : null}
          </span>
        </div>
      )}
      <div className="card-row card-foot">
        <span>
          {said.map((words, index) => (
            <span key={words} className="card-part">
              {words}
              {index < said.length - 1 ? "\u00A0·\u00A0" : null}
            </span>
          ))}
        </span>
        <Freshness tile={tile} today={today} />
      </div>
    </Link>
  );
});
