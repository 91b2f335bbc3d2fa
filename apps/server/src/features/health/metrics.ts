import type { RequestHandler } from "express";
import { Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";

export interface Metrics {
  readonly registry: Registry;
  /** Measures every request by method, route pattern and status class. */
  readonly requests: RequestHandler;
  /** Seconds from the database's commit to the hand-over to every socket. */
  committedToBroadcast(seconds: number): void;
}

/** One registry for each application, so that two in one process (as in tests) do not collide. */
export function createMetrics(read: { seq: () => number; sockets: () => number }): Metrics {
  const registry = new Registry();
  // Memory, CPU, garbage collection and event-loop delay percentiles.
  collectDefaultMetrics({ register: registry });
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
  const seq = new Gauge({
    name: "diaodu_board_seq",
    help: "Position of the log that open pages were told",
    registers,
    collect() {
      this.set(read.seq());
    },
  });
  const sockets = new Gauge({
    name: "diaodu_sockets",
    help: "Pages connected now",
    registers,
    collect() {
      this.set(read.sockets());
    },
  });
  seq.set(read.seq());
  sockets.set(read.sockets());

  return {
    registry,
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
  };
}
