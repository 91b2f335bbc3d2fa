import type { Tile } from "@diaodu/contracts";
import { groupDigits } from "@diaodu/domain/figure-text";
import { zhDetail } from "../../strings/zh-CN-detail.ts";
import { signedNumber } from "../../ui/GrowthsBar.tsx";
import { headlineOf, shownFigure } from "../../ui/headline.ts";
import { placeBeside } from "./name-place.ts";
import { type Band, bandOf, nameInBand } from "./outlook-band.ts";
import { type PathModel, pathModelOf } from "./path-model.ts";

/** Size of the drawing in its own pixels; the page scales it to the width it has. */
export interface PathSize {
  width: number;
  height: number;
  /** Height of a letter. */
  text: number;
  /** Which months are written under the axis. */
  months: readonly number[];
}

export const PHONE_PATH: PathSize = { width: 360, height: 230, text: 13, months: [3, 6, 9, 12] };
export const MEETING_PATH: PathSize = {
  width: 960,
  height: 550,
  text: 19,
  months: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
};

const line = (points: readonly { x: number; y: number }[]) =>
  points.map((point, index) => `${index === 0 ? "M" : "L"}${point.x} ${point.y}`).join("");

/** Planned path, actual and last year over one year. `currentColor` is the light's colour. */
export function PathChart(props: {
  tile: Tile;
  size: PathSize;
  /** Label of the period that somebody lays a finger on. */
  spotlight?: string | null;
  choose?: ((label: string) => void) | undefined;
}) {
  const { tile, size, spotlight = null, choose } = props;
  const model = pathModelOf(tile);
  if (model === null) return <p className="path-none">{zhDetail.path.none}</p>;
  const { text } = size;
  const tickTexts = model.axis.ticks.map((tick) =>
    model.of === "growth"
      ? signedNumber(tick, Number.isInteger(tick) ? 0 : 1)
      : groupDigits(String(tick)),
  );
  const left = Math.max(...tickTexts.map((words) => words.length)) * text * 0.56 + text * 0.8;
  const right = size.width - text * 0.9;
  const top = text * 2.4;
  const bottom = size.height - text * 2;
  const { from, to } = model.axis;
  const x = (t: number) => round(left + t * (right - left));
  const y = (value: number) =>
    round(bottom - ((value / model.divisor - from) / (to - from)) * (bottom - top));
  const at = (point: { t: number; value: number }) => ({ x: x(point.t), y: y(point.value) });
  const band = model.outlook && bandOf(model.outlook, at);
  return (
    <svg
      className={`path-chart tone-${tile.light.light}`}
      viewBox={`0 0 ${size.width} ${size.height}`}
      fontSize={text}
      role="img"
      aria-label={
        tile.outlook
          ? zhDetail.path.labelWithOutlook(tile.name, tile.outlook.words)
          : zhDetail.path.label(tile.name)
      }
    >
      <text x={left - text * 0.6} y={text} textAnchor="start" dx={text * 0.6 - left}>
        {model.unit}
      </text>
      {model.axis.ticks.map((tick, index) => {
        const height = y(tick * model.divisor);
        return (
          <g key={tick}>
            <line
              className={tick === 0 ? "path-zero" : "path-grid"}
              x1={left}
              x2={right}
              y1={height}
              y2={height}
            />
            <text x={left - text * 0.6} y={height + text * 0.35} textAnchor="end">
              {tickTexts[index]}
            </text>
          </g>
        );
      })}
      {size.months.map((month) => (
        <text
          key={month}
          x={x(month / 12)}
          y={size.height - text * 0.5}
          textAnchor={month === 12 ? "end" : "middle"}
          dx={month === 12 ? text * 0.9 : 0}
        >
          {month === 12 || size.months.length < 8 ? zhDetail.path.month(month) : month}
        </text>
      ))}
      {band === null ? null : <path className="path-outlook" d={`${line(band)}Z`} />}
      {model.lastYear.length > 1 ? (
        <path className="path-last" d={line(model.lastYear.map(at))} strokeWidth={text / 9} />
      ) : null}
      {model.plan.length > 1 ? (
        <path className="path-plan" d={line(model.plan.map(at))} strokeWidth={text / 9} />
      ) : null}
      <path className="path-done" d={line(model.actual.map(at))} strokeWidth={text / 4.4} />
      {model.actual.map((point) => (
        <circle
          key={point.t}
          className="path-dot"
          cx={x(point.t)}
          cy={y(point.value)}
          r={text / (point.label === spotlight ? 1.9 : 3.6)}
        />
      ))}
      {choose === undefined
        ? null
        : model.actual.map((point) => (
            <circle
              key={point.t}
              className="path-touch"
              cx={x(point.t)}
              cy={y(point.value)}
              r={text * 1.1}
              onClick={() => choose(point.label)}
            />
          ))}
      <Names tile={tile} model={model} at={at} size={size} right={right} band={band} />
    </svg>
  );
}

