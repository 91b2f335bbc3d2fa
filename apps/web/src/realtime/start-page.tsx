import type { ReactNode } from "react";
import { createRoot, hydrateRoot } from "react-dom/client";
import { createBoardClient, frozenBoard } from "./board-query.ts";
import { readInlinedBoard } from "./inlined-board.ts";
import { createLinkStore } from "./link.ts";
import { Page } from "./page.tsx";
import { type Keeper, startLive } from "./start-live.ts";

/**
 * Takes over the page that the server drew, or draws it when the server had no board yet, and
 * starts the live link. `unattended` screens reload themselves for a new build.
 */
export function startPage(o: { view: ReactNode; unattended: boolean; keeper?: Keeper }): void {
  const root = document.getElementById("root");
  if (root === null) throw new Error("the page has no #root");
  const inlined = readInlinedBoard(document);
  const client = createBoardClient(inlined);
  // A page opened with ?at= brings the frozen board itself.
  if (inlined !== null) client.setQueryData(frozenBoard(inlined.seq).queryKey, inlined);
  const link = createLinkStore();
  const page = <Page client={client} link={link} view={o.view} />;
  if (inlined !== null && drawnHere(root)) hydrateRoot(root, page);
  else createRoot(root).render(page);
  void startLive({
    client,
    link,
    inlined,
    build: document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content ?? "",
    unattended: o.unattended,
    keeper: o.keeper ?? null,
    page: window,
  });
}

/** Whether the server drew this address: offline, one cached page opens every address of a view. */
function drawnHere(root: Element): boolean {
  const drawn = root.firstElementChild;
  if (drawn === null) return false;
  const path = drawn.getAttribute("data-path");
  return path === null || path === window.location.pathname;
}
