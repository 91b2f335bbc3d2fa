import type { OfficeEvents, ReportNotice } from "@diaodu/contracts";
import { OFFICE_NAMESPACE } from "@diaodu/contracts";
import { roomsOf, roomsToTell } from "@diaodu/domain";
import type { Change } from "@diaodu/storage";
import type { DefaultEventsMap, Namespace, Server, Socket } from "socket.io";
import { watchAccess } from "./access-watch.ts";
import type { AccessWatch, SocketIdentity } from "./access-watch.ts";

type OfficeNamespace = Namespace<DefaultEventsMap, OfficeEvents>;

/**
 * The office's sockets: signed-in people only. Each hears of those reports that it may read [U9],
 * and at once when what it may read changes.
 */
export function openOffice(io: Server, identity: SocketIdentity): AccessWatch {
  const office: OfficeNamespace = io.of(OFFICE_NAMESPACE);
  const watch = watchAccess(office, {
    ...identity,
    permitted: (caller) => caller.accountId !== null && caller.pending === "none",
    renew(socket, caller, first) {
      settle(socket, new Set(roomsOf(caller.subject)));
      if (!first) (socket as Socket<DefaultEventsMap, OfficeEvents>).emit("access");
    },
  });
  return {
    tell(row) {
      watch.tell(row);
      for (const [rooms, notice] of noticesOf(row)) office.to(rooms).emit("reports", notice);
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

function entriesOf(row: Change) {
  if (row.kind === "report") return row.payload.entries;
  return row.kind === "observations" ? (row.payload.reports ?? []) : [];
}
