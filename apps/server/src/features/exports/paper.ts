import type { Request, Response } from "express";

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/**
 * An official document to be saved under a name; nothing is written for a reader who has it.
 * @param o.etag names the bytes: equal tags promise equal bytes
 */
export async function sendPaper(
  req: Request,
  res: Response,
  o: { readonly etag: string; readonly name: string; readonly write: () => Promise<Uint8Array> },
): Promise<void> {
  res.setHeader("Cache-Control", "private, no-cache").setHeader("ETag", o.etag);
  if (req.fresh) {
    res.status(304).end();
    return;
  }
  const bytes = await o.write();
  const name = encodeURIComponent(o.name.replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, " ")).replaceAll(
    /['()*]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  res
    .setHeader("Content-Disposition", `attachment; filename="paper.docx"; filename*=UTF-8''${name}`)
    .type(DOCX)
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
