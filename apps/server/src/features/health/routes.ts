import { setTimeout } from "node:timers/promises";
import { Router } from "express";
import type { Storage } from "@diaodu/storage";
import { guard } from "../../access/guard.ts";
import { Refusal } from "../../http/problems.ts";
import type { AccessSettings } from "../../access/settings.ts";
import type { Publisher } from "../../realtime/publisher.ts";
import type { Worker } from "../../workers/fellows.ts";
import { joinMeasured } from "./join-measured.ts";
import { mayMeasure } from "./measurer.ts";
import type { Metrics } from "./metrics.ts";

/** Longest wait for the database's word, in milliseconds: a balancer asks every few seconds. */
const HEAD_MS = 2000;

/** What `work` resolves with; null when it takes longer. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  const over = new AbortController();
  try {
    return await Promise.race([work, setTimeout(ms, null, { signal: over.signal, ref: false })]);
  } finally {
    over.abort();
    // Too late to be of use, and no reason to end the process.
    work.catch(() => {});
  }
}

/** `/healthz` the process answers; `/readyz` it can do its work; `/metrics` for Prometheus. */
export function healthRoutes(o: {
  readonly storage: Storage;
  readonly publisher: Publisher;
  readonly metrics: Metrics;
  /** Null where this process serves the port alone. */
  readonly worker: Worker | null;
  readonly settings: Pick<AccessSettings, "metricsPassword">;
  /** True from the first sign of stopping: a balancer sends no more. */
  readonly stopping: () => boolean;
}): Router {
  const router = Router();
  router.get("/healthz", guard("operation.read"), (_req, res) => {
    res.setHeader("Cache-Control", "no-store").json({ status: "ok" });
  });
  router.get("/readyz", guard("operation.read"), async (_req, res) => {
    if (o.stopping()) throw new Refusal("not_ready", { detail: "服务正在停止" });
    if (!o.publisher.current()) throw new Refusal("not_ready", { detail: "看板暂时无法更新" });
    const head = await within(HEAD_MS, o.storage.headSeq());
    if (head === null) throw new Refusal("not_ready", { detail: "数据库没有回应" });
    res
      .setHeader("Cache-Control", "no-store")
      .json({ status: "ready", seq: o.publisher.position().seq, head });
  });
  router.get("/metrics", guard("operation.read"), async (req, res) => {
    if (!mayMeasure(req, o.settings.metricsPassword)) {
      throw new Refusal("forbidden", { detail: "运行指标只供本机读取，远程采集须设置口令" });
    }
    res.setHeader("Cache-Control", "no-store").type(o.metrics.registry.contentType);
    res.send(await measuredByAll(o));
  });
  return router;
}

/** What every process of this port measured, and what is the same for all of them. */
async function measuredByAll(o: {
  readonly metrics: Metrics;
  readonly worker: Worker | null;
}): Promise<string> {
  const { registry, common } = o.metrics;
  const [own, shared, fellows] = await Promise.all([
    registry.metrics(),
    common.metrics(),
    o.worker?.fellows() ?? new Map<number, string | null>(),
  ]);
  const up = [
    "# HELP diaodu_worker_up 1 for each process of this port that answers",
    "# TYPE diaodu_worker_up gauge",
    `diaodu_worker_up{worker="${o.worker?.place ?? 1}"} 1`,
  ];
  const texts = [own];
  for (const [place, text] of fellows) {
    up.push(`diaodu_worker_up{worker="${place}"} ${text === null ? 0 : 1}`);
    if (text !== null) texts.push(text);
  }
  return joinMeasured([...texts, up.join("\n"), shared]);
}
