import type {
  Board,
  ClientToServerEvents,
  ObservationInput,
  ServerToClientEvents,
} from "@diaodu/contracts";
import { createSync, socketTransport, systemClock, type Sync } from "@diaodu/sync";
import { io, type Socket } from "socket.io-client";
import { expect, vi } from "vitest";
import { halfYearOver } from "../half-year.ts";

/** Faults cost pauses on a busy machine; a test ends as soon as it is there. */
export const IN_TIME = { timeout: 40_000, interval: 50 };

/** An open page without a browser: the web's own client over a real connection. */
export interface Page {
  readonly sync: Sync;
  /** How its connection goes just now. */
  way(): string | undefined;
  /** Every seq that it showed, in order. */
  readonly shown: readonly number[];
  close(): void;
}

/**
 * @param o.ca accepted where the address is https
 * @param o.board where its whole board is fetched from, where that is another address
 */
export function openPage(
  url: string,
  transports: ("websocket" | "polling")[],
  o: { readonly ca?: string; readonly board?: string } = {},
): Page {
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(url, {
    autoConnect: false,
    forceNew: true,
    transports,
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
    ...(o.ca === undefined ? {} : { ca: o.ca }),
  });
  const shown: number[] = [];
  const sync = createSync({
    transport: socketTransport(socket),
    fetchSnapshot: (signal) => boardAt(o.board ?? url, signal),
    clock: systemClock,
    random: () => 0.5,
    initial: null,
    build: "none",
    onBoard: (board) => shown.push(board.seq),
    onStatus: () => undefined,
    onNewBuild: () => undefined,
  });
  return { sync, shown, way: () => socket.io.engine.transport.name, close: () => sync.stop() };
}

/** The board by a connection of its own: of several processes behind one port any may answer. */
export async function boardAt(url: string, signal?: AbortSignal): Promise<Board> {
  const answer = await fetch(`${url}/api/v1/board`, {
    headers: { connection: "close" },
    ...(signal === undefined ? {} : { signal }),
  });
  return (await answer.json()) as Board;
}

/** Waits until every page shows the very board that stands at `seq` or later. */
export async function allShow(pages: readonly Page[], url: string, seq: number): Promise<void> {
  await vi.waitFor(async () => {
    for (const { sync } of pages) {
      expect(sync.status()).toMatchObject({ phase: "live", stale: false });
    }
    const board = await boardAt(url);
    expect(board.seq).toBeGreaterThanOrEqual(seq);
    for (const { sync } of pages) expect(timeless(sync.board())).toEqual(timeless(board));
  }, IN_TIME);
}

/** A board without the moment at which it was asked for. */
export function timeless(board: Board | null): Omit<Board, "clock"> | null {
  if (board === null) return null;
  const { clock: _clock, ...rest } = board;
  return rest;
}

let revision = 0;

/** Publishes another level of the nation's GDP; its seq. */
export async function publish(url: string, secret: string): Promise<number> {
  revision += 1;
  const figure: ObservationInput = {
    indicator: "gdp",
    region: "100000",
    ...halfYearOver(new Date()),
    basis: "official",
    measure: "level",
    value: `${450_000 + revision}.5`,
    status: "preliminary",
    source: "国家统计局",
    simulated: false,
    reason: "修订",
  };
  const answer = await fetch(`${url}/api/v1/observations`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${secret}`,
      "content-type": "application/json",
      connection: "close",
    },
    body: JSON.stringify({ observations: [figure] }),
  });
  const words = await answer.text();
  expect(answer.status, words).toBe(201);
  return (JSON.parse(words) as { seq: number }).seq;
}