/** Direct labels at the ends of the lines, pushed apart where they would touch. */
function Names(props: {
  tile: Tile;
  model: PathModel;
  at: (point: { t: number; value: number }) => { x: number; y: number };
  size: PathSize;
  right: number;
  band: Band | null;
}) {
  const { tile, model, at, size, right, band } = props;
  const { text } = size;
  const now = model.actual.at(-1);
  const plan = model.plan.at(-1);
  const last = model.lastYear.at(-1);
  const planAt = plan && model.plan.length > 1 ? at(plan) : null;
  const lastAt = last && model.lastYear.length > 1 ? at(last) : null;
  const lastAbove = lastAt !== null && (planAt === null || lastAt.y <= planAt.y);
  const nowAt = now ? at(now) : null;
  const words = now === undefined ? "" : nowText(tile, model, now.value);
  const place =
    nowAt === null
      ? null
      : placeBeside(nowAt, {
          letters: words.length,
          text: text * 1.15,
          within: { right: size.width, top: text * 1.2, bottom: size.height - text * 1.6 },
          lines: [
            ...[model.lastYear, model.plan, model.actual].map((points) => points.map(at)),
            ...(band ? [band.slice(0, 2), [band[0], band[2]]] : []),
          ],
        });
  const lastName = lastAt && (lastAbove ? lastAt.y - text * 0.6 : lastAt.y + text * 1.5);
  const planName = planAt && (lastAbove ? planAt.y + text * 1.5 : planAt.y - text * 0.6);
  const bandName = band && nameInBand(band, text, [lastName, planName]);
  return (
    <>
      {lastAt === null ? null : (
        <text
          x={Math.min(lastAt.x, right) - (lastAt.x > size.width * 0.9 ? 0 : text * 0.6)}
          y={lastName ?? lastAt.y}
          textAnchor="end"
        >
          {zhDetail.path.lastYear}
        </text>
      )}
      {planAt === null ? null : (
        <text
          className="path-plan-name"
          x={Math.min(planAt.x, right)}
          y={planName ?? planAt.y}
          textAnchor="end"
        >
          {zhDetail.path.plan}
        </text>
      )}
      {bandName === null ? null : (
        <text className="path-outlook-name" x={right - text * 0.4} y={bandName} textAnchor="end">
          {zhDetail.path.outlook}
        </text>
      )}
      {place === null ? null : (
        <text
          className="path-now"
          x={place.x}
          y={place.y}
          textAnchor={place.anchor}
          fontSize={text * 1.15}
        >
          {words}
        </text>
      )}
    </>
  );
}

const round = (value: number) => Math.round(value * 10) / 10;

/**
 * The latest value in the unit that the axis is in. The fact that stands large above the chart is
 * printed as it is there: rounded once.
 */
function nowText(tile: Tile, model: { of: string; divisor: number }, value: number): string {
  if (model.of === "growth") return `${signedNumber(value)}%`;
  const shown = headlineOf(shownFigure(tile))?.main;
  if (model.divisor === 1 && shown?.measure === "level" && Number(shown.value) === value) {
    return shown.text;
  }
  return model.divisor === 1 ? groupDigits(String(value)) : (value / model.divisor).toFixed(2);
}
