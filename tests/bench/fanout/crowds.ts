import { type ChildProcess, fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ownEnvironment, tied } from "../../child-process.ts";
import type {
  FromBare,
  FromCrowd,
  FromProduct,
  Side,
  ToBare,
  ToCrowd,
  ToProduct,
  Usage,
} from "./messages.ts";

/** Processes that hold the sockets; more than cores would only wait for each other. */
export const CROWDS = 2;
/** Descriptors that a process needs besides its sockets. */
const SPARE_DESCRIPTORS = 300;
const PATIENCE_MS = 300_000;

/** Starts one of the processes; it ends with us. */
export function launch(
  name: "product" | "bare" | "crowd",
  args: readonly string[] = [],
): ChildProcess {
  const file = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  // Collecting garbage before memory is read makes its growth that of the sockets.
  const execArgv = ["--expose-gc"];
  const env = ownEnvironment({});
  return tied(fork(file, args, { serialization: "advanced", env, execArgv }));
}

/** What a server process has used so far; its memory without garbage where `collect` says so. */
export async function usageOf(server: ChildProcess, collect = false): Promise<Usage> {
  const answered = heardFrom<FromBare | FromProduct, "usage">(server, "usage");
  server.send({ kind: "usage", collect } satisfies ToProduct & ToBare);
  return (await answered).usage;
}

/** As many sockets as asked for, or as one process may hold open. */
export function socketsWithin(wanted: number, say: (line: string) => void): number {
  const limit = descriptorLimit();
  const most = Math.max(1, limit - SPARE_DESCRIPTORS);
  if (wanted <= most) return wanted;
  say(`only ${most} sockets: a process may open ${limit} files here (ulimit -n)`);
  return most;
}

/** Node raises its own limit to the hard one as it starts, and so will each child. */
function descriptorLimit(): number {
  try {
    const limits = readFileSync("/proc/self/limits", "utf8");
    const found = /^Max open files\s+\S+\s+(\d+)/m.exec(limits)?.[1];
    return found === undefined ? Number.POSITIVE_INFINITY : Number(found);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** How many of `sockets` the `index`th of `among` processes holds. */
export function shareOf(sockets: number, index: number, among = CROWDS): number {
  return Math.floor(sockets / among) + (index < sockets % among ? 1 : 0);
}

/** Lets `send` happen while all sockets of a side listen; milliseconds from its instant to each. */
export async function listenWhile(
  crowds: readonly ChildProcess[],
  side: Side,
  send: () => Promise<number>,
): Promise<{ times: number[]; bytes: Uint8Array }> {
  await askAll(crowds, "listening", () => ({ kind: "listen", side }));
  const hearing = Promise.all(crowds.map((crowd) => heardFrom<FromCrowd, "heard">(crowd, "heard")));
  const [sentAt, heard] = await Promise.all([send(), hearing]);
  return {
    times: heard.flatMap(({ at }) => Array.from(at, (instant) => instant - sentAt)),
    bytes: heard[0]?.bytes ?? new Uint8Array(),
  };
}

/** Gives each process its order and waits for all. */
export async function askAll(
  crowds: readonly ChildProcess[],
  answer: "opened" | "listening",
  order: (index: number) => ToCrowd,
): Promise<void> {
  await Promise.all(
    crowds.map((crowd, index) => {
      const answered = heardFrom<FromCrowd, typeof answer>(crowd, answer);
      crowd.send(order(index));
      return answered;
    }),
  );
}

/** The child's next message of this kind. @throws Error when it fails, ends or is silent for long */
export function heardFrom<Message extends { kind: string }, Kind extends Message["kind"]>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<Message, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    const done = (settle: () => void): void => {
      clearTimeout(late);
      child.off("message", onMessage);
      child.off("exit", onExit);
      settle();
    };
    const onMessage = (message: unknown): void => {
      const told = message as Message | { kind: "failed"; why: string };
      if (told.kind === kind) done(() => resolve(told as Extract<Message, { kind: Kind }>));
      else if (told.kind === "failed" && "why" in told) done(() => reject(new Error(told.why)));
    };
    const onExit = (): void => done(() => reject(new Error("a process of the bench ended")));
    const late = setTimeout(
      () => done(() => reject(new Error(`no ${kind} from a process of the bench`))),
      PATIENCE_MS,
    );
    child.on("message", onMessage);
    child.once("exit", onExit);
  });
}
