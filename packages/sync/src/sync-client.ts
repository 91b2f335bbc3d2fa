import type { Beat, Board, Changes, SubscribeAnswer } from "@diaodu/contracts";
import { PROTOCOL } from "@diaodu/contracts/protocol";
import { applyChanges, applyClock, fit } from "./apply.ts";
import { createAlarm, type Clock } from "./clock.ts";
import { FIRST_BEAT_MS, patience, pause, REOPEN_MS, YOUNG_MS } from "./pace.ts";
import { createSnapshotFetch, isAcceptable } from "./snapshot.ts";
import type { Action, Event, State } from "./state.ts";
import { sameStatus, type SyncStatus } from "./status.ts";
import { TRANSITIONS } from "./transition-table.ts";
import type { Transport } from "./transport.ts";

/** More pushes than this before an ack are let go; a later catch-up brings them. */
const HELD_PUSHES = 64;

export interface SyncOptions {
  transport: Transport;
  /** GET of the whole board; must reject, not throw, and may ignore the signal. */
  fetchSnapshot: (signal: AbortSignal) => PromiseLike<Board>;
  clock: Clock;
  /** In [0, 1), for the spread of pauses. */
  random: () => number;
  /** The board that came with the page; null when none did. */
  initial: Board | null;
  /** Build of the page's own scripts. */
  build: string;
  /** Every new board; parts that did not change are the same objects as before. */
  onBoard: (board: Board) => void;
  /** Every change of the status, each confirmation included. */
  onStatus: (status: SyncStatus) => void;
  /** The server runs another build than this page; told once for each. */
  onNewBuild: (build: string) => void;
}

export interface Sync {
  board(): Board | null;
  status(): SyncStatus;
  /** The page is seen, shown or online again. Cheap to call; does nothing while all is well. */
  wake(): void;
  /** Closes the socket and tells nothing any more. */
  stop(): void;
}

/**
 * Keeps one board equal to the server's: connects, catches up, applies, notices gaps, hangs and
 * sleep. Starts at once. Rules and their numbers: SPEC.md.
 */
