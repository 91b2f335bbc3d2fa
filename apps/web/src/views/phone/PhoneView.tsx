import "./phone.css";
import { type ComponentType, Suspense } from "react";
import { Route, Router, Switch } from "wouter";
import { LinkBand } from "../../features/link/LinkBand.tsx";
import { zh } from "../../strings/zh-CN.ts";
import { ListPage } from "./ListPage.tsx";

/**
 * The phone: a list, worst first, and one page for each indicator. `path` is the server's request;
 * `Detail` is handed in because the first visit to the list need not load it.
 */
export function PhoneView(props: { path?: string; Detail: ComponentType<{ tileKey: string }> }) {
  const { path, Detail } = props;
  const drawn = path ?? (typeof window === "undefined" ? "/m" : window.location.pathname);
  return (
    <div className="phone" data-path={drawn}>
      <Router base="/m" {...(path === undefined ? {} : { ssrPath: path })}>
        <LinkBand offerReload />
        <Switch>
          <Route path="/i/:indicator/:region">
            {(place) => (
              <Suspense fallback={<p className="phone-main dim">{zh.loading}</p>}>
                <Detail tileKey={`${place.indicator}:${place.region}`} />
              </Suspense>
            )}
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
