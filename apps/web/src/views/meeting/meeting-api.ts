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

type SendStep = (body: MeetingStepInput) => Promise<MeetingSnapshot>;

/** Sends steps of one meeting one after the other, so that two quick presses keep their order. */
function createSteps(id: string, take: (meeting: MeetingSnapshot) => void): SendStep {
  let last: Promise<unknown> = Promise.resolve();
  const send: SendStep = async (body) => {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), PATIENCE_MS);
    try {
      const path = `/meetings/${id}/steps`;
      const options = { signal: giveUp.signal };
      const meeting = await api.send<MeetingSnapshot>("POST", path, body, options);
      take(meeting);
      return meeting;
    } finally {
      clearTimeout(timer);
    }
  };
  return (body) => {
    const sent = last.then(() => send(body));
    last = sent.catch(() => undefined);
    return sent;
  };
}

export function useSteps(id: string, take: (meeting: MeetingSnapshot) => void): SendStep {
  return useMemo(() => createSteps(id, take), [id, take]);
}
