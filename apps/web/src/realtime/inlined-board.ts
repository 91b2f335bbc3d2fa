import type { Board } from "@diaodu/contracts";

/** The board that the server put into the page; null when it put none there. */
export function readInlinedBoard(page: Document): Board | null {
  const text = page.getElementById("board")?.textContent?.trim();
  return text ? (JSON.parse(text) as Board) : null;
}
