import type { OfficeEvents } from "@diaodu/contracts";
import type { QueryClient } from "@tanstack/react-query";
import { io, type Socket } from "socket.io-client";
import { ME_KEY } from "./me.ts";

/** Everything that a report's progress may change on a screen is asked for under this key. */
export const REPORTS_KEY = ["reports"] as const;
/** Records of the dispatch cycle: `[...CYCLE_KEY, "item"]` and so on by kind. */
export const CYCLE_KEY = ["cycle"] as const;
export const ORIGIN_KEY = ["origin"] as const;
/** Whatever step a record takes, somebody may have been told of it. */
export const INBOX_KEY = ["inbox"] as const;

/** How long after the server closed the line it is asked again. */
const CLOSED_BY_SERVER_MS = 2000;

export interface OfficeLive {
  stop(): void;
}

/**
 * Keeps the cache as new as the server for as long as somebody is signed in: the socket says what
 * changed, the page reads it again. After a gap everything is read again, because nobody says what
 * was missed.
 */
export function startOfficeLive(o: {
  client: QueryClient;
  onConnected: (connected: boolean) => void;
}): OfficeLive {
  const { client } = o;
  const socket: Socket<OfficeEvents, Record<string, never>> = io("/office", {
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelay: 250,
    reconnectionDelayMax: 2000,
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let connectedBefore = false;
  const readAgain = (key: readonly string[]) => void client.invalidateQueries({ queryKey: key });
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => socket.connect(), CLOSED_BY_SERVER_MS);
  };

  socket.on("connect", () => {
    o.onConnected(true);
    if (connectedBefore) void client.invalidateQueries();
    connectedBefore = true;
  });
  socket.on("reports", () => {
    readAgain(REPORTS_KEY);
    readAgain(ORIGIN_KEY);
    readAgain([...CYCLE_KEY, "round"]);
  });
  socket.on("cycle", ({ kind }) => {
    readAgain([...CYCLE_KEY, kind]);
    readAgain(INBOX_KEY);
  });
  socket.on("access", () => readAgain(ME_KEY));
  socket.on("disconnect", (reason) => {
    o.onConnected(false);
    // The server closes a line whose session ended; it may also only be restarting.
    if (reason === "io server disconnect") {
      readAgain(ME_KEY);
      later();
    }
  });
  socket.on("connect_error", () => {
    o.onConnected(false);
    if (!socket.active) {
      readAgain(ME_KEY);
      later();
    }
  });
  return {
    stop() {
      clearTimeout(timer);
      socket.disconnect();
    },
  };
}
