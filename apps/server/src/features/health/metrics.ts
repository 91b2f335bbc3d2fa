import type { RequestHandler } from "express";
import { Counter, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import type { ResetReason } from "@diaodu/contracts";
import type { WriteListener } from "@diaodu/storage";
import type { Auditor, Deed } from "../../access/audit.ts";

/** What this process counts of itself; how it stands now is in `state-gauges.ts`. */
export interface Metrics {
  readonly registry: Registry;
  /** What is the same whichever process is asked: the database, the disk, who of the workers is up. */
  readonly common: Registry;
  /** Measures every request by method, route pattern and status class. */
  readonly requests: RequestHandler;
  /** Seconds from the database's commit to the hand-over to every socket. */
  committedToBroadcast(seconds: number): void;
  readonly wrote: WriteListener;
  /** A page was told to load the board anew. */
  resetAnswered(reason: ResetReason): void;
  /** What time asked of the rounds was done, or could not be. */
  keptRounds(done: boolean): void;
  /** A backup that was due was made, or could not be. */
  backedUp(done: boolean): void;
  /** The auditor, with sign-ins and locks counted on their way into the log. */
  countingSignIns(audit: Auditor): Auditor;
}

const RESETS: readonly ResetReason[] = ["other_database", "from_the_future", "too_far_behind"];

/** Gauges of Node's that are named like counters; what they tell is in those with a label. */
const MISNAMED = [
  "nodejs_active_handles_total",
  "nodejs_active_requests_total",
  "nodejs_active_resources_total",
];

/**
 * Registries of each application's own, so that two in one process (as in tests) do not collide.
 *
 * @param worker labels what this process counts, where it is one of several on a port
 */
export function createMetrics(worker: number | null = null): Metrics {
  const registry = new Registry();
  // Workers of one port stand in one answer: see `joinMeasured`.
  if (worker !== null) registry.setDefaultLabels({ worker });
  // Memory, CPU, open files, garbage collection and event-loop delay percentiles.
  collectDefaultMetrics({ register: registry });
  for (const name of MISNAMED) registry.removeSingleMetric(name);
  const registers = [registry];

  const durations = new Histogram({
    name: "diaodu_http_request_duration_seconds",
    help: "Time to answer a request",
    labelNames: ["method", "route", "status"],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  const broadcast = new Histogram({
    name: "diaodu_commit_to_broadcast_seconds",
    help: "Time from commit to broadcast",
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
    registers,
  });
  const commits = new Histogram({
    name: "diaodu_write_duration_seconds",
    help: "Time of a writing transaction, by how it ended: committed, refused or unavailable",
    labelNames: ["outcome"],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 15],
    registers,
  });
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Counter({ name, help, labelNames, registers });
  const resets = counter("diaodu_resets_answered_total", "Pages told to load the board anew", [
    "reason",
  ]);
  const steps = counter("diaodu_round_keeper_runs_total", "Looks at what time asks of the rounds", [
    "outcome",
  ]);
  const backups = counter("diaodu_backup_runs_total", "Backups that the server began by itself", [
    "outcome",
  ]);
  const signIns = counter("diaodu_sign_ins_total", "Sign-ins by how they ended", ["result"]);
  const locks = counter("diaodu_account_locks_total", "Accounts locked after failed sign-ins");
  // A rate over a series that begins with its first event would not see that event.
  for (const outcome of ["committed", "refused", "unavailable"]) commits.zero({ outcome });
  for (const reason of RESETS) resets.inc({ reason }, 0);
  for (const outcome of ["done", "failed"]) {
    steps.inc({ outcome }, 0);
    backups.inc({ outcome }, 0);
  }
  for (const result of ["done", "failed"]) signIns.inc({ result }, 0);

  const hear = ({ action, result = "done" }: Deed): void => {
    if (action === "session.sign_in") signIns.inc({ result });
    if (action === "account.lock") locks.inc();
  };

  return {
    registry,
    common: new Registry(),
    requests(req, res, next) {
      const done = durations.startTimer();
      res.once("close", () => {
        // The pattern, never the address itself: addresses are without end.
        const route: unknown = (req.route as { path?: unknown } | undefined)?.path;
        done({
          method: req.method,
          route: typeof route === "string" ? req.baseUrl + route : "other",
          status: `${Math.floor(res.statusCode / 100)}xx`,
        });
      });
      next();
    },
    committedToBroadcast: (seconds) => broadcast.observe(Math.max(0, seconds)),
    wrote: (outcome, seconds) => commits.observe({ outcome }, seconds),
    resetAnswered: (reason) => resets.inc({ reason }),
    keptRounds: (done) => steps.inc({ outcome: done ? "done" : "failed" }),
    backedUp: (done) => backups.inc({ outcome: done ? "done" : "failed" }),
    countingSignIns: (audit) => ({
      ...audit,
      entry(by, deed) {
        hear(deed);
        return audit.entry(by, deed);
      },
      append(by, deed) {
        hear(deed);
        return audit.append(by, deed);
      },
    }),
  };
}
