import type {
  Me,
  MeetingDesk,
  Meetings,
  MeetingSnapshot,
  MeetingStepInput,
} from "@diaodu/contracts";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Api, createApi } from "../../api/api.ts";
import { meQuery, signInAddress } from "../../api/me.ts";

let csrf = "";
const api: Api = createApi({
  csrfToken: () => csrf,
  signedOut: () => {
    const { pathname, search } = window.location;
    window.location.assign(signInAddress(pathname + search));
  },
});

/** Who looks, for buttons that others would be refused. Its token proves every change. */
const ownMe = queryOptions({
  ...meQuery(api),
  queryFn: async ({ signal }: { signal?: AbortSignal }): Promise<Me> => {
    const me = await api.get<Me>("/me", signal);
    csrf = me.csrfToken;
    return me;
  },
});

export function useMe(enabled = true): Me | undefined {
  return useQuery({ ...ownMe, enabled }).data;
}

export const meetingsQuery = queryOptions({
  queryKey: ["meetings"],
  queryFn: ({ signal }) => api.get<Meetings>("/meetings", signal),
  staleTime: 0,
});

export const deskQuery = (id: string) =>
  queryOptions({
    queryKey: ["meeting-desk", id],
    queryFn: ({ signal }) => api.get<MeetingDesk>(`/meetings/${id}/desk`, signal),
    staleTime: 60_000,
  });

export function planMeeting(given: { title: string; plannedFor: string | null }) {
  return api.send<MeetingSnapshot>("POST", "/meetings", given);
}

/** How long a step may be under way before its sender is told that it may not have arrived. */
const PATIENCE_MS = 8000;

/** Takes steps of one meeting, one after the other, so that two quick presses keep their order. */
export function useSteps(
  id: string,
  take: (meeting: MeetingSnapshot) => void,
): (body: MeetingStepInput) => Promise<MeetingSnapshot> {
  return useMemo(() => {
    let last: Promise<unknown> = Promise.resolve();
    return (body) => {
      const sent = last.then(async () => {
        const signal = AbortSignal.timeout(PATIENCE_MS);
        const path = `/meetings/${id}/steps`;
        const meeting = await api.send<MeetingSnapshot>("POST", path, body, { signal });
        take(meeting);
        return meeting;
      });
      last = sent.catch(() => undefined);
      return sent;
    };
  }, [id, take]);
}
