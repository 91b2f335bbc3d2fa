import { createHash } from "node:crypto";
import { Router } from "express";
import type { RequestHandler } from "express";
import { callerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { readSettings } from "../../dispatch/stored-settings.ts";
import type { TaskRunner } from "../../documents/run-task.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { idOf } from "../../http/query.ts";
import { sendPaper } from "../exports/paper.ts";
import { todayOf } from "../reports/desk.ts";
import type { Desk } from "../reports/desk.ts";
import { readContext } from "./context.ts";
import { minutesPaper } from "./minutes-paper.ts";
import { presentMeeting, readerOf } from "./presenter.ts";

/** The minutes as a .docx, of what the reader may read of the meeting. */
export function minutesRoutes(
  o: Pick<Desk, "storage" | "time" | "calendars" | "audit"> & { readonly runner: TaskRunner },
): Router {
  const { storage, audit, runner } = o;
  const router = Router();

  const minutes: RequestHandler = async (req, res) => {
    const caller = callerOf(res);
    const id = idOf(req);
    const record = id === null ? null : await storage.record("meeting", id);
    if (record === null) throw new Refusal("not_found");
    const context = await readContext(storage, record, todayOf(o).today);
    const meeting = presentMeeting(record, context, readerOf(caller, record), false);
    const { wording } = await readSettings(storage);
    const document = minutesPaper(meeting, wording);
    await audit.note(caller, { action: "meeting.read", object: `meeting:${record.id}` });
    // What became of a decision is told too: the meeting's version alone does not name the bytes.
    const tag = createHash("sha256").update(JSON.stringify(document)).digest("base64url");
    await sendPaper(req, res, {
      etag: `"${tag}"`,
      name: `${meeting.title}纪要.docx`,
      write: () => runner.run<"paper">({ kind: "paper", document }),
    });
  };

  router.get("/meetings/:id/minutes.docx", guard("meeting.read"), minutes);
  router.all("/meetings/:id/minutes.docx", methodNotAllowed("GET", "HEAD"));
  return router;
}
