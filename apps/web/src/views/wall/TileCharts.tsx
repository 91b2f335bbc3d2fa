import type { Ranking, Tile } from "@diaodu/contracts";
import {
  airCalendarOption,
  airCalendarTable,
  brokenLines,
  pathAxis,
  pathOption,
  pathTable,
  rankingLines,
  rankingOption,
  rankingTable,
  trendOption,
  trendTable,
  ZH_CN,
} from "@diaodu/charts";
import type { AirCalendarInput, PathInput, RankingInput, TrendInput } from "@diaodu/charts";
import { memo, type ReactNode, useCallback, useMemo } from "react";
import { zhWall } from "../../strings/zh-CN-wall.ts";
import { EChart } from "../../ui/EChart.tsx";
import type { Drawing } from "../../ui/open-chart.ts";
import { CHART_BOX, type ChartPlace } from "./chart-boxes.ts";
import { calendarInput, pathInput, rankingInput, trendInput } from "./chart-inputs.ts";

/** Title, key and unit over a picture; hair line below. */
function Panel(props: { title: string; note: ReactNode; children: ReactNode }) {
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{props.title}</h2>
        <span className="panel-note">{props.note}</span>
      </header>
      <div className="panel-body">{props.children}</div>
    </section>
  );
}

/** The path chart of a tile; null when it has none. */
export function TilePath(props: { tile: Tile; title?: string; place: ChartPlace }) {
  const { tile, title, place } = props;
  const input = useMemo(() => pathInput(tile), [tile]);
  if (input === null) return null;
  return (
    <Panel title={title ?? zhWall.path} note={<PathKey input={input} />}>
      <PathChart input={input} subject={`path ${tile.key}`} place={place} />
    </Panel>
  );
}

function PathKey({ input }: { input: PathInput }) {
  return (
    <>
      {input.plan.length === 0 ? null : <i className="key key-plan">{zhWall.plan}</i>}
      <i className={`key key-actual tone-${input.light}`}>{zhWall.actual}</i>
      {input.lastYear.length === 0 ? null : <i className="key key-last">{zhWall.lastYear}</i>}
      {input.outlook ? (
        <i className={`key key-outlook tone-${input.light}`}>{zhWall.outlook}</i>
      ) : null}
      <span>{pathAxis(input).unit}</span>
    </>
  );
}

interface Placed {
  subject: string;
  place: ChartPlace;
}

const PathChart = memo(function PathChart(props: Placed & { input: PathInput }) {
  const { input, subject, place } = props;
  const draw = useCallback<Drawing>((_size, theme) => pathOption(input, theme), [input]);
  const table = useMemo(() => pathTable(input), [input]);
  return (
    <EChart
      label={table.caption}
      subject={subject}
      table={table}
      draw={draw}
      box={CHART_BOX[place]}
    />
  );
});

/** The trend chart of a tile; null when fewer than two periods have a figure. */
export function TileTrend(props: { tile: Tile; title?: string; place: ChartPlace }) {
  const { tile, title, place } = props;
  const input = useMemo(() => trendInput(tile), [tile]);
  if (input === null) return null;
  const name = input.of === "growth" ? zhWall.growths : zhWall.byPeriod;
  return (
    <Panel
      title={title ?? name}
      note={title === undefined ? input.unit : `${name} · ${input.unit}`}
    >
      <TrendChart input={input} subject={`trend ${tile.key}`} place={place} />
    </Panel>
  );
}

const TrendChart = memo(function TrendChart(props: Placed & { input: TrendInput }) {
  const { input, subject, place } = props;
  const draw = useCallback<Drawing>((_size, theme) => trendOption(input, theme), [input]);
  const table = useMemo(() => trendTable(input), [input]);
  return (
    <EChart
      label={table.caption}
      subject={subject}
      table={table}
      draw={draw}
      box={CHART_BOX[place]}
    />
  );
});

/** The year's days of a tile; null when it has none. */
export function TileCalendar({ tile, note }: { tile: Tile; note: ReactNode }) {
  const input = useMemo(() => calendarInput(tile), [tile]);
  if (input === null) return null;
  return (
    <Panel title={input.name} note={note}>
      <CalendarChart input={input} subject={`days ${tile.key}`} />
    </Panel>
  );
}

const CalendarChart = memo(function CalendarChart(props: {
  input: AirCalendarInput;
  subject: string;
}) {
  const { input, subject } = props;
  const draw = useCallback<Drawing>(
    (size, theme) => airCalendarOption(input, theme, size),
    [input],
  );
  const table = useMemo(() => airCalendarTable(input), [input]);
  return (
    <EChart
      label={table.caption}
      subject={subject}
      table={table}
      draw={draw}
      box={CHART_BOX.calendar}
    />
  );
});

/** One ranking, every region on its own line, in `columns` that share one scale. */
export const RankingChart = memo(function RankingChart(props: {
  ranking: Ranking;
  columns: 1 | 2;
}) {
  const { ranking, columns } = props;
  const input: RankingInput = useMemo(() => rankingInput(ranking), [ranking]);
  const lines = useMemo(() => rankingLines(input), [input]);
  const reported = lines.filter((line) => line.value !== null).length;
  const broken = brokenLines(lines)
    .map((line) => line.name)
    .join("、");
  const half = Math.ceil(lines.length / columns);
  return (
    <Panel
      title={zhWall.ranking(ranking.parent.name, ranking.name)}
      note={
        <>
          <span>{ranking.periodLabel}</span>
          <span>
            {ranking.by === "growth" ? zhWall.byGrowth : zhWall.byLevel} ·{" "}
            {ranking.by === "growth" ? "%" : ranking.unit}
          </span>
          {broken === "" ? null : <span>{zhWall.broken(broken)}</span>}
          <span>{zhWall.reported(reported, lines.length)}</span>
        </>
      }
    >
      <div className={`ranking-columns columns-${columns}`}>
        <RankingColumn input={input} subject={ranking.key} from={0} to={half} />
        {columns === 1 ? null : (
          <RankingColumn input={input} subject={ranking.key} from={half} to={2 * half} />
        )}
      </div>
    </Panel>
  );
});

const RankingColumn = memo(function RankingColumn(props: {
  input: RankingInput;
  subject: string;
  from: number;
  to: number;
}) {
  const { input, subject, from, to } = props;
  const draw = useCallback<Drawing>(
    (_size, theme) => rankingOption(input, theme, ZH_CN, { from, to }),
    [input, from, to],
  );
  const table = useMemo(() => {
    const whole = rankingTable(input);
    return { ...whole, rows: whole.rows.slice(from, to) };
  }, [input, from, to]);
  return (
    <EChart
      label={table.caption}
      subject={subject}
      table={table}
      draw={draw}
      box={CHART_BOX.ranking}
    />
  );
});
