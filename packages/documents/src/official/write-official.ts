import type { OfficialDocument } from "./document-model.ts";

/**
 * A .docx in the layout of GB/T 9704-2012. Equal documents give equal bytes: no clock, no random ids.
 * The library is loaded when the first document is written, never at start.
 */
export async function writeOfficialDocument(document: OfficialDocument): Promise<Uint8Array> {
  const { pack } = await import("./pack.ts");
  return pack(document);
}
