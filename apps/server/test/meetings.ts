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
import type { Meeting } from "@diaodu/domain";
import { auditOf } from "./people.ts";
import type { Browser } from "./people.ts";
import { ROUND } from "./units.ts";
import type { World } from "./world.ts";

/** Stores a planned meeting that nobody hosts yet: whoever may host can take it over. */
export async function storeMeeting(
  world: Pick<World, "storage">,
  id = "meeting-1",
): Promise<string> {
  const body: Meeting = {
    title: "第 101 期调度会",
    code: "ABCDEF",
    round: ROUND,
    plannedFor: null,
    host: { accountId: null, name: "调度办" },
    agenda: [{ id: "point-1", title: "其他", subject: { kind: "words" }, why: null }],
    cursor: { point: null, spotlight: null, turn: 0 },
    frozen: null,
    walls: false,
    attendance: [],
    decisions: [],
    minutes: "",
    previous: null,
    startedAt: null,
    endedAt: null,
  };
  const written = await world.storage.writeRecords({
    steps: [
      {
        kind: "meeting",
        id,
        basedOn: 0,
        state: "planned",
        event: "plan",
        words: null,
        evidence: [],
        body,
      },
    ],
    by: body.host,
    at: "2020-07-20T04:00:00.000Z",
    audit: auditOf("meeting.host"),
  });
  if (written.kind !== "committed") throw new Error(written.kind);
  return id;
}

/** Bodies of steps of {@link storeMeeting}'s meeting. */
export const MEETING_STEPS: readonly MeetingStepInput[] = [
  { event: "hand_over" },
  { event: "freeze" },
  { event: "arrange", change: { kind: "renew" } },
  {
    event: "arrange",
    change: { kind: "add", title: "新议题", subject: { kind: "words" }, after: null },
  },
  { event: "arrange", change: { kind: "move", point: "point-1", by: 1 } },
  { event: "turn", point: "point-1", spotlight: "1—6月" },
  { event: "attend", name: "李四", unit: "商务局" },
  {
    event: "decide",
    id: "decision-1",
    point: null,
    words: "加快进度",
    unit: "finance",
    person: "张三",
    dueOn: "2020-08-01",
  },
  { event: "write", minutes: "会议听取了汇报", seen: "" },
  { event: "walls", on: true },
];

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

/** Pages of one test, all of which leave at its end. */
export function openFollowers(world: () => Pick<World, "url">) {
  const opened: FollowingPage[] = [];
  return {
    /** @param by whose cookies the page carries; nobody's when absent */
    open(by: Browser | null = null, at: Pick<World, "url"> = world()): FollowingPage {
      const page = openPage(at, by);
      opened.push(page);
      return page;
    },
    all: (): readonly FollowingPage[] => opened,
    leave(): void {
      for (const { socket } of opened.splice(0)) socket.disconnect();
    },
  };
}

/** A decision that a meeting can take. */
export const DECISION = {
  event: "decide",
  id: "d-1",
  point: null,
  words: "加快税源清查。每周报送一次",
  unit: "finance",
  person: "张三",
  dueOn: "2020-08-01",
} as const;

/** A meeting that has been planned and frozen. */
export async function running(host: Browser): Promise<MeetingSnapshot> {
  return step(host, await plan(host), { event: "freeze" });
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
