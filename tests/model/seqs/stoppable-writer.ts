import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Answer, PlannedWrite } from "./planned-write.ts";

const PROGRAM = fileURLToPath(new URL("writer-process.ts", import.meta.url));

type Said = { readonly turn: string } | { readonly tag: string; readonly answer: Answer };

/** A writer in a process of its own. */
export interface StoppableWriter {
  /** Writes; stands still for `stoppedMs` from when it has the turn, not even closing a socket. */
  write(plan: PlannedWrite, stoppedMs: number): Promise<Answer>;
  end(): Promise<void>;
}

export function startStoppableWriter(url: string): StoppableWriter {
  const child = spawn(process.execPath, [PROGRAM, url], { stdio: ["pipe", "pipe", "inherit"] });
  const endWithUs = (): void => void child.kill("SIGKILL");
  process.once("exit", endWithUs);
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let hear: (said: Said) => void = () => {};
  createInterface({ input: child.stdout }).on("line", (line) => hear(JSON.parse(line) as Said));
  return {
    write: (plan, stoppedMs) =>
      new Promise((resolve, reject) => {
        let stopped = false;
        hear = (said) => {
          if ("answer" in said) resolve(said.answer);
          else if (!stopped && stoppedMs > 0) {
            stopped = true;
            child.kill("SIGSTOP");
            void pause(stoppedMs).then(() => child.kill("SIGCONT"));
          }
        };
        void gone.then(() => reject(new Error("the writer ended")));
        child.stdin.write(`${JSON.stringify(plan)}\n`);
      }),
    async end() {
      child.stdin.end();
      await gone;
      process.off("exit", endWithUs);
    },
  };
}
