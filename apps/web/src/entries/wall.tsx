import "../polyfills.ts";
import "../ui/base.css";
import "../ui/ui.css";
import { startPage } from "../realtime/start-page.tsx";
import { WallView } from "../views/wall/WallView.tsx";

startPage({ view: <WallView search={location.search} />, unattended: true });
