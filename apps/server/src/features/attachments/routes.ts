import { createHash, randomUUID } from "node:crypto";
import { raw, Router } from "express";
import type { RequestHandler } from "express";
import { unitCode } from "@diaodu/contracts";
import type { AttachmentAnswer } from "@diaodu/contracts";
import { z } from "zod";
import { callerOf, doerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { idOf, parseQuery } from "../../http/query.ts";
import type { Desk } from "../reports/desk.ts";
import { todayOf } from "../reports/desk.ts";
import { demandUnit, mayForUnit, unitOf } from "../reports/scope.ts";
import { sendAttachment } from "./send.ts";
import { extensionOf, MEDIA_TYPES, safeFileName } from "./media-type.ts";

const MAX_BYTES = 5 * 1024 * 1024;

const uploadQuery = z.strictObject({
  unit: unitCode,
  name: z.string().trim().min(1, "不能为空").max(200, "最多 200 个字"),
});

/** `POST /attachments` takes a document that backs a figure, `GET /attachments/:id` gives it back. */
export function attachmentRoutes(
  desk: Pick<Desk, "storage" | "time" | "calendars" | "audit"> & { readonly newId?: () => string },
): Router {
  const { storage, audit, newId = randomUUID } = desk;
  const router = Router();

  /** Before the body: nobody makes us read five megabytes for a unit that is not theirs. */
  const mayUpload: RequestHandler = async (req, res, next) => {
    const { unit } = parseQuery(uploadQuery, req);
    demandUnit(res, "report.write", unit);
    unitOf(await storage.catalogue(), unit);
    next();
  };

  const upload: RequestHandler = async (req, res) => {
    const { unit, name } = parseQuery(uploadQuery, req);
    const bytes: unknown = req.body;
    const extension = Buffer.isBuffer(bytes) ? extensionOf(bytes) : null;
    if (!Buffer.isBuffer(bytes) || extension === null) {
      throw new Refusal("unreadable_file", {
        detail: "只接受 PDF、PNG、JPEG 图片和不含宏的 .xlsx、.docx 文件",
      });
    }
    const caller = callerOf(res);
    const attachment = {
      id: newId(),
      unit,
      name: safeFileName(name, extension),
      mediaType: MEDIA_TYPES[extension],
      size: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      by: doerOf(caller),
      at: todayOf(desk).now,
    };
    const object = `attachment:${attachment.id}`;
    const detail = { unit, size: attachment.size, sha256: attachment.sha256 };
    await storage.saveAttachment(
      attachment,
      bytes,
      audit.entry(caller, { action: "report.write", object, detail }),
    );
    const { id, mediaType, size } = attachment;
    const answer: AttachmentAnswer = { id, name: attachment.name, mediaType, size };
    res.status(201).setHeader("Cache-Control", "no-store").json(answer);
  };

  const download: RequestHandler = async (req, res) => {
    const id = idOf(req);
    const caller = callerOf(res);
    const attachment = id === null ? null : await storage.attachment(id);
    // Of somebody else's file one learns no more than of none.
    if (id === null || attachment === null) throw new Refusal("not_found");
    const object = `attachment:${id}`;
    if (!mayForUnit(caller.subject, "report.read", attachment.unit)) {
      await audit.note(caller, { action: "report.read", object, result: "refused" });
      throw new Refusal("not_found");
    }
    await audit.note(caller, { action: "report.read", object });
    await sendAttachment(storage, id, res);
  };

  router.post(
    "/attachments",
    guard("report.write"),
    mayUpload,
    raw({ limit: MAX_BYTES, type: () => true }),
    upload,
  );
  router.all("/attachments", methodNotAllowed("POST"));
  router.get("/attachments/:id", guard("report.read"), download);
  router.all("/attachments/:id", methodNotAllowed("GET", "HEAD"));
  return router;
}
