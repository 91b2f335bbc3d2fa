import "../polyfills.ts";
import "../ui/base.css";
import "../ui/ui.css";
import { type ComponentType, lazy } from "react";
import { createKeeper } from "../offline/kept-board.ts";
import { registerOffline } from "../offline/register.ts";
import { startPage } from "../realtime/start-page.tsx";
import { PhoneView } from "../views/phone/PhoneView.tsx";

const DETAIL_AFTER_MS = 3000;

const loadDetail = () =>
  import("../views/phone/DetailPage.tsx").then((module) => ({ default: module.DetailPage }));

const Mine = lazy(() =>
  import("../views/phone/mine/MinePages.tsx").then((module) => ({ default: module.MinePages })),
);

function start(Detail: ComponentType<{ tileKey: string }>): void {
  startPage({
    view: <PhoneView Detail={Detail} Mine={Mine} />,
    unattended: false,
    keeper: createKeeper(window),
  });
  registerOffline(window);
}

if (window.location.pathname.startsWith("/m/i/")) {
  // The server drew this page: taking it over needs the same component at once.
  void loadDetail().then((module) => start(module.default));
} else {
  start(lazy(loadDetail));
  // Ready before most first taps, but after the socket: on a slow link both would share the line.
  window.addEventListener("load", () => setTimeout(() => void loadDetail(), DETAIL_AFTER_MS));
}
