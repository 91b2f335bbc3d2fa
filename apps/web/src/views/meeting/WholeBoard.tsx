import type { Board } from "@diaodu/contracts";
import { worstFirst } from "../../features/tile/order.ts";
import { headlineOf, shownFigure } from "../../ui/headline.ts";
import { zh } from "../../strings/zh-CN.ts";
import { FigureText } from "../../ui/FigureText.tsx";
import { StatusWords } from "../../ui/StatusWords.tsx";

/** The frozen board as a whole, worst first: what the meeting begins and ends with. */
export function WholeBoard({ board }: { board: Board }) {
  return (
    <ul className="whole-board">
      {worstFirst(board, board.clock.date).map((tile) => {
        const main = headlineOf(shownFigure(tile))?.main;
        return (
          <li key={tile.key}>
            <span className="whole-name">
              {tile.shortName} <span className="dim">{tile.region.name}</span>
            </span>
            <span className="whole-figure">
              {main === undefined ? (
                zh.unreported
              ) : (
                <FigureText text={main.text} unit={main.unit} />
              )}
            </span>
            <StatusWords light={tile.light.light} words={tile.light.words} />
          </li>
        );
      })}
    </ul>
  );
}
