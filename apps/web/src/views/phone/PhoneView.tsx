import "./phone.css";
import { Route, Router, Switch } from "wouter";
import { LinkBand } from "../../features/link/LinkBand.tsx";
import { zh } from "../../strings/zh-CN.ts";
import { DetailPage } from "./DetailPage.tsx";
import { ListPage } from "./ListPage.tsx";

/** The phone: a list, worst first, and one page for each indicator. `path` is the server's request. */
export function PhoneView({ path }: { path?: string }) {
  const drawn = path ?? (typeof window === "undefined" ? "/m" : window.location.pathname);
  return (
    <div className="phone" data-path={drawn}>
      <Router base="/m" {...(path === undefined ? {} : { ssrPath: path })}>
        <LinkBand offerReload />
        <Switch>
          <Route path="/i/:indicator/:region">
            {(place) => <DetailPage tileKey={`${place.indicator}:${place.region}`} />}
          </Route>
          <Route path="/" component={ListPage} />
          <Route>
            <main className="phone-main">
              <p className="dim">{zh.notFound}</p>
            </main>
          </Route>
        </Switch>
      </Router>
    </div>
  );
}
