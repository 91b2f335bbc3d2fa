import type { Board } from "@diaodu/contracts";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { createBoardClient } from "./realtime/board-query.ts";
import { createLinkStore } from "./realtime/link.ts";
import { Page } from "./realtime/page.tsx";
import { type ChartPrinter, ChartPrinting } from "./ui/drawn-charts.ts";
import { MeetingView } from "./views/meeting/MeetingView.tsx";
import { DetailPage } from "./views/phone/DetailPage.tsx";
import { PhoneView } from "./views/phone/PhoneView.tsx";
import { readAddress } from "./views/wall/use-wall.ts";
import { FollowingWall } from "./views/wall/FollowingWall.tsx";

export type View = "wall" | "phone" | "meeting";

/**
 * Draws a view of `board` for the first paint; the same components take over in the browser.
 * `path` is the request's path with its query. Without a board there is nothing to draw and `html`
 * is empty: the browser fetches.
 */
export async function render(o: {
  view: View;
  path: string;
  board: Board | null;
  build: string;
}): Promise<{ html: string }> {
  if (o.board === null) return { html: "" };
  const printer = o.view === "wall" ? await chartPrinter(o.path) : null;
  const client = createBoardClient(o.board);
  try {
    const page = <Page client={client} link={createLinkStore()} view={viewOf(o.view, o.path)} />;
    return { html: renderToString(<ChartPrinting value={printer}>{page}</ChartPrinting>) };
  } finally {
    client.clear();
  }
}

/** The wall's charts come with the page; ECharts is loaded with the first wall, not at the start. */
async function chartPrinter(path: string): Promise<ChartPrinter> {
  const { drawSvg } = await import("@diaodu/charts/init");
  return { theme: readAddress(searchOf(path)).theme, print: drawSvg };
}

function searchOf(path: string): string {
  const at = path.indexOf("?");
  return at < 0 ? "" : path.slice(at);
}

function viewOf(view: View, path: string): ReactNode {
  switch (view) {
    case "wall":
      return <FollowingWall search={searchOf(path)} />;
    case "phone":
      return <PhoneView path={path.split("?")[0] ?? "/m"} Detail={DetailPage} />;
    case "meeting":
      return <MeetingView search={searchOf(path)} />;
  }
}
