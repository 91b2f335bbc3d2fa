import { beforeAll, describe, expect, test } from "vitest";
import { BULLETIN, GRID } from "../../test/official-sample.ts";
import { all, descendants, packageFaults, packageParts } from "../../test/ooxml.ts";
import type { XmlElement } from "../../test/ooxml.ts";
import { writeOfficialDocument } from "../index.ts";
import type { OfficialDocument } from "../index.ts";

const write = async (changes: Partial<OfficialDocument> = {}) =>
  packageParts(await writeOfficialDocument({ ...BULLETIN, ...changes }));
const part = (parts: Map<string, XmlElement>, name: string): XmlElement => {
  const found = parts.get(name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};
const words = (element: XmlElement): string =>
  all(element, "t")
    .map(({ text }) => text)
    .join("");
const style = (paragraph: XmlElement) => all(paragraph, "pStyle")[0]?.attributes["w:val"];

let parts: Map<string, XmlElement>;
let body: XmlElement;
beforeAll(async () => {
  parts = await write();
  body = part(parts, "word/document.xml");
});
const paragraphs = (name: string) => all(body, "p").filter((found) => style(found) === name);

describe("the package", () => {
  test("is what Word expects: types, relationships and the order of every sequence", async () => {
    expect(packageFaults(parts)).toEqual([]);
    expect(packageFaults(await packageParts(await writeOfficialDocument(GRID)))).toEqual([]);
  });

  test("is found at fault where a sequence, a relationship or a type is wrong", () => {
    const first = all(body, "pPr").find(({ children }) => children.length > 1);
    first?.children.reverse();
    const broken = new Map(parts);
    broken.delete("word/footer2.xml");
    broken.set("word/stray.bin", body);
    const faults = packageFaults(broken);
    first?.children.reverse();
    expect(faults.join("\n")).toMatch(/pPr is out of order/u);
    expect(faults).toContain("word/stray.bin has no content type");
    expect(faults).toContain(
      "word/_rels/document.xml.rels leads to word/footer2.xml, which is not there",
    );
    expect(packageFaults(parts)).toEqual([]);
  });

  test("is the same, byte for byte, for the same document", async () => {
    const [one, two] = [
      await writeOfficialDocument(BULLETIN),
      await writeOfficialDocument(BULLETIN),
    ];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
    expect(part(parts, "docProps/core.xml").children.map(({ text }) => text)).toEqual([
      BULLETIN.title,
      "德州市人民政府督查室",
      "2020-07-05T00:00:00Z",
      "2020-07-05T00:00:00Z",
    ]);
  });

  test("uses only styles that it brings", () => {
    const brought = all(part(parts, "word/styles.xml"), "style").map(
      ({ attributes }) => attributes["w:styleId"],
    );
    const used = [...parts.values()].flatMap((root) => [
      ...all(root, "pStyle"),
      ...all(root, "rStyle"),
    ]);
    expect(used.map(({ attributes }) => attributes["w:val"])).toSatisfy((ids: string[]) =>
      ids.every((id) => brought.includes(id)),
    );
  });
});

describe("the page", () => {
  test("is A4 with 37 mm above, 28 mm at the binding and a text area of 156 × 225 mm", () => {
    const size = all(body, "pgSz")[0]?.attributes ?? {};
    const margin = all(body, "pgMar")[0]?.attributes ?? {};
    const mm = (value: string | undefined) => (Number(value) / 1440) * 25.4;
    expect(mm(size["w:w"])).toBeCloseTo(210, 1);
    expect(mm(size["w:h"])).toBeCloseTo(297, 1);
    expect(mm(margin["w:top"])).toBeCloseTo(37, 1);
    expect(mm(margin["w:left"])).toBeCloseTo(28, 1);
    expect(mm(size["w:w"]) - mm(margin["w:left"]) - mm(margin["w:right"])).toBeCloseTo(156, 1);
    expect(mm(size["w:h"]) - mm(margin["w:top"]) - mm(margin["w:bottom"])).toBeCloseTo(225, 1);
  });

  test("has a grid of 22 lines and 28 characters of 3号, and styles that keep to it by themselves", () => {
    const grid = all(body, "docGrid")[0]?.attributes ?? {};
    expect(grid["w:type"]).toBe("linesAndChars");
    const [width, height] = [8844, 12756];
    expect(Math.floor(height / Number(grid["w:linePitch"]))).toBe(22);
    const pitch = 320 + (Number(grid["w:charSpace"]) / 4096) * 20;
    expect(Math.floor(width / pitch)).toBe(28);
    const styles = part(parts, "word/styles.xml");
    const trimmed = 320 + Number(all(styles, "spacing")[0]?.attributes["w:val"]);
    expect(Math.floor(width / trimmed)).toBe(28);
    expect(all(styles, "spacing")[1]?.attributes["w:line"]).toBe(grid["w:linePitch"]);
  });

  test("is numbered — 1 — at the outer edge: odd pages right, even pages left", () => {
    expect(all(part(parts, "word/settings.xml"), "evenAndOddHeaders")).toHaveLength(1);
    const kinds = all(body, "footerReference").map(({ attributes }) => attributes["w:type"]);
    expect(kinds).toEqual(["default", "even"]);
    const footers = ["word/footer1.xml", "word/footer2.xml"].map((name) => part(parts, name));
    expect(footers.map(words)).toEqual(["—  —", "—  —"]);
    const sides = footers.map((footer) => all(footer, "jc")[0]?.attributes["w:val"]);
    expect(sides).toEqual(["right", "left"]);
    for (const footer of footers) {
      expect(all(footer, "instrText").map(({ text }) => text.trim())).toEqual(["PAGE"]);
    }
  });
});

describe("the elements", () => {
  test("stand in the order of the standard", () => {
    const order = all(body, "p").map(style);
    const firsts = order.filter((name, at) => order.indexOf(name) === at);
    expect(firsts).toEqual([
      "RedHead",
      "DocumentNumber",
      "OfficialTitle",
      "Addressee",
      "BodyText",
      "OfficialHeading1",
      "OfficialHeading2",
      "OfficialHeading3",
      "OfficialHeading4",
      "AnnexList",
      "Closing",
      "AnnexMark",
      "TableNote",
      "TableText",
      "Imprint",
    ]);
  });

  test("headings are numbered by their place on four levels", () => {
    const numbers = all(body, "p")
      .filter((found) => style(found)?.startsWith("OfficialHeading") === true)
      .map((found) => `${style(found)?.at(-1) ?? ""} ${words(found).slice(0, 4)}`);
    expect(numbers).toEqual([
      "1 一、总体",
      "1 二、分项",
      "2 （一）财",
      "2 （二）就",
      "3 1.城镇",
      "4 （1）各",
      "4 （2）开",
      "1 三、存在",
    ]);
  });

  test("Han takes its face, figures and letters Times New Roman", () => {
    const faces = new Map(
      all(part(parts, "word/styles.xml"), "style").flatMap((found) =>
        all(found, "rFonts").map(
          ({ attributes }) =>
            [
              found.attributes["w:styleId"],
              [attributes["w:eastAsia"], attributes["w:ascii"], attributes["w:hAnsi"]].join(" "),
            ] as const,
        ),
      ),
    );
    const latin = "Times New Roman Times New Roman";
    expect(Object.fromEntries(faces)).toMatchObject({
      BodyText: `仿宋_GB2312 ${latin}`,
      OfficialTitle: `方正小标宋简体 ${latin}`,
      OfficialHeading1: `黑体 ${latin}`,
      OfficialHeading2: `楷体_GB2312 ${latin}`,
      OfficialHeading3: `仿宋_GB2312 ${latin}`,
      PageNumberLine: "宋体 宋体 宋体",
    });
    const substitutes = all(part(parts, "word/fontTable.xml"), "altName").map(
      ({ attributes }) => attributes["w:val"],
    );
    expect(substitutes).toContain("仿宋,FangSong,华文仿宋,STFangsong");
  });

  test("the date is four characters from the right edge, the name centred above it", () => {
    const right = (found: XmlElement | undefined) =>
      Number(all(found ?? body, "ind")[0]?.attributes["w:right"]) / (8844 / 28);
    const [name, date] = paragraphs("Closing");
    expect(date && words(date)).toBe("2020年7月5日");
    expect(right(date)).toBeCloseTo(4, 1);
    // 10 characters of name over 6 of date: two stand out on either side.
    expect(right(name)).toBeCloseTo(2, 1);
  });

  test("several annexes are listed one below the other and numbered on their pages", async () => {
    expect(paragraphs("AnnexList").map(words)).toEqual([
      "附件：1. 主要指标完成情况表",
      "2. 问题清单",
    ]);
    expect(paragraphs("AnnexMark").map(words)).toEqual(["附件1", "附件2"]);
    const one = part(await write({ annexes: BULLETIN.annexes.slice(1) }), "word/document.xml");
    const marks = all(one, "p").filter((found) => style(found)?.startsWith("Annex") === true);
    expect(marks.map(words)).toEqual(["附件：问题清单", "附件"]);
  });

  test("a table's header is repeated on every page, its columns fill the line and are aligned", () => {
    const [table] = all(body, "tbl");
    const rows = all(table ?? body, "tr");
    expect(rows.map((row) => all(row, "tblHeader").length)).toEqual(
      rows.map((_, at) => (at === 0 ? 1 : 0)),
    );
    const widths = all(table ?? body, "gridCol").map(({ attributes }) => Number(attributes["w:w"]));
    expect(widths.reduce((total, width) => total + width, 0)).toBe(8844);
    const sides = all(rows[1] ?? body, "jc").map(({ attributes }) => attributes["w:val"]);
    expect(sides).toEqual(["left", "right", "right", "center"]);
  });

  test("a table of many columns is set in smaller type", async () => {
    const columns = Array.from({ length: 9 }, (_, at) => ({
      header: `列${at + 1}`,
      width: 1,
      align: "center" as const,
    }));
    const table = { unitLine: null, columns, rows: [columns.map(() => "12.3")], note: null };
    const annexes = [{ title: "附表", blocks: [], table }];
    const wide = part(await write({ annexes }), "word/document.xml");
    const sizes = all(all(wide, "tbl")[0] ?? wide, "sz").map(
      ({ attributes }) => attributes["w:val"],
    );
    expect(new Set(sizes)).toEqual(new Set(["21"]));
  });

  test("a letter has no red and no rule", async () => {
    const letter = part(await write({ redHead: null }), "word/document.xml");
    const red = [...descendants(letter)].filter((found) =>
      Object.values(found.attributes).includes("FF0000"),
    );
    expect(red).toEqual([]);
    expect(all(letter, "pBdr")).toEqual([]);
  });
});

describe("what people write", () => {
  const hostile = [
    "CURRENT",
    "TOTAL_PAGES",
    "{ PAGE } INCLUDETEXT /etc/passwd",
    "=HYPERLINK(1)<w:fldSimple>&amp;",
  ];

  test("is never a field, an element or a link", async () => {
    const attacked = await write({
      redHead: "CURRENT",
      number: "TOTAL_PAGES",
      title: hostile,
      addressee: "CURRENT",
      body: hostile.map((text) => ({ kind: "paragraph", text })),
      standing: "CURRENT",
      imprint: { copies: "CURRENT", printer: "TOTAL_PAGES", date: "2020-07-06" },
    });
    expect(packageFaults(attacked)).toEqual([]);
    const document = part(attacked, "word/document.xml");
    const names = new Set([...descendants(document)].map(({ name }) => name));
    for (const name of ["instrText", "fldChar", "fldSimple", "hyperlink"]) {
      expect(names).not.toContain(name);
    }
    for (const text of hostile) expect(words(document)).toContain(text);
  });

  test("loses control characters, turned directions and broken signs, and nothing else", async () => {
    const text = "一\u0000二\u0007三\u202e四\ud800五\n六\t七😀";
    const document = part(
      await write({ body: [{ kind: "paragraph", text }], annexes: [] }),
      "word/document.xml",
    );
    expect(words(document)).toContain("一二三四五 六 七😀");
  });
});
