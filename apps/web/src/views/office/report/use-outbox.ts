import type { ReportAnswer } from "@diaodu/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useApi } from "../../../api/api.ts";
import { REPORTS_KEY } from "../../../api/office-live.ts";
import { passesByItself } from "../../../api/problem.ts";
import { keep, parcelName, readParcel } from "../../../features/report/kept-draft.ts";
import { createOutbox, type Outbox, type OutboxView } from "../../../features/report/outbox.ts";
import { useMe } from "../me-context.ts";

const TRY_AGAIN_MS = 4000;

/** The way of one unit's submissions to the server; what an earlier visit left is sent at once. */
export function useOutbox(unit: string): { outbox: Outbox; view: OutboxView } {
  const api = useApi();
  const client = useQueryClient();
  const account = useMe().account?.id ?? "";
  const [outbox] = useState(() => {
    const name = parcelName({ account, unit });
    return createOutbox({
      send: ({ key, submission }) =>
        api.send<ReportAnswer>("POST", "/reports", submission, { idempotencyKey: key }),
      isLost: passesByItself,
      newKey: randomKey,
      keep: (parcel) => keep(window.localStorage, name, parcel),
      kept: readParcel(window.localStorage, name),
    });
  });
  const view = useSyncExternalStore(outbox.subscribe, outbox.view);

  useEffect(() => {
    if (view.state === "done") void client.invalidateQueries({ queryKey: REPORTS_KEY });
    if (view.state !== "waiting") return;
    const back = () => outbox.back();
    // A parcel that an earlier visit left has not been tried by this page yet.
    const timer = setTimeout(back, view.error === null ? 0 : TRY_AGAIN_MS);
    window.addEventListener("online", back);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", back);
    };
  }, [client, outbox, view]);
  return { outbox, view };
}

/** `crypto.randomUUID` exists on https only; many offices run plain http inside. */
function randomKey(): string {
  const bytes = window.crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
