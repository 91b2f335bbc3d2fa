import type { Board, ClientToServerEvents, ServerToClientEvents } from "@diaodu/contracts";
import { createSync, socketTransport, systemClock, type Sync, type SyncStatus } from "@diaodu/sync";
import { io, type Socket } from "socket.io-client";
import { createDice } from "../model/dice.ts";

/** A page without a browser: the machine that every page runs, over a real socket. */
export interface SyncPage {
  readonly sync: Sync;
  /** Every status and board it has told its views, in order. */
  readonly told: readonly SyncStatus[];
  readonly boards: readonly Board[];
  stop(): void;
}

/** @param origin `http://127.0.0.1:<port>` of a server or of what stands before it */
export function openSyncPage(origin: string, initial: Board | null = null): SyncPage {
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(origin, {
    autoConnect: false,
    forceNew: true,
    transports: ["websocket"],
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
  });
  const told: SyncStatus[] = [];
  const boards: Board[] = [];
  const sync = createSync({
    transport: socketTransport(socket),
    fetchSnapshot: async (signal) =>
      (await (await fetch(`${origin}/api/v1/board`, { signal })).json()) as Board,
    clock: systemClock,
    random: createDice(1).roll,
    initial,
    build: "none",
    onBoard: (board) => boards.push(board),
    onStatus: (status) => told.push(status),
    onNewBuild: () => undefined,
  });
  return { sync, told, boards, stop: () => sync.stop() };
}

/** A board but for the moment at which it was asked for. */
export function withoutClock(board: Board | null): Omit<Board, "clock"> | null {
  if (!board) return null;
  const { clock: _clock, ...rest } = board;
  return rest;
}

/** The first shown value of a tile on what the page shows; undefined where there is none. */
export function shownValue({ sync }: SyncPage, key: string): string | undefined {
  return sync.board()?.tiles.find((tile) => tile.key === key)?.figure?.facts[0]?.value;
}
