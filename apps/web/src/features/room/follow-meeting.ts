import type {
  JoinMeeting,
  JoinRefusal,
  MeetingClientEvents,
  MeetingServerEvents,
  MeetingSnapshot,
} from "@diaodu/contracts";
import { io, type Socket } from "socket.io-client";

/** How a page stands to the meeting that it follows. */
export interface RoomState {
  /** `lost`: it was joined and the line is cut; what is shown is as it was then. */
  readonly status: "joining" | "live" | "lost" | "refused";
  readonly refusal: JoinRefusal | null;
  readonly meeting: MeetingSnapshot | null;
  /** The name that the server has taken; null while none was said or none is answered. */
  readonly attendedAs: string | null;
}

export const NOT_JOINED: RoomState = {
  status: "joining",
  refusal: null,
  meeting: null,
  attendedAs: null,
};

export interface RoomLine {
  /** Takes what a step was answered with: it may come before the socket tells of it. */
  take(meeting: MeetingSnapshot): void;
  /** Joins again, saying a name. */
  join(more: Pick<JoinMeeting, "name" | "unit">): void;
  stop(): void;
}

/** How long after the server closed the line, or was not ready, it is asked again. */
const AGAIN_MS = 2000;
const ANSWER_MS = 8000;
/** Nothing that asking again would change. */
const FINAL: ReadonlySet<JoinRefusal> = new Set(["unknown", "forbidden", "invalid", "too_many"]);

/** The newer of two states of one meeting: steps are numbered, and a late packet undoes nothing. */
function newerMeeting(known: MeetingSnapshot | null, told: MeetingSnapshot): MeetingSnapshot {
  return known === null || known.id !== told.id || told.version >= known.version ? told : known;
}

/** Follows a meeting for as long as somebody looks; every reconnection joins anew. */
export function followMeeting(request: JoinMeeting, onState: (state: RoomState) => void): RoomLine {
  const socket: Socket<MeetingServerEvents, MeetingClientEvents> = io("/meeting", {
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    forceNew: true,
    reconnectionDelay: 250,
    reconnectionDelayMax: 2000,
  });
  let state = NOT_JOINED;
  let said = request;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const set = (part: Partial<RoomState>) => {
    state = { ...state, ...part };
    onState(state);
  };
  const take = (meeting: MeetingSnapshot) => set({ meeting: newerMeeting(state.meeting, meeting) });
  const later = (act: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(act, AGAIN_MS);
  };
  const join = () => {
    const { name } = said;
    socket.timeout(ANSWER_MS).emit("join", said, (error, answer) => {
      if (error !== null) {
        if (socket.connected) join();
        return;
      }
      if (answer.kind === "joined") {
        set({ status: "live", refusal: null, attendedAs: name ?? state.attendedAs });
        take(answer.meeting);
        return;
      }
      // A code opens nothing once its meeting has ended: what was shown at the end stays.
      if (answer.reason === "unknown" && state.meeting?.state === "ended") return;
      set({ status: "refused", refusal: answer.reason });
      if (!FINAL.has(answer.reason)) later(() => socket.connected && join());
    });
  };
  const cut = () => set({ status: state.meeting === null ? "joining" : "lost" });

  socket.on("connect", join);
  socket.on("meeting", take);
  socket.on("disconnect", (reason) => {
    cut();
    if (reason === "io server disconnect") later(() => socket.connect());
  });
  socket.on("connect_error", ({ message }) => {
    if (message === "unauthenticated") set({ status: "refused", refusal: "forbidden" });
    else cut();
    if (!socket.active) later(() => socket.connect());
  });

  return {
    take,
    join(more) {
      said = { ...said, ...more };
      if (socket.connected) join();
    },
    stop() {
      clearTimeout(timer);
      socket.disconnect();
    },
  };
}
