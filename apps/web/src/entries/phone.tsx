import "../polyfills.ts";
import "../ui/base.css";
import "../ui/ui.css";
import { createKeeper } from "../offline/kept-board.ts";
import { registerOffline } from "../offline/register.ts";
import { startPage } from "../realtime/start-page.tsx";
import { PhoneView } from "../views/phone/PhoneView.tsx";

startPage({ view: <PhoneView />, unattended: false, keeper: createKeeper(window) });
registerOffline(window);
