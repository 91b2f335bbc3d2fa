import type { Tile } from "@diaodu/contracts";
import { zh } from "../../strings/zh-CN.ts";
import { dayLabel } from "../../ui/city-date.ts";
import { headlineOf, isSimulated, releasedOn, shownFigure } from "../../ui/headline.ts";
import { daysOverdue } from "./order.ts";
import { Simulated } from "../../ui/Simulated.tsx";

/** `统计 · 7月17日 发布`; for a figure that is due, when; for one that is late, loudly how late. */
export function Freshness({ tile, today }: { tile: Tile; today: string }) {
  const figure = shownFigure(tile);
  const late = daysOverdue(tile, today);
  const { dueOn } = tile.freshness;
  return (
    <span className="freshness">
      {figure === null ? null : (
        <span>
          {zh.basis[figure.basis]} · {zh.released(dayLabel(releasedOn(figure)))}
        </span>
      )}
      {isSimulated(figure) ? <Simulated /> : null}
      {late > 0 ? (
        <strong className="overdue">{zh.overdue(late)}</strong>
      ) : figure === null && dueOn !== null ? (
        <span>{zh.nextDue(dayLabel(dueOn))}</span>
      ) : null}
    </span>
  );
}

/** `1—6月 · 同比 −10.8%`: the period always, growth where it was published. */
export function PeriodAndGrowth({ tile }: { tile: Tile }) {
  const figure = shownFigure(tile);
  const headline = headlineOf(figure);
  if (figure === null || headline === null) return null;
  const onGrowth = headline.main.measure !== "level" && headline.growth === null;
  return (
    <span className="period-growth">
      {figure.periodLabel}
      {headline.growth === null ? null : (
        <>
          {" · "}
          <span className="growth">
            {zh.measure[headline.growth.measure]} {headline.growth.text}
            {headline.growth.unit}
          </span>
        </>
      )}
      {onGrowth ? ` · ${zh.measure[headline.main.measure]}` : null}
    </span>
  );
}
