import type { Me } from "@diaodu/contracts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useApi } from "../../api/api.ts";
import { meQuery, signInAddress } from "../../api/me.ts";
import { startOfficeLive } from "../../api/office-live.ts";
import { MeContext } from "./me-context.ts";
import { OfficeFrame } from "./OfficeFrame.tsx";
import { Failed, Loading } from "./PageStates.tsx";

/** Lets in who is signed in; sends everybody else to the sign-in page and back afterwards. */
export function SignedIn() {
  const me = useQuery(meQuery(useApi()));
  const away = me.data !== undefined && !isIn(me.data);
  useEffect(() => {
    if (!away) return;
    const { pathname, search } = window.location;
    window.location.replace(signInAddress(pathname + search));
  }, [away]);
  if (me.isError && me.data === undefined) {
    return <Failed error={me.error} retry={() => void me.refetch()} />;
  }
  if (me.data === undefined || away) return <Loading />;
  return (
    <MeContext value={me.data}>
      <Connected />
    </MeContext>
  );
}

function Connected() {
  const client = useQueryClient();
  // Until it is known better: a band that flashes by at every start would only alarm.
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    const live = startOfficeLive({ client, onConnected: setConnected });
    return () => live.stop();
  }, [client]);
  return <OfficeFrame connected={connected} />;
}

function isIn(me: Me): boolean {
  return me.account !== null && me.pending === "none";
}
