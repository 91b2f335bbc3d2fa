import { type ChildProcess, fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { PROTOCOL } from "@diaodu/contracts/protocol";
import { end, ownEnvironment, tied } from "./children.ts";
import { newJobs } from "./corrections.ts";
import type { FromBare, FromCrowd, FromProduct, Side, ToBare, ToCrowd } from "./fanout/messages.ts";
import { median, medianRatio, quantile } from "./quantiles.ts";
import { printed } from "./result.ts";
import type { Bench } from "./run-context.ts";
import { postFigures } from "./server-process.ts";

/** Processes that hold the sockets; more than cores would only wait for each other. */
const CROWDS = 2;
const WARM_UP_ROUNDS = 2;
/** Broadcasts take a second and scatter widely: more of them than other benches have rounds. */
const BROADCASTS_A_ROUND = 4;
/** Descriptors that a process needs besides its sockets. */
const SPARE_DESCRIPTORS = 300;
const PATIENCE_MS = 120_000;

/** One change to many open pages, against a loop over bare sockets that carries the same bytes. */
export const fanout: Bench = async ({ options, say }) => {
  const sockets = socketsWithin(options.sockets, say);
  const product = launch("product");
  const bare = launch("bare");
  const crowds = Array.from({ length: CROWDS }, () => launch("crowd"));
  try {
    const served = await heardFrom<FromProduct, "ready">(product, "ready");
    const { origin } = await heardFrom<FromBare, "ready">(bare, "ready");
    const { database, seq } = served;
    const subscribe = { protocol: PROTOCOL, database, since: seq, build: "bench" };
    for (const [side, where] of [
      ["product", served.origin],
      ["bare", origin],
    ] as const) {
      say(`opening ${sockets} sockets, ${side}`);
      await askAll(crowds, "opened", (index) => ({
        kind: "open",
        side,
        origin: where,
        count: shareOf(sockets, index),
        subscribe,
      }));
    }

    const times: Record<Side, number[][]> = { product: [], bare: [] };
    const loops: Record<Side, number[]> = { product: [], bare: [] };
    let bytes: Uint8Array = new Uint8Array();
    for (let round = 0; round < WARM_UP_ROUNDS + BROADCASTS_A_ROUND * options.rounds; round++) {
      const figure = newJobs(round);
      const told = await listenWhile(crowds, "product", async () => {
        const committed = heardFrom<FromProduct, "committed">(product, "committed");
        await postFigures(served.origin, served.secret, [figure]);
        return (await committed).at;
      });
      bytes = told.bytes;
      const looped = await listenWhile(crowds, "bare", async () => {
        const began = heardFrom<FromBare, "began">(bare, "began");
        bare.send({ kind: "send", bytes } satisfies ToBare);
        return (await began).at;
      });
      if (round < WARM_UP_ROUNDS) continue;
      times.product.push(told.times);
      times.bare.push(looped.times);
      loops.product.push(quantile(told.times, 0.99));
      loops.bare.push(quantile(looped.times, 0.99));
      say(
        `round ${round + 1 - WARM_UP_ROUNDS}: p99 ${printed(loops.product.at(-1) ?? 0, "ms")}, bare ${printed(loops.bare.at(-1) ?? 0, "ms")}`,
      );
      await pause(200);
    }
    const of = (side: Side, share: number): number =>
      median(times[side].map((one) => quantile(one, share)));
    const peer = (name: string, share: number): string =>
      `bare ws loop ${name} ${printed(of("bare", share), "ms")}`;
    const size = `${sockets} sockets, ${bytes.length} bytes`;
    return [
      {
        what: `${size}: commit → receipt p99 against the bare loop`,
        measured: medianRatio(loops.product, loops.bare),
        unit: "×",
        bound: 1,
        peer: peer("p99", 0.99),
      },
      {
        what: "commit → receipt p50",
        measured: of("product", 0.5),
        unit: "ms",
        bound: null,
        peer: peer("p50", 0.5),
      },
      {
        what: "commit → receipt p99",
        measured: of("product", 0.99),
        unit: "ms",
        bound: null,
        peer: peer("p99", 0.99),
      },
    ];
  } finally {
    for (const child of [...crowds, bare, product]) await end(child);
  }
};

function launch(name: "product" | "bare" | "crowd"): ChildProcess {
  const file = fileURLToPath(new URL(`./fanout/${name}.ts`, import.meta.url));
  return tied(fork(file, { serialization: "advanced", env: ownEnvironment({}), execArgv: [] }));
}

/** As many sockets as asked for, or as one process may hold open. */
function socketsWithin(wanted: number, say: (line: string) => void): number {
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

function shareOf(sockets: number, index: number): number {
  return Math.floor(sockets / CROWDS) + (index < sockets % CROWDS ? 1 : 0);
}

/** Lets `send` happen while all sockets of a side listen; milliseconds from its instant to each. */
async function listenWhile(
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

async function askAll(
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
function heardFrom<Message extends { kind: string }, Kind extends Message["kind"]>(
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
