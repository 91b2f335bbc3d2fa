import { crc32, deflateRawSync } from "node:zlib";

/** One part of a zip file; the last three lie about it. */
export interface Part {
  readonly name: string;
  readonly content: string | Buffer;
  readonly flags?: number;
  readonly saysSize?: number;
  readonly saysCrc?: number;
}

const EMPTY = deflateRawSync("");

/** A zip file, honest or not, byte by byte. */
export function zipFile(parts: readonly Part[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, flags = 0x0800, saysSize, saysCrc } of parts) {
    const raw = Buffer.from(content);
    const packed = raw.length === 0 ? EMPTY : deflateRawSync(raw);
    const title = Buffer.from(name);
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(flags, 2);
    header.writeUInt16LE(8, 4);
    header.writeUInt32LE(saysCrc ?? crc32(raw), 10);
    header.writeUInt32LE(packed.length, 14);
    header.writeUInt32LE(saysSize ?? raw.length, 18);
    header.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), header, title, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(
      Buffer.concat([Buffer.from("PK\u0001\u0002"), Buffer.from([20, 0]), header, place, title]),
    );
    bodies.push(local);
    at += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(parts.length & 0xffff, 8);
  end.writeUInt16LE(parts.length & 0xffff, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, listing, end]);
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The parts of the smallest workbook: one sheet with this XML inside its `<worksheet>`. */
export function workbookParts(
  sheetXml: string,
  o: { stylesXml?: string; workbookPr?: string } = {},
): Part[] {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${DOCUMENT}/${type}" Target="${target}"/>`;
  return [
    {
      name: "[Content_Types].xml",
      content: `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    },
    {
      name: "_rels/.rels",
      content: `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relation("rId1", "officeDocument", "xl/workbook.xml")}</Relationships>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relation("rId1", "worksheet", "worksheets/sheet1.xml")}${relation("rId2", "styles", "styles.xml")}</Relationships>`,
    },
    {
      name: "xl/workbook.xml",
      content: `${XML}<workbook xmlns:r="${DOCUMENT}">${o.workbookPr ?? ""}<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    { name: "xl/styles.xml", content: `${XML}<styleSheet>${o.stylesXml ?? ""}</styleSheet>` },
    { name: "xl/worksheets/sheet1.xml", content: `${XML}<worksheet>${sheetXml}</worksheet>` },
  ];
}

export function workbookFile(
  sheetXml: string,
  o: { stylesXml?: string; workbookPr?: string } = {},
): Buffer {
  return zipFile(workbookParts(sheetXml, o));
}
