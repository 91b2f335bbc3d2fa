import { Alert, Button, Drawer, Menu, Result } from "antd";
import { lazy, Suspense, useState } from "react";
import { Redirect, Route, Switch, useLocation } from "wouter";
import { office } from "../../strings/zh-CN-office.ts";
import { InboxBell } from "./inbox/InboxBell.tsx";
import { useMe } from "./me-context.ts";
import { Loading } from "./PageStates.tsx";
import { SECTIONS, sectionsFor, type Section } from "./sections.ts";
import { ME_PATH, UserMenu } from "./UserMenu.tsx";

const MePage = lazy(() => import("./me/MePage.tsx").then((m) => ({ default: m.MePage })));

/** Menu, head and the page between them. Below 900 px the menu hides behind a button. */
export function OfficeFrame({ connected }: { connected: boolean }) {
  const sections = sectionsFor(useMe());
  const [open, setOpen] = useState(false);
  return (
    <div className="office">
      <header className="office-head">
        <Button className="office-menu-button" onClick={() => setOpen(true)}>
          {office.menu}
        </Button>
        <h1>{office.title}</h1>
        <a href="/wall">{office.toBoard}</a>
        <InboxBell />
        <UserMenu />
      </header>
      <nav className="office-side" aria-label={office.menu}>
        <SectionMenu sections={sections} />
      </nav>
      <Drawer
        placement="left"
        size={240}
        title={office.title}
        open={open}
        onClose={() => setOpen(false)}
      >
        <SectionMenu sections={sections} onChosen={() => setOpen(false)} />
      </Drawer>
      <main className="office-page">
        {connected ? null : (
          <Alert className="office-band" type="warning" showIcon title={office.disconnected} />
        )}
        <Suspense fallback={<Loading />}>
          <Pages sections={sections} />
        </Suspense>
      </main>
    </div>
  );
}

function Pages({ sections }: { sections: readonly Section[] }) {
  const first = sections[0];
  const hidden = SECTIONS.filter((section) => !sections.includes(section));
  return (
    <Switch>
      <Route path="/">
        {first === undefined ? (
          <Result title={office.nothingGranted} subTitle={office.nothingGrantedMore} />
        ) : (
          <Redirect to={first.path} replace />
        )}
      </Route>
      <Route path={ME_PATH} component={MePage} />
      {sections.map(({ path, route = path, Page }) => (
        <Route key={path} path={route} component={Page} />
      ))}
      {hidden.map(({ path, route = path }) => (
        <Route key={path} path={route}>
          <Result status="403" title={office.forbidden} />
        </Route>
      ))}
      <Route>
        <Result status="404" title={office.notFound} />
      </Route>
    </Switch>
  );
}

const GROUPS = ["figures", "dispatch", "administration"] as const;

function SectionMenu(props: { sections: readonly Section[]; onChosen?: () => void }) {
  const [here, go] = useLocation();
  const items = GROUPS.flatMap((group) => {
    const children = props.sections
      .filter((section) => section.group === group)
      .map(({ path, label }) => ({ key: path, label }));
    return children.length === 0
      ? []
      : [{ key: group, type: "group" as const, label: office.groups[group], children }];
  });
  return (
    <Menu
      mode="inline"
      items={items}
      selectedKeys={props.sections.map(({ path }) => path).filter((path) => here.startsWith(path))}
      onClick={({ key }) => {
        go(key);
        props.onChosen?.();
      }}
    />
  );
}
