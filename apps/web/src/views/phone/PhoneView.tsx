import "./phone.css";
import { type ComponentType, Suspense, useSyncExternalStore } from "react";
import { Route, Router, Switch } from "wouter";
import { LinkBand } from "../../features/link/LinkBand.tsx";
import { zh } from "../../strings/zh-CN.ts";
import { ListPage } from "./ListPage.tsx";

/**
 * The phone: a list, worst first, one page for each indicator, and 我的. `path` is the server's
 * request; `Detail` and `Mine` are handed in because the first visit to the list need not load them.
 * The server draws nothing of `Mine`: it is one person's.
 */
export function PhoneView(props: {
  path?: string;
  Detail: ComponentType<{ tileKey: string }>;
  Mine?: ComponentType;
}) {
  const { path, Detail, Mine } = props;
  // The first drawing in the browser must be the server's.
  const here = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  const loading = <p className="phone-main dim">{zh.loading}</p>;
  const drawn = path ?? (typeof window === "undefined" ? "/m" : window.location.pathname);
  return (
    <div className="phone" data-path={drawn}>
      <Router base="/m" {...(path === undefined ? {} : { ssrPath: path })}>
        <LinkBand offerReload />
        <Switch>
          <Route path="/i/:indicator/:region">
            {(place) => (
              <Suspense fallback={loading}>
                <Detail tileKey={`${place.indicator}:${place.region}`} />
              </Suspense>
            )}
          </Route>
          <Route path="/mine/*?">
            {here && Mine ? (
              <Suspense fallback={loading}>
                <Mine />
              </Suspense>
            ) : (
              loading
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
