import { io } from "socket.io-client";
import type { Socket } from "socket.io-client";
import type {
  JoinAnswer,
  JoinMeeting,
  MeetingClientEvents,
  MeetingServerEvents,
  MeetingSnapshot,
  MeetingStepInput,
} from "@diaodu/contracts";
import { MEETING_NAMESPACE } from "@diaodu/contracts";
import type { Browser } from "./people.ts";
import type { World } from "./world.ts";

/** A page that follows a meeting over a socket of its own. */
export interface FollowingPage {
  readonly socket: Socket<MeetingServerEvents, MeetingClientEvents>;
  /** The newest version that it was told; null before. */
  latest(): MeetingSnapshot | null;
  join(request: JoinMeeting): Promise<JoinAnswer>;
}

/** @param by whose cookies the page carries; nobody's when absent */
export function openPage(
  world: Pick<World, "url">,
  by: Pick<Browser, "cookies"> | null = null,
): FollowingPage {
  const cookie = [...(by?.cookies ?? [])].map(([name, value]) => `${name}=${value}`).join("; ");
  const socket: FollowingPage["socket"] = io(`${world.url}${MEETING_NAMESPACE}`, {
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    ...(cookie === "" ? {} : { extraHeaders: { cookie } }),
  });
  let latest: MeetingSnapshot | null = null;
  const take = (told: MeetingSnapshot) => {
    if (latest === null || told.version >= latest.version) latest = told;
  };
  socket.on("meeting", take);
  return {
    socket,
    latest: () => latest,
    join: (request) =>
      new Promise((resolve, reject) => {
        socket.once("connect_error", reject);
        socket.emit("join", request, (answer) => {
          if (answer.kind === "joined") take(answer.meeting);
          resolve(answer);
        });
      }),
  };
}

export function plan(host: Browser, title = "第 101 期调度会"): Promise<MeetingSnapshot> {
  return host.json<MeetingSnapshot>("POST", "/meetings", { title });
}

/** Takes a step that must be taken. */
export function step(
  by: Browser,
  meeting: Pick<MeetingSnapshot, "id">,
  body: MeetingStepInput,
): Promise<MeetingSnapshot> {
  return by.json<MeetingSnapshot>("POST", `/meetings/${meeting.id}/steps`, body);
}
