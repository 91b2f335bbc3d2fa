import type { Me } from "@diaodu/contracts";
import { useCallback, useEffect, useState } from "react";
import { createApi, type Api } from "../../api/api.ts";

/** What the page knows of the session that is being opened. */
export interface SessionStep {
  /** Null until the server has answered. */
  readonly me: Me | null;
  readonly failed: boolean;
  readonly api: Api;
  /** What the last step answered, which says what comes next. */
  readonly setMe: (me: Me) => void;
  /** Asks the server again how the session stands. */
  readonly reload: () => void;
}

/** Reads `me` and hands on what each step makes of it. */
export function useSessionStep(): SessionStep {
  const [me, keepMe] = useState<Me | null>(null);
  const [failed, setFailed] = useState(false);
  const [asked, setAsked] = useState(0);
  const reload = useCallback(() => {
    setFailed(false);
    setAsked((times) => times + 1);
  }, []);
  const [{ api, learn }] = useState(() => openApi(reload));
  const setMe = useCallback(
    (next: Me) => {
      learn(next.csrfToken ?? "");
      keepMe(next);
    },
    [learn],
  );
  useEffect(() => {
    const given = new AbortController();
    api.get<Me>("/me", given.signal).then(setMe, () => {
      if (!given.signal.aborted) setFailed(true);
    });
    return () => given.abort();
  }, [api, asked, setMe]);
  return { me, failed, api, setMe, reload };
}

/** The way to the server, and how it learns the token that each answer may renew. */
function openApi(signedOut: () => void): { api: Api; learn: (csrfToken: string) => void } {
  let token = "";
  return {
    api: createApi({ csrfToken: () => token, signedOut }),
    learn: (csrfToken) => {
      token = csrfToken;
    },
  };
}
