import type { RoundDetail, StandingOnWire } from "@diaodu/contracts";
import { exact, round } from "@diaodu/domain";
import { Button } from "antd";
import { roundWords as words } from "../../../strings/zh-CN-rounds.ts";
import { StateMark } from "../StateMark.tsx";

type Gaps = NonNullable<RoundDetail["gaps"]>;

interface FindingsProps {
  readonly gaps: Gaps;
  /** Raises an item from `indicator:region`; null for whoever may not. */
  readonly onRaise: ((key: string) => void) | null;
}

/** What a frozen round found against the one before, list by list. */
export function Findings({ gaps, onRaise }: FindingsProps) {
  const raise = (key: string) =>
    onRaise === null ? null : (
      <Button size="small" onClick={() => onRaise(key)}>
        {words.raise}
      </Button>
    );
  return (
    <section>
      <div className="page-title">
        <h3>{words.found}</h3>
        <span className="aside">
          {words.against(gaps.before === null ? null : numberOf(gaps.before))}
        </span>
      </div>
      <div className="findings">
        {(["turnedBehind", "turnedSlow", "stayed"] as const).map((list) => (
          <List key={list} title={words.gaps[list]} rows={gaps[list]}>
            {(one) => (
              <>
                <span className="dim">{words.streak(one.streak)}</span>
                {raise(one.key)}
              </>
            )}
          </List>
        ))}
        <List title={words.gaps.recovered} rows={gaps.recovered}>
          {(one) =>
            one.madeUp === null ? null : (
              <span className="dim">{words.wasIn(one.madeUp.rounds)}</span>
            )
          }
        </List>
        <List title={words.gaps.movers} rows={gaps.movers.map(({ standing }) => standing)}>
          {(one) => {
            const moved = gaps.movers.find(({ standing }) => standing.key === one.key)?.moved;
            return moved === undefined ? null : <span>{words.moved(shortened(moved))}</span>;
          }}
        </List>
        <List title={words.gaps.overdue} rows={gaps.overdue}>
          {(one) => <span className="late">{words.overdueDays(one.overdueDays)}</span>}
        </List>
      </div>
    </section>
  );
}

/** `2020-R098` is 98. */
function numberOf(code: string): number {
  return Number(code.slice(-3));
}

/** A move has up to nine decimals; two tell it. */
function shortened(moved: string): string {
  return round(exact(moved), 2).replace(/\.?0+$/u, "");
}

function List(props: {
  title: string;
  rows: readonly StandingOnWire[];
  children: (one: StandingOnWire) => React.ReactNode;
}) {
  const { title, rows, children } = props;
  return (
    <div className="finding">
      <h4>
        {title} <span className="dim">{rows.length}</span>
      </h4>
      {rows.length === 0 ? <p className="dim">{words.nothing}</p> : null}
      <ul className="finding-list">
        {rows.map((one) => (
          <li key={one.key}>
            <b>
              {one.indicatorName} · {one.regionName}
            </b>
            <StateMark light={one.light} words={one.words} />
            {children(one)}
          </li>
        ))}
      </ul>
    </div>
  );
}
