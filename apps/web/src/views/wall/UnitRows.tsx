import { zhWallCycle as words } from "../../strings/zh-CN-wall-cycle.ts";
import { LightMark } from "../../ui/LightMark.tsx";
import type { Cut, UnitLine } from "./cycle.ts";

/** How far each unit has reported in the running round, as calm bars. */
export function UnitRows({ units }: { units: Cut<UnitLine> }) {
  return (
    <>
      <ul className={listName(units)}>
        {units.shown.map((unit) => (
          <li key={unit.code} className="cycle-unit">
            <LightMark light={unit.light} />
            <b className="cycle-title">{unit.name}</b>
            <span className={unit.overdueDays > 0 ? "cycle-due tone-behind" : "cycle-due"}>
              {standing(unit)}
            </span>
            <ReportedBar unit={unit} />
          </li>
        ))}
      </ul>
      {units.shown.length === 0 ? <p className="line-dim">{words.nothingAsked}</p> : null}
      {units.more === 0 ? null : <p className="cycle-more">{words.moreUnits(units.more)}</p>}
    </>
  );
}

/** A short list is set larger, to be read from further away. */
export function listName({ roomy }: Cut<unknown>): string {
  return roomy ? "cycle-list is-roomy" : "cycle-list";
}

function ReportedBar({ unit }: { unit: UnitLine }) {
  const share = unit.asked === 0 ? 0 : Math.min(1, unit.reported / unit.asked);
  return (
    <svg
      className="unit-bar"
      viewBox="0 0 100 6"
      preserveAspectRatio="none"
      role="img"
      aria-label={words.reported(unit.reported, unit.asked)}
    >
      <rect className="unit-track" width="100" height="6" />
      <rect className={`unit-done tone-${unit.light}`} width={share * 100} height="6" />
    </svg>
  );
}

/** `逾期 3 天 · 已报 1/4`, `已报齐 3/3`, `未报 0/2`. */
function standing({ asked, reported, overdueDays }: UnitLine): string {
  const of =
    reported >= asked && asked > 0
      ? words.whole(reported, asked)
      : reported === 0
        ? words.nothing(asked)
        : words.reported(reported, asked);
  return overdueDays > 0 ? `${words.late(overdueDays)} · ${of}` : of;
}
