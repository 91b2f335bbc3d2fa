import { expect, test } from "vitest";
import { workbookFile, workbookParts, zipFile } from "../test/zip-file.ts";
import type { Part } from "../test/zip-file.ts";
import { DEFAULT_LIMITS } from "./limits.ts";
import { readTable } from "./read-table.ts";
import { UnreadableFile } from "./refusal.ts";

const CELL = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>';

async function refusal(bytes: Buffer, limits = DEFAULT_LIMITS): Promise<string> {
  const error: unknown = await readTable(bytes, limits).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UnreadableFile);
  return (error as UnreadableFile).message;
}

const withPart = (...more: Part[]) => zipFile([...workbookParts(CELL), ...more]);
const replacing = (part: Part) =>
  zipFile(workbookParts(CELL).map((one) => (one.name === part.name ? part : one)));

test("the smallest workbook is read, so that what follows is refused for its one fault", async () => {
  const table = await readTable(workbookFile(CELL));
  expect(table.sheets[0]?.rows[0]?.cells[0]).toMatchObject({ cell: "A1", raw: "1" });
});

test.each<[string, Buffer, RegExp]>([
  ["an empty file", Buffer.alloc(0), /空/u],
  [
    "a program with another name",
    Buffer.from("MZ\u0090\u0000\u0003\u0000\u0000\u0000"),
    /不是表格/u,
  ],
  ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), /不是表格/u],
  ["a PDF", Buffer.from("%PDF-1.7\n\u0000\u0001"), /不是表格/u],
  [
    "an old .xls",
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
    /另存为 .xlsx/u,
  ],
  [
    "an encrypted workbook",
    Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
      Buffer.from("EncryptedPackage", "utf16le"),
    ]),
    /已加密/u,
  ],
  [
    "a web page that is called .xls",
    Buffer.from("<html><table><tr><td>1</td></tr></table></html>"),
    /网页/u,
  ],
  ["a plain archive", zipFile([{ name: "a.txt", content: "1" }]), /压缩包/u],
  ["a text document", withPart({ name: "word/document.xml", content: "<a/>" }), /Word/u],
  ["a binary workbook", withPart({ name: "xl/workbook.bin", content: "x" }), /xlsb/u],
  ["macros", withPart({ name: "xl/vbaProject.bin", content: "x" }), /宏/u],
  ["old macro sheets", withPart({ name: "xl/macrosheets/sheet1.xml", content: "<a/>" }), /宏/u],
  [
    "links to other files",
    withPart({ name: "xl/externalLinks/externalLink1.xml", content: "<a/>" }),
    /外部链接/u,
  ],
  [
    "a connection to a database",
    withPart({ name: "xl/connections.xml", content: "<a/>" }),
    /数据连接/u,
  ],
  ["an embedded object", withPart({ name: "xl/embeddings/oleObject1.bin", content: "x" }), /嵌入/u],
  ["a part beside the container", withPart({ name: "../../etc/passwd", content: "x" }), /损坏/u],
  ["two parts of one name", withPart({ name: "XL/workbook.xml", content: "<a/>" }), /重名/u],
  [
    "a part encrypted by itself",
    withPart({ name: "xl/secret.xml", content: "x", flags: 0x0801 }),
    /加密/u,
  ],
  [
    "a part that says it is smaller than it is",
    replacing({
      name: "xl/worksheets/sheet1.xml",
      content: `<worksheet>${" ".repeat(5000)}</worksheet>`,
      saysSize: 100,
    }),
    /损坏/u,
  ],
  [
    "a part whose check sum is wrong",
    replacing({
      name: "xl/worksheets/sheet1.xml",
      content: `<worksheet>${CELL}</worksheet>`,
      saysCrc: 1,
    }),
    /损坏/u,
  ],
  ["a workbook without its sheet", zipFile(workbookParts(CELL).slice(0, -1)), /缺少部件/u],
  ["half of a file", workbookFile(CELL).subarray(0, 700), /损坏/u],
  [
    "UTF-16 XML",
    replacing({
      name: "xl/worksheets/sheet1.xml",
      content: Buffer.from("\ufeff<worksheet/>", "utf16le"),
    }),
    /结构有误/u,
  ],
])("%s is refused with a sentence", async (_name, bytes, words) => {
  expect(await refusal(bytes)).toMatch(words);
});

