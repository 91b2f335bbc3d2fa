import "../polyfills.ts";
import "../ui/base.css";
import "../ui/ui.css";
import { startPage } from "../realtime/start-page.tsx";
import { MeetingView } from "../views/meeting/MeetingView.tsx";

startPage({ view: <MeetingView search={location.search} />, unattended: false });
