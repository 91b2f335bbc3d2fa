import type { Me } from "@diaodu/contracts";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
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
  const [me, setMe] = useState<Me | null>(null);
  const [failed, setFailed] = useState(false);
  const [asked, setAsked] = useState(0);
  const token = useRef("");
  token.current = me?.csrfToken ?? "";
  const reload = useCallback(() => {
    setFailed(false);
    setAsked((times) => times + 1);
  }, []);
  const api = useMemo(
    () => createApi({ csrfToken: () => token.current, signedOut: reload }),
    [reload],
  );
  useEffect(() => {
    const given = new AbortController();
    api.get<Me>("/me", given.signal).then(setMe, () => {
      if (!given.signal.aborted) setFailed(true);
    });
    return () => given.abort();
  }, [api, asked]);
  return { me, failed, api, setMe, reload };
}
