import type { Response } from "express";
import type { Storage } from "@diaodu/storage";
import { Refusal } from "../../http/problems.ts";

/**
 * Answers with a stored file, to be saved: a document never runs, frames or loads anything in our
 * origin. Whether the caller may read it was asked before.
 *
 * @throws Refusal `not_found`
 */
export async function sendAttachment(
  storage: Pick<Storage, "attachment" | "attachmentBytes">,
  id: string,
  res: Response,
): Promise<void> {
  const attachment = await storage.attachment(id);
  const bytes = attachment === null ? null : await storage.attachmentBytes(id);
  if (attachment === null || bytes === null) throw new Refusal("not_found");
  res.attachment(attachment.name);
  res.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
  res.setHeader("Cache-Control", "private, no-store");
  res.setHeader("Content-Type", attachment.mediaType);
  res.setHeader("X-Content-Type-Options", "nosniff");
  res.end(bytes);
}
