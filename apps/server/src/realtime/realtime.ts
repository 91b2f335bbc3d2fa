import type { IncomingMessage, Server as HttpServer } from "node:http";
import type { Socket as Stream } from "node:net";
import type {
  ClientToServerEvents,
  ServerToClientEvents,
  SubscribeAnswer,
} from "@diaodu/contracts";
import { MEETING_NAMESPACE, OFFICE_NAMESPACE } from "@diaodu/contracts";
import type { Logger } from "pino";
import { Server } from "socket.io";
import type { Socket } from "socket.io";
import type { Change } from "@diaodu/storage";
import type { Namespace } from "socket.io";
import type { Caller } from "../access/caller.ts";
import { passes } from "../access/guard.ts";
import type { BoardStore } from "../board/board-store.ts";
import { readSessions, watchAccess } from "./access-watch.ts";
import type { AccessWatch, SocketIdentity } from "./access-watch.ts";
import { createCatchUps } from "./catch-ups.ts";
import { createFanOut } from "./fan-out.ts";
import type { FanOutCounts } from "./fan-out.ts";
import type { MeetingDesk } from "../features/meetings/clerk.ts";
import { openMeetings } from "./meeting.ts";
import { openOffice } from "./office.ts";
import type { Metrics } from "../features/health/metrics.ts";
import { releaseRequests } from "./handshake-request.ts";
import type { Publisher } from "./publisher.ts";
import { AnswerToPage, shareAnswers } from "./shared-answer.ts";
import { answerSubscribe, parseSubscribe } from "./subscription.ts";
import { createTurns } from "./turns.ts";

/** A subscribe request is below 300 bytes; nothing else is ever sent to us. */
const MAX_PACKET_BYTES = 16_384;

/** How long pages are let in before the event loop sees to everything else, in milliseconds. */
const ADMITTING_MS = 10;
/** A request of a connection that is there already. */
const KNOWN = /[?&]sid=/;
/** How long pages may take to answer a farewell; whoever has stopped reading never would. */
const FAREWELL_MS = 1000;

type BoardServer = Server<ClientToServerEvents, ServerToClientEvents>;
type BoardSocket = Socket<ClientToServerEvents, ServerToClientEvents>;

export interface Realtime {
  readonly io: BoardServer;
  /** Pages connected now, by namespace. */
  sockets(): Readonly<Record<string, number>>;
  /** How broadcasts reached the pages so far. */
  told(): FanOutCounts;
  /** A row of the log, after whoever reads the board could know it. */
  tell(row: Change): void;
  /** Says goodbye to every page and stops the beat. The HTTP server stays for its owner to close. */
  close(): Promise<void>;
}

/** What a page is told: of its own, or shared with others that lack the same. */
type Answer = SubscribeAnswer | AnswerToPage<SubscribeAnswer>;

function isAcknowledgement(value: unknown): value is (answer: Answer) => void {
  return typeof value === "function";
}

/** Lets what is answered before the event loop goes on leave in one write: the upgrade's and ours. */
function inOneWrite(stream: Stream, answer: () => void): void {
  stream.cork();
  answer();
  setImmediate(() => stream.uncork());
}

/** Sends every published step and a steady beat to the pages that subscribed. */
export function createRealtime(o: {
  readonly httpServer: HttpServer;
  readonly boards: BoardStore;
  readonly publisher: Publisher;
  readonly log: Logger;
  readonly build: string;
  readonly beatMs: number;
  readonly identity: SocketIdentity;
  readonly meetings: MeetingDesk;
  readonly count: Pick<Metrics, "resetAnswered">;
}): Realtime {
  const { boards, publisher, log, build, beatMs, identity } = o;
  const io: BoardServer = new Server(o.httpServer, {
    transports: ["websocket", "polling"],
    serveClient: false,
    maxHttpBufferSize: MAX_PACKET_BYTES,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    connectTimeout: 10_000,
  });

  const fanOut = createFanOut(io);
  const turns = createTurns(ADMITTING_MS, () => performance.now());
  const catchUps = createCatchUps({ boards, build, beatMs });
  shareAnswers(io);
  releaseRequests(io);
  io.engine.use((req: IncomingMessage, _res: unknown, next: () => void) => {
    if (KNOWN.test(req.url ?? "")) next();
    else turns.take("door", () => inOneWrite(req.socket, next));
  });
  readSessions(io, identity.session);
  const watches: AccessWatch[] = [openOffice(io, identity), openMeetings(io, identity, o.meetings)];
  // An open board is for anybody: its pages are not asked who they are.
  if (identity.settings.board === "closed") {
    const board = io.of("/") as unknown as Namespace;
    const permitted = (caller: Caller) => passes(caller, "board.read");
    watches.push(watchAccess(board, { ...identity, permitted, renew: () => {} }));
  }

  io.on("connection", (socket) => {
    // Typed as the contract, received as anything: a packet is parsed before it is believed.
    socket.on("subscribe", (...packet: unknown[]) => {
      const answer = packet.at(-1);
      if (!isAcknowledgement(answer)) return;
      const raw = packet.length > 1 ? packet[0] : undefined;
      turns.take("inside", () => void onSubscribe(socket, raw, answer));
    });
  });

  async function onSubscribe(
    socket: BoardSocket,
    raw: unknown,
    answer: (answer: Answer) => void,
  ): Promise<void> {
    const parsed = parseSubscribe(raw, build);
    if (parsed.kind === "refused") {
      answer(parsed.answer);
      if (parsed.answer.kind === "incompatible") socket.disconnect(true);
      return;
    }
    try {
      await answerSubscribe(parsed.request, {
        boards,
        publisher,
        catchUps,
        reset: (reason) => {
          o.count.resetAnswered(reason);
          answer({ kind: "reset", reason, build });
        },
        admit: (shared) => {
          fanOut.admit(socket, (straight) => answer(new AnswerToPage(shared, straight)));
        },
      });
    } catch (error) {
      log.error({ err: error }, "a page could not be caught up");
      // It comes back by itself, with the waiting time of its own reconnection.
      socket.conn.close();
    }
  }

  const stopListening = publisher.subscribe((changes) => fanOut.tell("changes", changes));

  const stopResetting = publisher.onReset(() => {
    // Every page, the office's and meetings' too, comes back by itself and is told to begin anew.
    catchUps.forget();
    fanOut.turnAway();
  });

  const beat = setInterval(() => {
    const { seq, at } = publisher.position();
    // Who does not see the log confirms nothing: pages are to show that they may be old.
    if (publisher.current()) fanOut.tell("beat", { seq, at, clock: boards.clock(), build });
    fanOut.cutSlowReaders();
    for (const watch of watches) watch.beat();
    // What a failed step left behind is taken up here at the latest.
    void publisher.publish();
  }, beatMs);

  return {
    io,
    sockets: () => ({
      board: io.of("/").sockets.size,
      office: io.of(OFFICE_NAMESPACE).sockets.size,
      meeting: io.of(MEETING_NAMESPACE).sockets.size,
    }),
    told: fanOut.counts,
    tell: (row) => watches.forEach((watch) => watch.tell(row)),
    async close() {
      clearInterval(beat);
      stopListening();
      stopResetting();
      await fanOut.close(FAREWELL_MS);
    },
  };
}
