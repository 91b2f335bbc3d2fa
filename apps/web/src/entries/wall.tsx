import "../polyfills.ts";
import "../ui/base.css";
import "../ui/ui.css";
import { startPage } from "../realtime/start-page.tsx";
import { FollowingWall } from "../views/wall/FollowingWall.tsx";

startPage({ view: <FollowingWall search={location.search} />, unattended: true });
