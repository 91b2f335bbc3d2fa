import { Packer } from "docx";
import type { PlainDate } from "@diaodu/domain";
import { safePaperText } from "../write/safe-text.ts";
import { compose } from "./compose.ts";
import { stampContainer } from "./container-time.ts";
import { coreProperties } from "./core-properties.ts";
import type { OfficialDocument } from "./document-model.ts";
import { fontTable } from "./fonts.ts";
import { styles } from "./styles.ts";

/** Where a document has no date: the first that a zip file can tell. */
const NO_DATE: PlainDate = "1980-01-01";

/** The document's bytes, with the parts that the library would date or leave empty. */
export async function pack(document: OfficialDocument): Promise<Uint8Array> {
  const { title, signature } = document;
  const date = signature?.date ?? NO_DATE;
  const heading = safePaperText(typeof title === "string" ? title : title.join(""));
  const zip = await Packer.pack(compose(document), "uint8array", undefined, [
    { path: "word/fontTable.xml", data: fontTable() },
    { path: "word/styles.xml", data: styles() },
    {
      path: "docProps/core.xml",
      data: coreProperties(heading, safePaperText(signature?.issuer ?? ""), date),
    },
  ]);
  return stampContainer(zip, date);
}
