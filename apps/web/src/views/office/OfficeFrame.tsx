import { Alert, Button, Drawer, Menu, Result } from "antd";
import { Suspense, useState } from "react";
import { Redirect, Route, Switch, useLocation } from "wouter";
import { office } from "../../strings/zh-CN-office.ts";
import { useMe } from "./me-context.ts";
import { Loading } from "./PageStates.tsx";
import { sectionsFor, type Section } from "./sections.ts";
import { UserMenu } from "./UserMenu.tsx";

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
  if (first === undefined) {
    return <Result title={office.nothingGranted} subTitle={office.nothingGrantedMore} />;
  }
  return (
    <Switch>
      <Route path="/">
        <Redirect to={first.path} replace />
      </Route>
      {sections.map(({ path, Page }) => (
        <Route key={path} path={path} component={Page} />
      ))}
      <Route>
        <Result status="404" title={office.notFound} />
      </Route>
    </Switch>
  );
}

const GROUPS = ["figures", "administration"] as const;

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
