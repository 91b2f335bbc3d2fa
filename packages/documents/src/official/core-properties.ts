import type { PlainDate } from "@diaodu/domain";

const DUBLIN_CORE = "http://purl.org/dc";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";

/** `docProps/core.xml` with the document's own date for the times that the library would take. */
export function coreProperties(title: string, creator: string, date: PlainDate): string {
  const at = (name: string) =>
    `<dcterms:${name} xsi:type="dcterms:W3CDTF">${date}T00:00:00Z</dcterms:${name}>`;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    `<cp:coreProperties xmlns:cp="${PACKAGE}" xmlns:dc="${DUBLIN_CORE}/elements/1.1/"`,
    ` xmlns:dcterms="${DUBLIN_CORE}/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`,
    `<dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(creator)}</dc:creator>`,
    `${at("created")}${at("modified")}</cp:coreProperties>`,
  ].join("");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
