import { Router } from "express";
import type { Storage } from "@diaodu/storage";
import { guard } from "../../access/guard.ts";

import { Refusal } from "../../http/problems.ts";
import type { AccessSettings } from "../../access/settings.ts";
import type { Publisher } from "../../realtime/publisher.ts";
import { mayMeasure } from "./measurer.ts";
import type { Metrics } from "./metrics.ts";

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
    if (o.publisher.failing()) throw new Refusal("not_ready", { detail: "看板暂时无法更新" });
    const head = await o.storage.headSeq();
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
