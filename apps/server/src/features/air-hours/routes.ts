import { Router } from "express";
import type { RequestHandler } from "express";
import { airHoursPost } from "@diaodu/contracts";
import type { AirHoursAnswer } from "@diaodu/contracts";
import type { Storage } from "@diaodu/storage";
import type { Auditor } from "../../access/audit.ts";
import { callerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import type { BusinessTime } from "../../board/business-time.ts";
import { jsonBody, parseBody } from "../../http/json-body.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { takeAirHours } from "./intake.ts";

/** A month of hours of seven stations. */
const MAX_BODY = "1mb";

/** `POST /air-hours`: hours of monitoring stations, published as days once there are enough. */
export function airHourRoutes(o: {
  readonly storage: Storage;
  readonly time: BusinessTime;
  readonly audit: Pick<Auditor, "entry" | "append">;
  readonly publish: () => Promise<void>;
}): Router {
  const router = Router();

  const take: RequestHandler = async (req, res) => {
    const caller = callerOf(res);
    const key = caller.apiKey;
    if (key === null || key.mode !== "publish") {
      throw new Refusal("forbidden", { detail: "监测小时值须用直接发布的接口密钥" });
    }
    const { hours } = parseBody(airHoursPost, req);
    const answer: AirHoursAnswer = await takeAirHours(hours, {
      storage: o.storage,
      now: o.time.now(),
      reportedBy: key.name,
      mayTell: (station) =>
        key.regions === null || key.regions.includes(station)
          ? []
          : [{ path: "station", code: "forbidden", message: "该密钥不能报送这个监测点" }],
      mayPublish: (pollutant) => key.indicators === null || key.indicators.includes(pollutant),
      auditOf: (count) =>
        o.audit.entry(caller, { action: "feed.send", object: "air-hours", detail: { count } }),
    });
    if (answer.refused.length === hours.length) {
      const faults = answer.refused.flatMap(({ row, faults: own }) =>
        own.map((fault) => ({
          ...fault,
          path: `hours.${row}${fault.path === "" ? "" : `.${fault.path}`}`,
        })),
      );
      throw new Refusal("validation_failed", { faults });
    }
    if (answer.stored > 0 && answer.seq === null) {
      // Hours that make no figure yet are kept all the same.
      const detail = { hours: answer.stored };
      await o.audit.append(caller, { action: "feed.send", object: "air-hours", detail });
    }
    if (answer.seq !== null) await o.publish();
    res.status(200).setHeader("Cache-Control", "no-store").json(answer);
  };

  router.post("/air-hours", guard("feed.send"), ...jsonBody(MAX_BODY), take);
  router.all("/air-hours", methodNotAllowed("POST"));
  return router;
}
