import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Board } from "@diaodu/contracts";
import { freePort } from "../free-port.ts";
import { DAY } from "../browser/prepared-data.ts";
import { settings, startProcess } from "../server-process.ts";

/** The demonstration with the whole cycle played: rounds frozen, items given out, slips issued. */
export interface PlayedCity {
  readonly origin: string;
  /** Of its demonstration accounts. */
  readonly password: string;
  board(): Promise<Board>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** Plays the half-year as `npm start -- --jump` does, and stands still at the end of `DAY`. */
export async function playCity(): Promise<PlayedCity> {
  const data = mkdtempSync(join(tmpdir(), "diaodu-played-"));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const server = startProcess(["--demo", "--paused", "--jump", DAY], settings({ data, port }));
  const board = async () => (await (await fetch(`${origin}/api/v1/board`)).json()) as Board;
  const stop = async () => {
    await server.end("SIGKILL");
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await server.until(
      async () => (await board()).clock.date === DAY && /密码/u.test(server.said()),
    );
  } catch (error) {
    await stop();
    throw error;
  }
  const password = /密码均为 ([\w-]+)/u.exec(server.said())?.[1] ?? "";
  return { origin, password, board, stop };
}
