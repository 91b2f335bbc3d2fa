import type { Tile } from "@diaodu/contracts";
import type { ReactNode } from "react";
import { headlineOf, shownFigure } from "../../ui/headline.ts";
import { zh } from "../../strings/zh-CN.ts";
import { zhDetail } from "../../strings/zh-CN-detail.ts";
import { zhFreeze } from "../../strings/zh-CN-freeze.ts";
import { FigureText } from "../../ui/FigureText.tsx";
import { LightMark } from "../../ui/LightMark.tsx";

/** The two to four numbers that the meeting talks about. */
export function BigNumbers({ tile }: { tile: Tile }) {
  const headline = headlineOf(shownFigure(tile));
  const { progress } = tile;
  const { light, short } = tile.light;
  return (
    <dl className="big-numbers">
      {headline === null ? (
        <Big label={tile.shortName}>{zh.unreported}</Big>
      ) : (
        <Big label={labelOf(tile, headline.main.measure)}>
          <FigureText text={headline.main.text} unit={headline.main.unit} />
        </Big>
      )}
      {headline === null || headline.growth === null ? null : (
        <Big label={zhDetail.measureInFull[headline.growth.measure]}>
          <FigureText text={headline.growth.text} unit={headline.growth.unit} />
        </Big>
      )}
      {progress === null ? null : (
        <Big label={zhFreeze.completion}>
          <FigureText text={progress.completion} unit="%" />
        </Big>
      )}
      {short === null ? null : (
        <Big label={tile.light.words}>
          <span className={`gap tone-${light}`}>
            <LightMark light={light} />
            <ShortGap short={short} />
          </span>
        </Big>
      )}
    </dl>
  );
}

/** `−6.9`, or `−10 天` with its unit as small as any other. */
function ShortGap({ short }: { short: string }) {
  const [figure = "", unit = ""] = short.split(" ");
  return <FigureText text={figure} unit={unit} />;
}

function labelOf(tile: Tile, measure: keyof typeof zhDetail.measureInFull): string {
  if (measure !== "level") return zhDetail.measureInFull[measure];
  return tile.kind === "cumulative" || tile.kind === "count"
    ? zhFreeze.cumulative
    : (shownFigure(tile)?.periodLabel ?? zhFreeze.value);
}

function Big({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dd>{children}</dd>
      <dt>{label}</dt>
    </div>
  );
}
