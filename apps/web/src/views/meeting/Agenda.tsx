import type { Tile } from "@diaodu/contracts";
import { useEffect, useRef } from "react";
import { daysOverdue } from "../../features/tile/order.ts";
import { zh } from "../../strings/zh-CN.ts";
import { zhFreeze } from "../../strings/zh-CN-freeze.ts";
import { LightMark } from "../../ui/LightMark.tsx";

/** What the meeting goes through, worst first. */
export function Agenda(props: {
  items: Tile[];
  place: number;
  choose: (key: string) => void;
  today: string;
}) {
  const { items, place, choose, today } = props;
  const current = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // Not returned: newer browsers answer with a promise, which is no cleanup.
    current.current?.scrollIntoView({ block: "nearest" });
  }, [place]);
  const home = items[0] === undefined ? undefined : commonRegion(items);
  return (
    <nav className="agenda" aria-label={zhFreeze.agenda}>
      <h2>{zhFreeze.agenda}</h2>
      <ol>
        {items.map((tile, index) => (
          <li key={tile.key}>
            <button
              type="button"
              ref={index === place ? current : null}
              aria-current={index === place ? "true" : undefined}
              onClick={() => choose(tile.key)}
            >
              <LightMark light={tile.light.light} labelled />
              <span className="agenda-name">
                {tile.shortName}
                {tile.region.code === home ? null : (
                  <span className="dim"> · {tile.region.name}</span>
                )}
              </span>
              <span className="agenda-gap">
                {daysOverdue(tile, today) > 0 ? (
                  <span className="overdue">{zh.unreported}</span>
                ) : (
                  tile.light.short
                )}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The region of most items: it goes without saying. */
function commonRegion(items: readonly Tile[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { region } of items) counts.set(region.code, (counts.get(region.code) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
