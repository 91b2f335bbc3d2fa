import { readMeetingCode } from "@diaodu/domain/meeting/meeting-code";
import type { JoinMeeting } from "@diaodu/contracts";
import { useLocationProperty } from "wouter/use-browser-location";

/** What the address of the page asks for. */
export type MeetingAddress =
  /** The board, gone through by oneself. */
  | { readonly kind: "board" }
  /** Meetings, and the box for a code. */
  | { readonly kind: "list" }
  | { readonly kind: "room"; readonly join: JoinMeeting };

/** `?code=ABCDEF` follows, `?m=<id>` hosts or reads, `?list` chooses; anything else is the board. */
export function addressOf(search: string): MeetingAddress {
  const query = new URLSearchParams(search);
  const meeting = query.get("m");
  if (meeting !== null && /^[\w-]{1,64}$/u.test(meeting)) {
    return { kind: "room", join: { meeting } };
  }
  const typed = query.get("code");
  const code = typed === null ? null : readMeetingCode(typed);
  if (code !== null) return { kind: "room", join: { code } };
  return query.has("list") || typed !== null ? { kind: "list" } : { kind: "board" };
}

export const MEETINGS_PATH = "/meeting?list";
export const roomPath = (id: string) => `/meeting?m=${id}`;
export const codePath = (code: string) => `/meeting?code=${code}`;

const searchHere = () => window.location.search;

/** @param drawn the query that the server drew this page for */
export function useMeetingAddress(drawn: string): MeetingAddress {
  // The first drawing here must be the server's, which knows the query of a room alone.
  const search = useLocationProperty(searchHere, () => drawn);
  return addressOf(search);
}
