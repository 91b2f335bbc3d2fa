/** Fonts by name: the prescribed ones are licensed and never shipped, so each names what may stand in. */

interface Font {
  readonly name: string;
  /** Other names of the font, and fonts of the same look, in the order of preference. */
  readonly instead: readonly string[];
  readonly family: "roman" | "modern" | "script" | "auto";
  readonly panose: string | null;
  readonly charset: "86" | "00";
  readonly pitch: "fixed" | "variable";
}

const han = { charset: "86", pitch: "fixed" } as const;
const FONTS = {
  title: {
    ...han,
    name: "方正小标宋简体",
    instead: ["方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "小标宋", "华文中宋", "STZhongsong", "宋体"],
    family: "script",
    panose: null,
    pitch: "variable",
  },
  body: {
    ...han,
    name: "仿宋_GB2312",
    instead: ["仿宋", "FangSong", "华文仿宋", "STFangsong"],
    family: "modern",
    panose: "02010609060101010101",
  },
  kai: {
    ...han,
    name: "楷体_GB2312",
    instead: ["楷体", "KaiTi", "华文楷体", "STKaiti"],
    family: "modern",
    panose: "02010609060101010101",
  },
  hei: {
    ...han,
    name: "黑体",
    instead: ["SimHei", "华文黑体", "STHeiti"],
    family: "modern",
    panose: "02010609060101010101",
  },
  song: {
    ...han,
    name: "宋体",
    instead: ["SimSun", "新宋体", "NSimSun", "华文宋体", "STSong"],
    family: "auto",
    panose: "02010600030101010101",
    pitch: "variable",
  },
  latin: {
    name: "Times New Roman",
    instead: [],
    family: "roman",
    panose: "02020603050405020304",
    charset: "00",
    pitch: "variable",
  },
} as const satisfies Record<string, Font>;

export type Face = Exclude<keyof typeof FONTS, "latin">;

/** The four slots of a run: Han by its face, figures and letters in Times New Roman. */
export function slots(face: Face): { ascii: string; hAnsi: string; eastAsia: string; cs: string } {
  const latin = FONTS.latin.name;
  return { ascii: latin, hAnsi: latin, eastAsia: FONTS[face].name, cs: latin };
}

/** As `slots`, with figures and letters in the same face: page numbers are 宋体 throughout (7.5). */
export function oneFace(face: Face): ReturnType<typeof slots> {
  const { name } = FONTS[face];
  return { ascii: name, hAnsi: name, eastAsia: name, cs: name };
}

const MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/** `word/fontTable.xml`: tells the program what to take where a font is not installed. */
export function fontTable(): string {
  const fonts = Object.values(FONTS).map((font: Font) =>
    [
      `<w:font w:name="${font.name}">`,
      font.instead.length > 0 ? `<w:altName w:val="${font.instead.join(",")}"/>` : "",
      font.panose === null ? "" : `<w:panose1 w:val="${font.panose}"/>`,
      `<w:charset w:val="${font.charset}"/>`,
      `<w:family w:val="${font.family}"/>`,
      `<w:pitch w:val="${font.pitch}"/>`,
      "</w:font>",
    ].join(""),
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="${MAIN}">${fonts.join("")}</w:fonts>`;
}
