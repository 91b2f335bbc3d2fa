import cluster from "node:cluster";
import type { Worker } from "node:cluster";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Logger } from "pino";
import type { Config } from "../config.ts";
import { greeting, HOW_TO_STOP, invitation } from "../greeting.ts";
import type { Seen } from "../greeting.ts";
import { STOP_WITHIN_MS } from "./end.ts";
import { pauseBefore, STEADY_MS } from "./pauses.ts";
import type { Order, Report } from "./terms.ts";

/** A worker is given this much longer than it gives itself. */
const KILL_AFTER_MS = STOP_WITHIN_MS + 1000;

/** What stands at one place: a worker, or the pause before the next. */
interface Place {
  worker: Worker | null;
  startedAt: number;
  /** Workers in a row that did not live long. */
  losses: number;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Keeps as many workers as the configuration says on one port. The first comes alone: it makes the
 * database what it is to be, and its failure is the failure of the start. Later, whoever dies is
 * replaced after a pause that grows. A signal drains all of them; a second one ends at once.
 */
export function superviseWorkers(config: Config, log: Logger): void {
  // All workers take from one queue of the kernel's. Were connections dealt out by us, one that is
  // on its way to a worker that just died would hang: nobody would ever answer or close it.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  const folder = mkdtempSync(join(tmpdir(), "diaodu-workers-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const places: Place[] = Array.from({ length: config.workers }, () => ({
    worker: null,
    startedAt: 0,
    losses: 0,
    timer: undefined,
  }));
  let seen: Seen | null = null;
  let code: string | null = null;
  let stopping = false;
  let exitCode = 0;

  function start(index: number): void {
    const place = places[index];
    if (place === undefined || stopping) return;
    const worker = cluster.fork();
    Object.assign(place, { worker, startedAt: performance.now() });
    order(worker, { kind: "serve", place: index + 1, folder, port: seen?.port ?? config.port });
    worker.on("message", (report: Report) => {
      if (report.kind === "code") show(report.code);
      else serving(index, report);
    });
    worker.once("exit", (status, signal) => lost(index, place, { status, signal }));
  }

  function serving(index: number, { port, pages }: Seen): void {
    const workerPid = places[index]?.worker?.process.pid;
    log.info({ worker: index + 1, workerPid }, "worker serves");
    if (seen !== null) return;
    seen = { port, pages };
    process.stdout.write(greeting(seen, config.host, false));
    if (code !== null) process.stdout.write(invitation(seen, config.host, code));
    process.stdout.write(HOW_TO_STOP);
    for (const other of places.keys()) if (other !== index) start(other);
  }

  /** Once for each code, whoever of them tells it. */
  function show(told: string): void {
    if (told === code) return;
    code = told;
    if (seen !== null) process.stdout.write(invitation(seen, config.host, told));
  }

  function lost(
    index: number,
    place: Place,
    how: { status: number | null; signal: string | null },
  ): void {
    place.worker = null;
    if (stopping) {
      if (how.status !== 0) exitCode = 1;
      if (places.every(({ worker }) => worker === null)) process.exit(exitCode);
      return;
    }
    if (seen === null) {
      // What was wrong the worker has said itself, unless it was killed: then it had no status.
      if (how.status === null) log.fatal({ worker: index + 1, ...how }, "the worker was killed");
      process.exit(how.status === null || how.status === 0 ? 1 : how.status);
    }
    const isSteady = performance.now() - place.startedAt >= STEADY_MS;
    place.losses = isSteady ? 1 : place.losses + 1;
    const pauseMs = pauseBefore(place.losses);
    log.error({ worker: index + 1, ...how, pauseMs }, "worker ended, another follows");
    place.timer = setTimeout(() => start(index), pauseMs);
  }

  const onSignal = (signal: NodeJS.Signals): void => {
    const workers = places.flatMap(({ worker }) => worker ?? []);
    if (stopping || workers.length === 0) {
      for (const worker of workers) worker.process.kill("SIGKILL");
      process.exit(signal === "SIGINT" ? 130 : 143);
    }
    stopping = true;
    for (const { timer } of places) clearTimeout(timer);
    for (const worker of workers) order(worker, { kind: "stop" });
    setTimeout(() => {
      log.error("workers took too long to stop");
      for (const worker of workers) worker.process.kill("SIGKILL");
    }, KILL_AFTER_MS).unref();
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  start(0);
}

/** A worker that has just died cannot be told anything; its end is told separately. */
function order(worker: Worker, what: Order): void {
  worker.send(what, () => undefined);
}
