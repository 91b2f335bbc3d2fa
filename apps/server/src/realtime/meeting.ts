import type {
  JoinAnswer,
  JoinRefusal,
  MeetingClientEvents,
  MeetingServerEvents,
} from "@diaodu/contracts";
import { joinMeeting, MEETING_NAMESPACE } from "@diaodu/contracts";
import { readMeetingCode } from "@diaodu/domain";
import type { Change } from "@diaodu/storage";
import type { Namespace, Server, Socket } from "socket.io";
import type { z } from "zod";
import type { Caller } from "../access/caller.ts";
import { passes } from "../access/guard.ts";
import { guessLimit } from "../access/limits.ts";
import { attendMeeting, meetingByCode } from "../features/meetings/clerk.ts";
import type { MeetingDesk } from "../features/meetings/clerk.ts";
import type { MeetingRecord } from "../features/meetings/context.ts";
import { watchAccess } from "./access-watch.ts";
import type { AccessWatch, SocketIdentity } from "./access-watch.ts";
import { createMeetingRooms } from "./meeting-rooms.ts";
import type { Follower } from "./meeting-rooms.ts";

/** Wrong codes of one address in five minutes: a hall of people who mistype, far from 22⁶ codes. */
const WRONG_CODES = 60;

type MeetingNamespace = Namespace<MeetingClientEvents, MeetingServerEvents>;
type MeetingSocket = Socket<MeetingClientEvents, MeetingServerEvents>;
type Join = z.output<typeof joinMeeting>;

/**
 * The sockets of meetings. A code opens the snapshot of that one meeting, and only to whoever may
 * join meetings at all. Each server tells its own sockets what the log says.
 */
export function openMeetings(io: Server, identity: SocketIdentity, desk: MeetingDesk): AccessWatch {
  const namespace: MeetingNamespace = io.of(MEETING_NAMESPACE);
  const guesses = guessLimit(WRONG_CODES, { slate: desk.storage.slate, clock: identity.clock });
  const rooms = createMeetingRooms({ namespace, desk, log: identity.log });
  const callers = new WeakMap<Socket, Caller>();

  const watch = watchAccess(namespace, {
    ...identity,
    permitted: (caller) => passes(caller, "meeting.join"),
    renew(socket, caller, first) {
      callers.set(socket, caller);
      if (!first) rooms.renew(socket.id, caller);
    },
  });

  namespace.on("connection", (socket) => {
    // Typed as the contract, received as anything: a packet is parsed before it is believed.
    socket.on("join", (...packet: unknown[]) => {
      const answer = packet.at(-1);
      if (!isAcknowledgement(answer)) return;
      void join(socket, packet.length > 1 ? packet[0] : undefined).then(
        answer,
        (error: unknown) => {
          identity.log.error({ err: error }, "a page could not join a meeting");
          answer({ kind: "refused", reason: "not_ready" });
        },
      );
    });
    socket.once("disconnect", () => rooms.leave(socket.id));
  });

  async function join(socket: MeetingSocket, raw: unknown): Promise<JoinAnswer> {
    const parsed = joinMeeting.safeParse(raw);
    if (!parsed.success) return refused("invalid");
    const caller = callers.get(socket);
    if (caller === undefined) return refused("not_ready");
    const found = await wanted(socket, caller, parsed.data);
    if (typeof found === "string") return refused(found);
    const follower: Follower = { caller, byCode: parsed.data.code !== undefined };
    rooms.enter(socket.id, found.id, follower);
    const who = attendanceOf(caller, parsed.data);
    if (who !== null && (found.state === "planned" || found.state === "running")) {
      await attendMeeting(desk, caller, found.id, who);
    }
    const meeting = await rooms.snapshot(socket.id);
    return meeting === null ? refused("unknown") : { kind: "joined", meeting };
  }

  async function wanted(
    socket: MeetingSocket,
    caller: Caller,
    { code, meeting }: Join,
  ): Promise<MeetingRecord | JoinRefusal> {
    if (code !== undefined) {
      const { address } = socket.handshake;
      if (!(await guesses.take(address))) return "too_many";
      const read = readMeetingCode(code);
      const found = read === null ? null : await meetingByCode(desk.storage, read);
      if (found === null) return "unknown";
      await guesses.right(address);
      return found;
    }
    const found = meeting === undefined ? null : await desk.storage.record("meeting", meeting);
    // Of a meeting that one may not follow one learns no more than of none.
    return found !== null && rooms.mayFollow(found, caller) ? found : "unknown";
  }

  return {
    tell(row: Change) {
      watch.tell(row);
      rooms.tell(row);
    },
    beat() {
      watch.beat();
      rooms.beat();
    },
  };
}

function isAcknowledgement(value: unknown): value is (answer: JoinAnswer) => void {
  return typeof value === "function";
}

function refused(reason: JoinRefusal): JoinAnswer {
  return { kind: "refused", reason };
}

/** Whom to note: a person by account, a display by its name, anybody else by what they say. */
function attendanceOf(caller: Caller, { name, unit, as }: Join) {
  if (caller.actor.kind === "screen") {
    return { name: caller.actor.name, unit: "大屏", as: "screen" } as const;
  }
  if (caller.accountId !== null) {
    return { name: caller.actor.name, unit: unit ?? "", as: "person" } as const;
  }
  if (as === "screen") return { name: name ?? "大屏", unit: "大屏", as } as const;
  return name === undefined ? null : ({ name, unit: unit ?? "", as } as const);
}