export function createSync(options: SyncOptions): Sync {
  const { transport, clock, random } = options;
  const startedAt = clock.now();

  let state: State = "offline";
  let board = options.initial;
  /** The board that `apply` or `adopt` is about to take over. */
  let upcoming: Board | null = null;
  let held: Changes[] = [];
  let arriving: Changes | null = null;
  let beatClock: Board["clock"] | null = null;

  let connected = false;
  let connection = 0;
  let connectingSince = startedAt;
  let attempt = 0;
  let reopens = true;
  /** In a row; zero once the server confirms us. */
  let failures = 0;
  let disowned = 0;

  let confirmedAt: number | null = null;
  let reason: SyncStatus["reason"] = null;
  let beatMs = FIRST_BEAT_MS;
  let serverBuild: string | null = null;
  const announced = new Set([options.build]);
  let stopped = false;

  const ackAlarm = createAlarm(clock, () => send("ack_late"));
  const retryAlarm = createAlarm(clock, () => send("retry"));
  const beatAlarm = createAlarm(clock, () => send("beats_missed"));
  const snapshot = createSnapshotFetch({
    fetchSnapshot: options.fetchSnapshot,
    clock,
    random,
    fetched: (fetched) => {
      if (!isAcceptable(board, fetched, disowned > 1)) return send("snapshot_old");
      upcoming = fetched;
      send("snapshot_ok");
    },
    failed: () => send("snapshot_failed"),
  });

  const isOverdue = () => clock.now() - (confirmedAt ?? startedAt) > 2 * beatMs;

  const status = (): SyncStatus => ({
    phase: state,
    connected,
    lastConfirmedAt: confirmedAt,
    seq: board?.seq ?? null,
    stale: board !== null && (reason !== null || state === "incompatible"),
    reason,
    build: serverBuild,
  });
  let told = status();

  const run: Record<Action, () => void> = {
    subscribe() {
      const own = ++attempt;
      const askedAt = clock.now();
      retryAlarm.clear();
      ackAlarm.set(patience(failures));
      transport.subscribe(
        {
          protocol: PROTOCOL,
          database: board?.database ?? "",
          since: board?.seq ?? 0,
          build: options.build,
        },
        (answer) => {
          if (own !== attempt || stopped) return;
          attempt++;
          onAnswer(answer, clock.now() - askedAt);
        },
      );
    },
    snapshot() {
      held = [];
      snapshot.start(failures++);
    },
    refetch: () => snapshot.again(failures++),
    adopt: takeOver,
    apply: takeOver,
    hold() {
      if (held.length >= HELD_PUSHES) held = [];
      if (arriving) held.push(arriving);
    },
    replay() {
      const waiting = [...held].sort((a, b) => a.from - b.from);
      held = [];
      // One question closes every gap that is left.
      for (const changes of waiting) {
        if (state !== "live") return;
        if (board && fit(board.seq, changes) === "gap") send("beat_ahead");
        else onChanges(changes);
      }
    },
    refresh() {
      if (!board || !beatClock) return;
      board = applyClock(board, beatClock);
      options.onBoard(board);
    },
    confirm() {
      confirmedAt = clock.now();
      reason = null;
      failures = 0;
      disowned = 0;
      retryAlarm.clear();
      snapshot.cancel();
      beatAlarm.set(2 * beatMs);
    },
    closed() {
      reason = "closed";
      held = [];
      attempt++;
      ackAlarm.clear();
      if (reopens) retryAlarm.set(REOPEN_MS);
    },
    hung() {
      reason = "hung";
    },
    later: () => retryAlarm.set(pause(failures++, random())),
    reconnect() {
      transport.close();
      connect();
    },
    announce() {
      if (!serverBuild || announced.has(serverBuild)) return;
      announced.add(serverBuild);
      options.onNewBuild(serverBuild);
    },
  };

  function send(event: Event): void {
    if (stopped) return;
    const [next, ...actions] = TRANSITIONS[state][event];
    state = next;
    for (const action of actions) if (!stopped) run[action]();
    const now = status();
    if (stopped || sameStatus(told, now)) return;
    told = now;
    options.onStatus(now);
  }

  function takeOver(): void {
    if (!upcoming || upcoming === board) return;
    board = upcoming;
    options.onBoard(board);
  }

  /** False when the changes cannot be read: they are then as good as lost. */
  function prepare(changes: Changes): boolean {
    try {
      upcoming = board && applyChanges(board, changes);
      return upcoming !== null;
    } catch {
      return false;
    }
  }

  function onAnswer(answer: SubscribeAnswer, age: number): void {
    ackAlarm.clear();
    if (answer.kind !== "invalid") heardBuild(answer.build);
    switch (answer.kind) {
      case "changes":
        if (!prepare(answer)) return send("ack_invalid");
        beatMs = answer.beatMs;
        return send(age > 2 * beatMs ? "ack_aged" : "ack_changes");
      case "reset":
        if (answer.reason === "from_the_future" && ++disowned === 1) return send("ack_future");
        return send("ack_reset");
      case "incompatible":
        return send("ack_incompatible");
      case "invalid":
        return send("ack_invalid");
    }
  }

  function onChanges(changes: Changes): void {
    noticeSleep();
    arriving = changes;
    const how = board ? fit(board.seq, changes) : "gap";
    send(how !== "contiguous" || prepare(changes) ? `changes_${how}` : "changes_gap");
  }

  function onBeat(beat: Beat): void {
    noticeSleep();
    heardBuild(beat.build);
    beatClock = beat.clock;
    // A beat behind us comes from before our snapshot: it neither confirms nor denies.
    if (board && beat.seq >= board.seq) send(beat.seq === board.seq ? "beat" : "beat_ahead");
  }

  /** What waited in the network while we slept must not pass for news; timers may be later still. */
  function noticeSleep(): void {
    if (state === "live" && isOverdue()) send("beats_missed");
  }

  function heardBuild(build: string): void {
    serverBuild = build;
    if (build !== options.build) send("new_build");
  }

  function connect(): void {
    const own = ++connection;
    /** Only the latest connection is heard. */
    const heard =
      <Args extends unknown[]>(hear: (...args: Args) => void) =>
      (...args: Args) => {
        if (own === connection && !stopped) hear(...args);
      };
    connected = false;
    connectingSince = clock.now();
    held = [];
    attempt++;
    ackAlarm.clear();
    retryAlarm.set(REOPEN_MS);
    transport.connect({
      open: heard(() => {
        connected = true;
        send("socket_open");
      }),
      closed: heard((willReopen: boolean) => {
        connected = false;
        reopens = willReopen;
        send(willReopen ? "socket_closed" : "socket_ended");
      }),
      changes: heard(onChanges),
      beat: heard(onBeat),
    });
  }

  beatAlarm.set(2 * beatMs);
  if (!board) snapshot.start(0);
  connect();

  return {
    board: () => board,
    status,
    wake() {
      if (!connected && clock.now() - connectingSince < YOUNG_MS) return;
      send(isOverdue() ? "slept" : "wake");
    },
    stop() {
      stopped = true;
      for (const alarm of [ackAlarm, retryAlarm, beatAlarm]) alarm.clear();
      snapshot.cancel();
      transport.close();
    },
  };
}
