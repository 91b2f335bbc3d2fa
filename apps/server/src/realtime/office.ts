import type { CycleNotice, OfficeEvents, ReportNotice } from "@diaodu/contracts";
import { OFFICE_NAMESPACE } from "@diaodu/contracts";
import { cycleRoomsOf, cycleRoomsToTell, roomsOf, roomsToTell } from "@diaodu/domain";
import type { Change } from "@diaodu/storage";
import type { DefaultEventsMap, Namespace, Server, Socket } from "socket.io";
import { handOf } from "../access/caller.ts";
import { watchAccess } from "./access-watch.ts";
import type { AccessWatch, SocketIdentity } from "./access-watch.ts";

type OfficeNamespace = Namespace<DefaultEventsMap, OfficeEvents>;

/**
 * The office's sockets: signed-in people only. Each hears of those reports [U9] and records of the
 * dispatch cycle [U11] that it may read, and at once when what it may read changes.
 */
export function openOffice(io: Server, identity: SocketIdentity): AccessWatch {
  const office: OfficeNamespace = io.of(OFFICE_NAMESPACE);
  const watch = watchAccess(office, {
    ...identity,
    permitted: (caller) => caller.accountId !== null && caller.pending === "none",
    renew(socket, caller, first) {
      const rooms = [...roomsOf(caller.subject), ...cycleRoomsOf(handOf(caller))];
      settle(socket, new Set<string>(rooms));
      if (!first) (socket as Socket<DefaultEventsMap, OfficeEvents>).emit("access");
    },
  });
  return {
    tell(row) {
      watch.tell(row);
      for (const [rooms, notice] of noticesOf(row)) office.to(rooms).emit("reports", notice);
      for (const [rooms, notice] of cycleNoticesOf(row)) office.to(rooms).emit("cycle", notice);
    },
    beat: () => watch.beat(),
  };
}

/** Puts a socket into exactly these rooms, and its own. */
function settle(socket: Socket, wanted: ReadonlySet<string>): void {
  for (const room of socket.rooms) {
    if (room !== socket.id && !wanted.has(room)) void socket.leave(room);
  }
  void socket.join([...wanted]);
}

/** One notice for each unit and region of a change: nobody is told of another's. */
function noticesOf(row: Change): [rooms: string[], notice: ReportNotice][] {
  const groups = new Map<string, ReportNotice["entries"]>();
  const rooms = new Map<string, string[]>();
  for (const { id, unit, region, state } of entriesOf(row)) {
    const key = `${unit}|${region}`;
    groups.set(key, [...(groups.get(key) ?? []), { id, unit, region, state }]);
    rooms.set(key, roomsToTell({ unit, region }));
  }
  return [...groups].map(([key, entries]) => [rooms.get(key) ?? [], { seq: row.seq, entries }]);
}

/** One notice for each record that took a step, to whoever may read that record. */
function cycleNoticesOf(row: Change): [rooms: string[], notice: CycleNotice][] {
  if (row.kind !== "dispatch") return [];
  return row.payload.records.map((mark) => {
    const { kind, id, version, state } = mark;
    return [cycleRoomsToTell(mark), { seq: row.seq, kind, id, version, state }];
  });
}

function entriesOf(row: Change) {
  if (row.kind === "report") return row.payload.entries;
  return row.kind === "observations" ? (row.payload.reports ?? []) : [];
}
