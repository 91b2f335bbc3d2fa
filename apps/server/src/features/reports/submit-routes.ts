import { Router } from "express";
import type { RequestHandler, Response } from "express";
import type { ReportAnswer } from "@diaodu/contracts";
import { may } from "@diaodu/domain";
import type { Catalogue, ReportEntry } from "@diaodu/storage";
import { callerOf } from "../../access/caller.ts";
import { demand, guard } from "../../access/guard.ts";
import { jsonBody } from "../../http/json-body.ts";
import { methodNotAllowed } from "../../http/problems.ts";
import { readIdempotencyKey } from "../observations/read-submission.ts";
import { readAround, todayOf } from "./desk.ts";
import type { Desk } from "./desk.ts";
import { presentEntry } from "./presenter.ts";
import { readReports } from "./read-reports.ts";
import { demandUnit } from "./scope.ts";
import { deliver, rulesOfReports } from "./submit.ts";

/** A thousand figures with ordinary texts. */
const MAX_BODY = "1mb";

/** `POST /reports`: a unit sends figures to be reviewed. */
export function submitRoutes(desk: Desk): Router {
  const { storage } = desk;
  const router = Router();

  const submit: RequestHandler = async (req, res) => {
    const idempotencyKey = readIdempotencyKey(req);
    const caller = callerOf(res);
    const catalogue = await storage.catalogue();
    const today = todayOf(desk);
    const { unit, round, items } = readReports(req.body, rulesOfReports(catalogue, today));
    demandUnit(res, "report.write", unit);
    for (const region of new Set(items.map((item) => item.region))) {
      demand(res, "report.write", { unit, region });
    }
    const delivered = await deliver(desk, catalogue, caller, today, {
      unit,
      items,
      origin: { kind: "form" },
      list: "items",
      idempotencyKey,
      endsDraft: { unit, round },
    });
    if (delivered.kind === "repeated") res.setHeader("Idempotency-Replayed", "true");
    res
      .status(delivered.kind === "repeated" ? 200 : 201)
      .setHeader("Cache-Control", "no-store")
      .json(await answerOf(desk, catalogue, res, delivered));
  };

  router.post("/reports", guard("report.write"), ...jsonBody(MAX_BODY), submit);
  router.all("/reports", methodNotAllowed("POST"));
  return router;
}

/** The entries as they stand after a change, for whoever made it. */
export async function answerOf(
  { storage }: Pick<Desk, "storage">,
  catalogue: Catalogue,
  res: Response,
  made: { readonly seq: number; readonly entries: readonly ReportEntry[] },
): Promise<ReportAnswer> {
  const persons = may(callerOf(res).subject, "origin.persons");
  const around = await readAround(storage, catalogue, made.entries, persons);
  return { seq: made.seq, entries: made.entries.map((entry) => presentEntry(entry, around)) };
}
