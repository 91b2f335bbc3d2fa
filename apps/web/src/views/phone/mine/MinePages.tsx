import type { Me } from "@diaodu/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import { Link, Route, Switch, useLocation } from "wouter";
import { signInAddress } from "../../../api/me.ts";
import { CYCLE_KEY, INBOX_KEY } from "../../../api/office-live.ts";
import { VersionLine } from "../../../features/link/VersionLine.tsx";
import { useBoardPart, useLink } from "../../../realtime/board-hooks.ts";
import { zhMine as words } from "../../../strings/zh-CN-mine.ts";
import { ItemPage } from "./ItemPage.tsx";
import { MineList } from "./MineList.tsx";
import { useShowsKept, useSignedIn } from "./phone-api.ts";
import { SlipPage } from "./SlipPage.tsx";

/** 我的: what the person who holds this phone has to do, to judge and to answer. */
export function MinePages() {
  const me = useSignedIn();
  const [location] = useLocation();
  useFreshCycle();
  return (
    <>
      <nav className="phone-nav" aria-label={words.title}>
        <Link href={location === "/mine" ? "/" : "/mine"} className="back">
          <span aria-hidden="true">‹</span> {words.back}
        </Link>
        <VersionLine />
      </nav>
      <main className="phone-main mine">
        <KeptBand />
        {me === undefined ? (
          <p className="dim">{words.loading}</p>
        ) : me === null ? (
          <SignInFirst at={location} />
        ) : (
          <Pages me={me} />
        )}
      </main>
    </>
  );
}

function Pages({ me }: { me: Me }): ReactNode {
  return (
    <Switch>
      <Route path="/mine/item/:id">{({ id }) => <ItemPage key={id} id={id} me={me} />}</Route>
      <Route path="/mine/slip/:id">{({ id }) => <SlipPage key={id} id={id} me={me} />}</Route>
      <Route>
        <MineList me={me} />
      </Route>
    </Switch>
  );
}

function SignInFirst({ at }: { at: string }) {
  return (
    <>
      <h1 className="mine-head">{words.title}</h1>
      <p>{words.signIn}</p>
      <p>
        <a className="mine-button is-main" href={signInAddress(`/m${at}`)}>
          {words.signInLink}
        </a>
      </p>
    </>
  );
}

function KeptBand() {
  return useShowsKept() ? (
    <p className="mine-kept" role="status">
      {words.offline}
    </p>
  ) : null;
}

/** Reads again what may have changed: when the cycle moved, and when the line is back. */
function useFreshCycle(): void {
  const client = useQueryClient();
  const seq = useBoardPart((board) => board.dispatch?.seq ?? 0);
  const { connected } = useLink();
  const seen = useRef(`${seq} ${connected}`);
  useEffect(() => {
    const now = `${seq} ${connected}`;
    if (seen.current === now) return;
    seen.current = now;
    for (const queryKey of [CYCLE_KEY, INBOX_KEY]) void client.invalidateQueries({ queryKey });
  }, [client, seq, connected]);
}
