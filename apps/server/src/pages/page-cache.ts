import { createHash } from "node:crypto";
import type { Board } from "@diaodu/contracts";
import type { Logger } from "pino";
import { encode } from "../http/compressed.ts";
import type { Encoded } from "../http/compressed.ts";
import type { View, WebBuild } from "./web-build.ts";

interface Page extends Encoded {
  readonly etag: string;
}

/** Addresses whose pages are kept: the three views and the details that people open. */
const KEPT_PAGES = 64;
/** A page says what time it is; older than this it is drawn again though no figure changed. */
const MAX_AGE_MS = 5000;

/** Draws pages from the board; at most once for one address, seq and five seconds. */
export interface PageCache {
  get(view: View, path: string, board: Board, frozen: boolean): Promise<Page>;
}

export function createPageCache(o: {
  readonly web: WebBuild;
  readonly log: Logger;
  /** Milliseconds of a steady clock. */
  readonly steady: () => number;
}): PageCache {
  const kept = new Map<string, { version: string; drawnAt: number; page: Promise<Page> }>();

  async function draw(view: View, path: string, board: Board): Promise<Page> {
    const html = await fill(o.web, view, path, board, o.log);
    const plain = Buffer.from(html);
    const etag = `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`;
    return { ...(await encode(plain, "now")), etag };
  }

  return {
    get(view, path, board, frozen) {
      const key = frozen ? `${path}?at=${board.seq}` : path;
      const known = kept.get(key);
      const now = o.steady();
      const version = `${board.database} ${board.seq}`;
      const fresh =
        known?.version === version && (frozen || now - known.drawnAt < MAX_AGE_MS) ? known : null;
      const entry = fresh ?? { version, drawnAt: now, page: draw(view, path, board) };
      kept.delete(key);
      kept.set(key, entry);
      const oldest = kept.keys().next().value;
      if (kept.size > KEPT_PAGES && oldest !== undefined) kept.delete(oldest);
      return entry.page;
    },
  };
}

/** The template with the drawn view and its data. A view that cannot be drawn is left to the browser. */
async function fill(
  web: WebBuild,
  view: View,
  path: string,
  board: Board,
  log: Logger,
): Promise<string> {
  let html = "";
  let state: unknown = board;
  try {
    const rendered = await web.render({ view, path, board, build: web.build });
    html = rendered.html;
    state = rendered.state ?? board;
  } catch (error) {
    log.error({ err: error, view, path }, "a page could not be drawn by the server");
  }
  // Replacement by function: `$&` in a figure's source must stay what it is.
  return web.templates[view]
    .replace("<!--app-html-->", () => html)
    .replace("<!--app-state-->", () => inlineState(state));
}

/** Data, not a script: never executed, and `<` escaped so that no figure can end the element. */
function inlineState(state: unknown): string {
  const json = JSON.stringify(state).replaceAll("<", "\\u003c");
  return `<script type="application/json" id="board">${json}</script>`;
}
