import { RUNG_NAMES } from "@diaodu/domain/slip/slip";
import { SLIP_STATE_NAMES } from "@diaodu/domain/slip/slip-life";
import { ITEM_STATE_NAMES } from "@diaodu/domain/item/item-life";
import type { ReactNode } from "react";
import { useBoardPart } from "../../realtime/board-hooks.ts";
import { oncePerBoard } from "../../realtime/board-store.ts";
import { zhWallCycle as words } from "../../strings/zh-CN-wall-cycle.ts";
import { dayLabel } from "../../ui/city-date.ts";
import { LightMark } from "../../ui/LightMark.tsx";
import { Simulated } from "../../ui/Simulated.tsx";
import { type Cut, type Cycle, cycleOf, type ItemLine, type TurnLine } from "./cycle.ts";
import { listName, UnitRows } from "./UnitRows.tsx";
import "./cycle.css";

/** As text, so that a change that alters none of it draws nothing. */
const cycleText = oncePerBoard((board) => JSON.stringify(cycleOf(board)));

/** Letters of a title that fit one line; longer ones take two, set smaller. */
const ONE_LINE = 24;

/** 问题与督办: who has reported, what is wrong and whose it is, what was issued and what turned. */
export function CycleScene() {
  const cycle = JSON.parse(useBoardPart(cycleText)) as Cycle | null;
  if (cycle === null) return <p className="scene line-dim">{words.noRound}</p>;
  return (
    <div className="scene cycle">
      <Panel title={words.units} note={words.reported(cycle.reported, cycle.asked)}>
        <UnitRows units={cycle.units} />
      </Panel>
      <ItemsPanel cycle={cycle} />
      <div className="cycle-side">
        <SlipsPanel cycle={cycle} />
        <TurnsPanel cycle={cycle} />
      </div>
    </div>
  );
}

function Panel(props: { title: string; note: ReactNode; children: ReactNode }) {
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{props.title}</h2>
        <span className="panel-note">{props.note}</span>
      </header>
      <div className="cycle-body">{props.children}</div>
    </section>
  );
}

/** The rest of a list that was cut. */
function More({ of, word }: { of: Cut<unknown>; word: (n: number) => string }) {
  return of.more === 0 ? null : <p className="cycle-more">{word(of.more)}</p>;
}

function ItemsPanel({ cycle }: { cycle: Cycle }) {
  const { open, overdue, waiting, items } = cycle;
  const note =
    open === 0 ? null : (
      <>
        <span>{words.open(open)}</span>
        {overdue === 0 ? null : <b className="tone-behind">{words.overdueCount(overdue)}</b>}
        {waiting === 0 ? null : <span>{words.waiting(waiting)}</span>}
      </>
    );
  return (
    <Panel title={words.items} note={note}>
      {items.shown.length === 0 ? (
        <p className="cycle-empty">
          <LightMark light="on" /> {words.noItems}
        </p>
      ) : null}
      <ol className={listName(items)}>
        {items.shown.map((item) => (
          <ItemRow key={item.id} item={item} />
        ))}
      </ol>
      <More of={items} word={words.moreItems} />
    </Panel>
  );
}

function ItemRow({ item }: { item: ItemLine }) {
  const { light, overdueDays } = item;
  return (
    <li className={item.title.length > ONE_LINE ? "cycle-item is-long" : "cycle-item"}>
      {light === null ? <i className="no-light" /> : <LightMark light={light} labelled />}
      <b className="cycle-title">{item.title}</b>
      <span className="cycle-owner">
        {item.owner}
        {item.simulated ? <Simulated /> : null}
      </span>
      <span className="cycle-due">
        {overdueDays > 0 && item.state === "submitted" ? ITEM_STATE_NAMES.submitted : null}{" "}
        {overdueDays > 0 ? (
          <b className="tone-behind">{words.overdue(overdueDays)}</b>
        ) : (
          <>
            {ITEM_STATE_NAMES[item.state]} {words.due(dayLabel(item.dueOn))}
          </>
        )}
      </span>
    </li>
  );
}

function SlipsPanel({ cycle }: { cycle: Cycle }) {
  const { slips, openSlips } = cycle;
  return (
    <Panel title={words.slips} note={openSlips === 0 ? null : words.openSlips(openSlips)}>
      {slips.shown.length === 0 ? <p className="line-dim">{words.noSlips}</p> : null}
      <ul className="cycle-list">
        {slips.shown.map((slip) => (
          <li key={slip.id} className="cycle-slip">
            <b className={`rung rung-${slip.rung}`}>{RUNG_NAMES[slip.rung]}</b>
            <b className="cycle-title">{slip.title}</b>
            <span className="cycle-owner">
              {slip.number} · {slip.unitName}
              {slip.simulated ? <Simulated /> : null}
            </span>
            <span className="cycle-due">{SLIP_STATE_NAMES[slip.state]}</span>
          </li>
        ))}
      </ul>
      <More of={slips} word={words.moreSlips} />
    </Panel>
  );
}

function TurnsPanel({ cycle }: { cycle: Cycle }) {
  const { frozen, turns } = cycle;
  if (frozen === null) return null;
  const moved = turns.shown.some(({ turn }) => turn !== "stayed");
  return (
    <Panel title={words.turns(frozen)} note={moved ? null : words.noTurns}>
      <ul className="cycle-list">
        {turns.shown.map((one) => (
          <li key={one.key} className="cycle-turn">
            <LightMark light={one.light} labelled />
            <b className="cycle-title">{one.name}</b>
            <span className="cycle-owner">{one.words}</span>
            <span className={one.turn === "stayed" ? "cycle-due" : `cycle-due tone-${one.light}`}>
              {turnWords(one)}
            </span>
          </li>
        ))}
      </ul>
      <More of={turns} word={words.moreTurns} />
    </Panel>
  );
}

function turnWords({ turn, rounds }: TurnLine): string {
  return turn === "stayed" ? words.stayed(rounds) : words.turned[turn];
}
