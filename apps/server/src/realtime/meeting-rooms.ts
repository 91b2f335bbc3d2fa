import type { MeetingServerEvents, MeetingSnapshot } from "@diaodu/contracts";
import type { Change } from "@diaodu/storage";
import type { Logger } from "pino";
import type { DefaultEventsMap, Namespace } from "socket.io";
import type { Caller } from "../access/caller.ts";
import { passes } from "../access/guard.ts";
import type { MeetingDesk } from "../features/meetings/clerk.ts";
import { readContext } from "../features/meetings/context.ts";
import type { MeetingContext, MeetingRecord } from "../features/meetings/context.ts";
import { presentMeeting, readerOf } from "../features/meetings/presenter.ts";
import { todayOf } from "../features/reports/desk.ts";

export interface Follower {
  caller: Caller;
  /** Came with the code, and so stays whatever becomes of the walls. */
  readonly byCode: boolean;
}

interface Room {
  readonly followers: Map<string, Follower>;
  latest: { readonly record: MeetingRecord; readonly context: MeetingContext } | null;
  hostThere: boolean;
  /** Reads of this meeting, one after the other; calls while one waits are one. */
  running: Promise<void> | null;
  again: boolean;
}

/** The meetings that sockets of this server follow. */
export interface MeetingRooms {
  /** Whether this caller may follow the meeting without its code. */
  mayFollow(record: MeetingRecord, caller: Caller): boolean;
  /** A socket follows one meeting at a time. */
  enter(socket: string, meeting: string, follower: Follower): void;
  leave(socket: string): void;
  /** Who holds the socket was looked up anew. */
  renew(socket: string, caller: Caller): void;
  /** The meeting that the socket follows, as its holder may see it; null where it follows none. */
  snapshot(socket: string): Promise<MeetingSnapshot | null>;
  tell(row: Change): void;
  beat(): void;
}

export function createMeetingRooms(o: {
  readonly namespace: Namespace<DefaultEventsMap, MeetingServerEvents>;
  readonly desk: MeetingDesk;
  readonly log: Logger;
}): MeetingRooms {
  const { namespace, desk, log } = o;
  const { storage, presence } = desk;
  const rooms = new Map<string, Room>();
  const places = new Map<string, string>();

  function mayFollow({ state, body }: MeetingRecord, caller: Caller): boolean {
    if (passes(caller, "meeting.read")) return true;
    return body.walls && (state === "planned" || state === "running");
  }

  function leave(socket: string): void {
    const id = places.get(socket);
    places.delete(socket);
    const room = id === undefined ? undefined : rooms.get(id);
    room?.followers.delete(socket);
    if (id !== undefined && room?.followers.size === 0) rooms.delete(id);
  }

  /** Reads the meeting anew and tells everybody in the room. Never rejects. */
  function refresh(id: string, room: Room): Promise<void> {
    room.again = true;
    room.running ??= readAndTell(id, room)
      .catch((error: unknown) => {
        log.error({ err: error }, "a meeting could not be read for its followers");
      })
      .finally(() => {
        room.running = null;
      });
    return room.running;
  }

  async function readAndTell(id: string, room: Room): Promise<void> {
    while (room.again) {
      room.again = false;
      const record = await storage.record("meeting", id);
      if (record === null) return;
      const context = await readContext(storage, record, todayOf(desk).today);
      // A follower opens the frozen board at once: this server must know that version by then.
      await desk.publish();
      room.latest = { record, context };
      room.hostThere = await isHostThere(id, record, room);
      tellAll(room);
    }
  }

  /** Readers who see the same are told in one packet. */
  function tellAll(room: Room): void {
    const { latest } = room;
    if (latest === null) return;
    const groups = new Map<string, { sockets: string[]; follower: Follower }>();
    for (const [socket, follower] of room.followers) {
      if (!follower.byCode && !mayFollow(latest.record, follower.caller)) {
        // The walls were let go: they hear that much, and nothing after it.
        namespace.to(socket).emit("meeting", ended(present(room, follower)));
        continue;
      }
      const key = JSON.stringify(readerOf(follower.caller, latest.record));
      const group = groups.get(key) ?? { sockets: [], follower };
      group.sockets.push(socket);
      groups.set(key, group);
    }
    for (const { sockets, follower } of groups.values()) {
      const meeting = present(room, follower);
      if (meeting !== null) namespace.to(sockets).emit("meeting", meeting);
    }
  }

  function present(room: Room, { caller }: Follower): MeetingSnapshot | null {
    const { latest, hostThere } = room;
    if (latest === null) return null;
    const { record, context } = latest;
    return presentMeeting(record, context, readerOf(caller, record), hostThere);
  }

  async function isHostThere(id: string, { body }: MeetingRecord, room: Room): Promise<boolean> {
    const { accountId } = body.host;
    if (accountId === null) return false;
    const isHere = [...room.followers.values()].some(
      ({ caller }) => caller.accountId === accountId,
    );
    if (isHere) await presence.seen(id, accountId);
    return isHere || presence.there(id, accountId);
  }

  /** Renews what is known of the host; tells of it only where it turned. */
  async function lookForHost(id: string, room: Room): Promise<void> {
    const record = room.latest?.record;
    if (record === undefined) return;
    if (record.state !== "planned" && record.state !== "running") return;
    const isThere = await isHostThere(id, record, room);
    if (isThere === room.hostThere || room.latest?.record !== record) return;
    room.hostThere = isThere;
    tellAll(room);
  }

  return {
    mayFollow,
    enter(socket, meeting, follower) {
      if (places.get(socket) !== meeting) leave(socket);
      places.set(socket, meeting);
      const room: Room = rooms.get(meeting) ?? {
        followers: new Map(),
        latest: null,
        hostThere: true,
        running: null,
        again: false,
      };
      rooms.set(meeting, room);
      room.followers.set(socket, follower);
    },
    leave,
    renew(socket, caller) {
      const room = rooms.get(places.get(socket) ?? "");
      const follower = room?.followers.get(socket);
      if (room === undefined || follower === undefined) return;
      follower.caller = caller;
      const meeting = present(room, follower);
      if (meeting !== null) namespace.to(socket).emit("meeting", meeting);
    },
    async snapshot(socket) {
      const id = places.get(socket);
      const room = id === undefined ? undefined : rooms.get(id);
      if (id === undefined || room === undefined) return null;
      await refresh(id, room);
      const follower = room.followers.get(socket);
      return follower === undefined ? null : present(room, follower);
    },
    tell(row) {
      if (row.kind !== "dispatch") return;
      for (const { kind, id } of row.payload.records) {
        for (const [meeting, room] of rooms) {
          const touched =
            kind === "meeting" ? id === meeting : kind === "item" && speaksOf(room, id);
          if (touched) void refresh(meeting, room);
        }
      }
    },
    beat() {
      for (const [id, room] of rooms) {
        lookForHost(id, room).catch((error: unknown) => {
          log.error({ err: error }, "whether a host is there could not be told");
        });
      }
    },
  };
}

function speaksOf({ latest }: Room, item: string): boolean {
  return latest !== null && (latest.context.items.has(item) || latest.context.made.has(item));
}

/** What a display hears that follows no longer: nothing to show. */
function ended(meeting: MeetingSnapshot | null): MeetingSnapshot {
  if (meeting === null) throw new Error("nobody follows a meeting that was not read");
  return { ...meeting, state: "ended", agenda: [], decisions: [], items: [], previous: null };
}
