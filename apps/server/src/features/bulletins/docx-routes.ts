import { Router } from "express";
import type { RequestHandler } from "express";
import { callerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import type { TaskRunner } from "../../documents/run-task.ts";
import { methodNotAllowed } from "../../http/problems.ts";
import { idOf } from "../../http/query.ts";
import { sendPaper } from "../exports/paper.ts";
import type { Desk } from "../reports/desk.ts";
import { demandBulletin } from "./bulletin-desk.ts";
import { bulletinPaper } from "./paper.ts";

/** The bulletin as a .docx: one version is always the same bytes, and its ETag names it. */
export function bulletinPaperRoutes(
  o: Pick<Desk, "storage" | "audit"> & { readonly runner: TaskRunner },
): Router {
  const router = Router();

  const paper: RequestHandler = async (req, res) => {
    const caller = callerOf(res);
    const record = await demandBulletin(o, caller, idOf(req));
    await o.audit.note(caller, {
      action: "bulletin.read",
      object: `bulletin:${record.id}`,
      detail: { file: "docx", version: record.version },
    });
    const { body, id, version } = record;
    await sendPaper(req, res, {
      etag: `"${id}.${version}"`,
      name: `${body.number ?? "草稿"} ${body.title}.docx`,
      write: () => o.runner.run<"paper">({ kind: "paper", document: bulletinPaper(record) }),
    });
  };

  router.get("/bulletins/:id.docx", guard("bulletin.read"), paper);
  router.all("/bulletins/:id.docx", methodNotAllowed("GET", "HEAD"));
  return router;
}
