/**
 * One paragraph style for each element, so that an office can change it in one place. Written as XML:
 * the library has no word for a paragraph that leaves the grid, and brings styles that nothing uses.
 */
import { oneFace, slots } from "./fonts.ts";
import { CHARACTER_TRIM, LINE_PITCH, SIZES, characters } from "./page.ts";

interface Look {
  /** What an office sees in its list of styles. */
  readonly name: string;
  readonly fonts: ReturnType<typeof slots>;
  /** Half points; default 3号. */
  readonly size?: number;
  readonly align?: "left" | "center" | "right";
  readonly keepNext?: true;
  /** Twips above the first line. */
  readonly before?: number;
  /** Twips of a line; default one line of the grid. */
  readonly line?: number;
  readonly indented?: true;
  readonly outline?: 0 | 1 | 2 | 3;
}

const heading = (
  name: string,
  face: Parameters<typeof slots>[0],
  outline: 0 | 1 | 2 | 3,
): Look => ({
  name,
  fonts: slots(face),
  indented: true,
  outline,
});
const small = { fonts: slots("body"), align: "left", size: SIZES.smallFour } as const;

const LOOKS = {
  BodyText: { name: "公文正文", fonts: slots("body"), indented: true },
  OfficialHeading1: heading("公文一级标题", "hei", 0),
  OfficialHeading2: heading("公文二级标题", "kai", 1),
  OfficialHeading3: heading("公文三级标题", "body", 2),
  OfficialHeading4: heading("公文四级标题", "body", 3),
  RedHead: { name: "发文机关标志", fonts: slots("title"), align: "center" },
  DocumentNumber: { name: "发文字号", fonts: slots("body"), align: "center" },
  OfficialTitle: {
    name: "公文标题",
    fonts: slots("title"),
    size: SIZES.two,
    align: "center",
    keepNext: true,
  },
  Addressee: { name: "主送机关", fonts: slots("body"), align: "left" },
  AnnexList: { name: "附件说明", fonts: slots("body") },
  Closing: { name: "署名与日期", fonts: slots("body"), align: "right" },
  AnnexMark: { name: "附件序号", fonts: slots("hei"), align: "left", keepNext: true },
  TableText: { ...small, name: "附表文字", line: 320 },
  TableNote: { ...small, name: "附表说明", line: 400 },
  Imprint: { name: "版记", fonts: slots("body"), size: SIZES.four, line: 480 },
  PageNumberLine: { name: "页码", fonts: oneFace("song"), size: SIZES.four, line: 320 },
} as const satisfies Record<string, Look>;

export type Style = keyof typeof LOOKS;

const MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/**
 * `word/styles.xml`. The section declares the grid of 22 × 28, and every paragraph keeps to it by
 * itself, with exact lines and trimmed characters: programs that know no such grid, or place each
 * character into a cell that 3号 is too wide for, lay out the same page.
 */
export function styles(): string {
  const defaults = `<w:rPrDefault><w:rPr>${fonts(slots("body"))}<w:snapToGrid w:val="0"/><w:spacing w:val="${-CHARACTER_TRIM}"/>${size(SIZES.three)}<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/>`;
  const normal = `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:snapToGrid w:val="0"/><w:spacing w:line="${LINE_PITCH}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr><w:rPr>${size(SIZES.three)}</w:rPr></w:style>`;
  const table = `<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>`;
  // The library's separators of notes, which no document of ours has, name these two.
  const notes = ["Footnote", "Endnote"].map(
    (note) =>
      `<w:style w:type="character" w:styleId="${note}Reference"><w:name w:val="${note.toLowerCase()} reference"/><w:semiHidden/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>`,
  );
  const own = Object.entries(LOOKS).map(([id, look]) => styleOf(id, look));
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="${MAIN}"><w:docDefaults>${defaults}</w:docDefaults>${normal}${table}${notes.join("")}${own.join("")}</w:styles>`;
}

function styleOf(id: string, look: Look): string {
  const { name, align, keepNext, before, line, indented, outline } = look;
  const spacing = [
    before === undefined ? "" : ` w:before="${before}"`,
    line === undefined ? "" : ` w:line="${line}" w:lineRule="exact"`,
  ].join("");
  const paragraph = [
    keepNext === true ? "<w:keepNext/>" : "",
    spacing === "" ? "" : `<w:spacing${spacing}/>`,
    indented === true ? `<w:ind w:firstLineChars="200" w:firstLine="${characters(2)}"/>` : "",
    align === undefined ? "" : `<w:jc w:val="${align}"/>`,
    outline === undefined ? "" : `<w:outlineLvl w:val="${outline}"/>`,
  ].join("");
  return [
    `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}">`,
    `<w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:qFormat/>`,
    paragraph === "" ? "" : `<w:pPr>${paragraph}</w:pPr>`,
    `<w:rPr>${fonts(look.fonts)}${look.size === undefined ? "" : size(look.size)}</w:rPr></w:style>`,
  ].join("");
}

function fonts({ ascii, hAnsi, eastAsia, cs }: ReturnType<typeof slots>): string {
  return `<w:rFonts w:ascii="${ascii}" w:hAnsi="${hAnsi}" w:eastAsia="${eastAsia}" w:cs="${cs}"/>`;
}

function size(halfPoints: number): string {
  return `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`;
}
