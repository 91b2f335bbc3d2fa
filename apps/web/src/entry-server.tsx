import type { Board } from "@diaodu/contracts";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { createBoardClient } from "./realtime/board-query.ts";
import { createLinkStore } from "./realtime/link.ts";
import { Page } from "./realtime/page.tsx";
import { MeetingView } from "./views/meeting/MeetingView.tsx";
import { DetailPage } from "./views/phone/DetailPage.tsx";
import { PhoneView } from "./views/phone/PhoneView.tsx";
import { WallView } from "./views/wall/WallView.tsx";

export type View = "wall" | "phone" | "meeting";

/**
 * Draws a view of `board` for the first paint; the same components take over in the browser.
 * `path` is the request's path with its query. Without a board there is nothing to draw and `html`
 * is empty: the browser fetches.
 */
export function render(o: { view: View; path: string; board: Board | null; build: string }): {
  html: string;
} {
  if (o.board === null) return { html: "" };
  const client = createBoardClient(o.board);
  try {
    return {
      html: renderToString(
        <Page client={client} link={createLinkStore()} view={viewOf(o.view, o.path)} />,
      ),
    };
  } finally {
    client.clear();
  }
}

function viewOf(view: View, path: string): ReactNode {
  switch (view) {
    case "wall":
      return <WallView />;
    case "phone":
      return <PhoneView path={path.split("?")[0] ?? "/m"} Detail={DetailPage} />;
    case "meeting":
      return <MeetingView />;
  }
}
