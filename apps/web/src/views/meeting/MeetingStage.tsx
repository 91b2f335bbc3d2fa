import type { Board } from "@diaodu/contracts";
import { useMemo, useState } from "react";
import { worstFirst } from "../../features/tile/order.ts";
import { zhFreeze } from "../../strings/zh-CN-freeze.ts";
import { TileBoundary } from "../../ui/TileBoundary.tsx";
import { Agenda } from "./Agenda.tsx";
import { AgendaItem } from "./AgendaItem.tsx";
import { useTurningKeys } from "./turning-keys.ts";

/** Agenda, the item on show and the buttons that turn the page. */
export function MeetingStage({ board }: { board: Board }) {
  const { tiles, layout, clock } = board;
  const items = useMemo(
    () => worstFirst({ tiles, layout }, clock.date),
    [tiles, layout, clock.date],
  );
  const [chosen, setChosen] = useState<string | null>(null);
  // The item is remembered by its key: the order may change under a live board.
  const place = Math.max(
    0,
    items.findIndex((tile) => tile.key === chosen),
  );
  const turn = (step: number) => {
    const next = items[Math.min(items.length - 1, Math.max(0, place + step))];
    if (next !== undefined) setChosen(next.key);
  };
  useTurningKeys(turn);
  const tile = items[place];
  if (tile === undefined) return null;
  return (
    <div className="stage">
      <Agenda items={items} place={place} choose={setChosen} today={clock.date} />
      <TileBoundary key={tile.key} version={tile.seq}>
        <AgendaItem tile={tile} today={clock.date} />
      </TileBoundary>
      <nav className="turning" aria-label={zhFreeze.turning}>
        <span className="turning-place">
          {place + 1} / {items.length}
        </span>
        <button type="button" disabled={place === 0} onClick={() => turn(-1)}>
          <span aria-hidden="true">‹</span> {zhFreeze.previous}
        </button>
        <button
          type="button"
          className="turning-next"
          disabled={place === items.length - 1}
          onClick={() => turn(1)}
        >
          {zhFreeze.next} <span aria-hidden="true">›</span>
        </button>
      </nav>
    </div>
  );
}
