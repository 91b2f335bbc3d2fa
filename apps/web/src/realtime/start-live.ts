import type { Board } from "@diaodu/contracts";
import { createSync, socketTransport, systemClock, type SyncStatus } from "@diaodu/sync";
import type { QueryClient } from "@tanstack/react-query";
import { io } from "socket.io-client";
import { fetchBoard, liveBoard } from "./board-query.ts";
import type { LinkStore } from "./link.ts";
import { reloadWhenReachable } from "./new-build.ts";
import { watchShutOut } from "./shut-out.ts";
import { onWake } from "./wake.ts";

/** The last board of an earlier visit and the real time at which it was confirmed. */
export interface KeptBoard {
  board: Board;
  confirmedAt: number;
}

/** Where a phone keeps its last board. */
export interface Keeper {
  read(): Promise<KeptBoard | null>;
  keep(board: Board, confirmedAt: number): void;
  /** Whoever looks next must not find it. Never rejects. */
  forget(): Promise<void>;
}

/** How often at most the kept board is written while figures arrive. */
const KEEP_EVERY_MS = 10_000;

export interface LiveOptions {
  client: QueryClient;
  link: LinkStore;
  /** The board that came with the page. */
  inlined: Board | null;
  build: string;
  unattended: boolean;
  keeper: Keeper | null;
  page: Window;
}

/** The newer of the page's board and the kept one, with its confirmation. */
export function newest(inlined: Board | null, kept: KeptBoard | null): Partial<KeptBoard> {
  if (kept === null) return inlined === null ? {} : { board: inlined };
  if (inlined === null) return kept;
  if (inlined.database !== kept.board.database) return { board: inlined };
  if (inlined.seq > kept.board.seq) return { board: inlined };
  return inlined.seq === kept.board.seq ? { board: inlined, confirmedAt: kept.confirmedAt } : kept;
}

/** Connects the page's cache to the server for as long as the page lives. */
export async function startLive(o: LiveOptions): Promise<void> {
  const socket = io({
    autoConnect: false,
    transports: ["websocket", "polling"],
    // A network that blocks websockets must still get through: try the next transport.
    tryAllTransports: true,
    reconnectionDelay: 250,
    reconnectionDelayMax: 2000,
    randomizationFactor: 0.5,
  });
  // Before anything is drawn from what was kept: the refusal can be the first thing that comes.
  watchShutOut(socket, () => void leave(o, socket));
  // The line opens while the kept board is read and the page is taken over.
  socket.connect();
  const kept = (await o.keeper?.read()) ?? null;
  if (o.link.get().shutOut) return;
  const start = newest(o.inlined, kept);
  if (start.board !== undefined && start.board !== o.inlined) {
    o.client.setQueryData(liveBoard.queryKey, start.board);
  }
  o.link.set({ started: true, confirmedAt: start.confirmedAt ?? null });

  const keep = throttledKeeper(o);
  const sync = createSync({
    transport: socketTransport(socket),
    fetchSnapshot: (signal) =>
      o.client.getQueryData(liveBoard.queryKey) === undefined
        ? o.client.fetchQuery(liveBoard)
        : fetchBoard(null, signal),
    clock: systemClock,
    random: Math.random,
    initial: start.board ?? null,
    build: o.build,
    onBoard: (board) => {
      o.client.setQueryData(liveBoard.queryKey, board);
      keep();
    },
    onStatus: (status) => {
      o.link.set(asLink(status));
      keep();
    },
    onNewBuild: (build) => {
      o.link.set({ newBuild: build });
      if (o.unattended) void reloadWhenReachable(build, o.page);
    },
  });
  onWake(o.page, () => sync.wake());
}

/** No figure stays, neither on the page nor kept; the server shows at this address what comes next. */
async function leave(o: LiveOptions, socket: { disconnect(): unknown }): Promise<void> {
  socket.disconnect();
  o.link.set({ shutOut: true });
  await o.keeper?.forget();
  o.page.location.reload();
}

function asLink(status: SyncStatus) {
  return {
    connected: status.connected,
    stale: status.stale,
    incompatible: status.phase === "incompatible",
    ...(status.lastConfirmedAt === null ? {} : { confirmedAt: status.lastConfirmedAt }),
  };
}

/** Keeps the board a while after it changed, and at once when the page is put away. */
function throttledKeeper(o: LiveOptions): () => void {
  const { keeper } = o;
  if (keeper === null) return () => undefined;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const write = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const board = o.client.getQueryData(liveBoard.queryKey);
    const { confirmedAt, shutOut } = o.link.get();
    if (shutOut) return;
    if (board !== undefined && confirmedAt !== null) keeper.keep(board, confirmedAt);
  };
  o.page.document.addEventListener("visibilitychange", () => {
    if (o.page.document.visibilityState === "hidden") write();
  });
  return () => {
    timer ??= setTimeout(write, KEEP_EVERY_MS);
  };
}
