import { setTimeout } from "node:timers/promises";
import { Router } from "express";
import type { Storage } from "@diaodu/storage";
import { guard } from "../../access/guard.ts";
import { Refusal } from "../../http/problems.ts";
import type { AccessSettings } from "../../access/settings.ts";
import type { Publisher } from "../../realtime/publisher.ts";
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
    const { registry } = o.metrics;
    res.setHeader("Cache-Control", "no-store").type(registry.contentType);
    res.send(await registry.metrics());
  });
  return router;
}