test("a part outside that a relation names is refused, a link to click is not", async () => {
  const rels = (type: string) =>
    withPart({
      name: "xl/worksheets/_rels/sheet1.xml.rels",
      content: `<Relationships><Relationship Id="rId1" Type="http://x/${type}" Target="file:///c:/secret" TargetMode="External"/></Relationships>`,
    });
  expect(await refusal(rels("image"))).toMatch(/外部/u);
  expect((await readTable(rels("hyperlink"))).sheets).toHaveLength(1);
});

test("entities are refused before they could grow or read a file", async () => {
  const lol =
    '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>';
  const file = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet>&x;</worksheet>';
  for (const content of [lol, file]) {
    expect(await refusal(replacing({ name: "xl/worksheets/sheet1.xml", content }))).toMatch(/DTD/u);
  }
});

test("a bomb is refused by its ratio and by its size, before anything is unpacked", async () => {
  const bomb = replacing({
    name: "xl/worksheets/sheet1.xml",
    content: Buffer.alloc(30_000_000, 32),
  });
  expect(bomb.length).toBeLessThan(100_000);
  expect(await refusal(bomb)).toMatch(/压缩炸弹/u);
  const lying = withPart({ name: "xl/media/a.bin", content: "x", saysSize: 4_000_000_000 });
  expect(await refusal(lying)).toMatch(/过大/u);
  const many = Array.from({ length: 60 }, (_none, index) => ({
    name: `xl/media/${index}.bin`,
    content: Buffer.alloc(900_000, index),
  }));
  expect(
    await refusal(withPart(...many), { ...DEFAULT_LIMITS, unpackedBytes: 50_000_000 }),
  ).toMatch(/过大/u);
});

test("tens of thousands of parts are refused by their number", async () => {
  const parts = Array.from({ length: 65_000 }, (_none, index) => ({
    name: `a${index}`,
    content: "",
  }));
  expect(await refusal(zipFile(parts))).toMatch(/65000 个部件/u);
});

test("rows, cells, sheets and texts beyond the limits are refused by name", async () => {
  const rows = (count: number) =>
    `<sheetData>${Array.from({ length: count }, (_none, at) => `<row r="${at + 1}"><c><v>1</v></c><c><v>2</v></c></row>`).join("")}</sheetData>`;
  const few = { ...DEFAULT_LIMITS, rows: 10, cells: 15 };
  expect(await refusal(workbookFile(rows(11)), { ...few, cells: 100 })).toMatch(/超过 10 行/u);
  expect(await refusal(workbookFile(rows(8)), few)).toMatch(/超过 15 个单元格/u);
  expect(await refusal(Buffer.from("1\n".repeat(11)), few)).toMatch(/超过 10 行/u);
  const long = `<sheetData><row><c t="inlineStr"><is><t>${"长".repeat(33_000)}</t></is></c></row></sheetData>`;
  expect(await refusal(workbookFile(long))).toMatch(/过长/u);
});

test.each([
  ["a row number of nought", '<sheetData><row r="0"><c><v>1</v></c></row></sheetData>'],
  ["a cell that no sheet has", '<sheetData><row r="1"><c r="ZZZ1"><v>1</v></c></row></sheetData>'],
  ["a cell without a row", "<sheetData><c><v>1</v></c></sheetData>"],
  ["an open tag", "<sheetData><row>"],
  ["elements nested without end", "<a>".repeat(5000)],
])("%s is refused", async (_name, xml) => {
  expect(await refusal(workbookFile(xml))).toMatch(/有误/u);
});

test("a merge over the whole sheet costs nothing", async () => {
  const xml = `${CELL}<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="nonsense"/></mergeCells>`;
  const table = await readTable(workbookFile(xml));
  expect(table.sheets[0]?.rows).toHaveLength(1);
});
