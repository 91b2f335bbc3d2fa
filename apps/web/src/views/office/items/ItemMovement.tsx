import type { ItemDetail, ItemMoment } from "@diaodu/contracts";
import { itemWords } from "../../../strings/zh-CN-items.ts";
import { roundWords } from "../../../ui/round-words.ts";
import { StateMark } from "../StateMark.tsx";

const words = itemWords.drawer;

/** Whether it helped: the indicator's light when the item was raised, closed, and now. */
export function ItemMovement({ movement }: { movement: NonNullable<ItemDetail["movement"]> }) {
  const moments: readonly (readonly [string, ItemMoment | null])[] = [
    [words.raised, movement.raised],
    [words.closed, movement.closed],
    [words.now, movement.now],
  ];
  const known = moments.filter(([label, moment]) => moment !== null || label !== words.closed);
  return (
    <section>
      <h4>{words.movement}</h4>
      <dl className="item-facts">
        {known.map(([label, moment]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {moment === null ? (
                <span className="dim">{words.noStanding}</span>
              ) : (
                <>
                  <StateMark light={moment.light} words={moment.words} />{" "}
                  <span className="dim">{roundWords(moment.round)}</span>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
