import { createHash } from "node:crypto";
import type { Submit } from "@diaodu/demo";
import type { Storage } from "@diaodu/storage";
import type { Logger } from "pino";

/** Stands where an API key's id would: the replay is one caller among others. */
const REPLAY = "demo-replay";

/**
 * Hands releases of the replay to the storage, each once however often it is repeated. A release
 * that conflicts with what somebody else entered is passed over: the replay must go on.
 */
export function replayIntake(storage: Storage, log: Logger): Submit {
  return async (observations, meta) => {
    const result = await storage.submitObservations({
      items: observations,
      reportedBy: meta.reportedBy,
      committedAt: meta.committedAt,
      idempotency: {
        callerId: REPLAY,
        key: meta.idempotencyKey,
        bodyHash: createHash("sha256").update(JSON.stringify(observations)).digest("hex"),
      },
    });
    if (result.kind === "rejected" || result.kind === "idempotency_conflict") {
      log.warn({ release: meta.idempotencyKey, result }, "a release of the replay was passed over");
    }
  };
}
