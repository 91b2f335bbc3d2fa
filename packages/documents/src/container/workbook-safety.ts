import { UnreadableFile } from "../refusal.ts";
import { readXml } from "../xlsx/read-xml.ts";
import type { Container } from "./container.ts";

/** Parts by which a workbook does more than hold figures, and what to tell its sender. */
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [/(^|\/)vbaproject[^/]*\.bin$|(^|\/)macrosheets\//iu, "工作簿含有宏，请另存为不含宏的 .xlsx"],
  [/(^|\/)externallinks\//iu, "工作簿引用了其他文件，请断开外部链接（数据 → 编辑链接）后再上传"],
  [
    /(^|\/)(connections\.xml$|querytables\/|webextensions\/)/iu,
    "工作簿连接了外部数据，请删除数据连接后再上传",
  ],
  [/(^|\/)(embeddings|activex|ctrlprops)\//iu, "工作簿嵌有其他对象，请删除嵌入对象或控件后再上传"],
];

/** Formats that share the container, by a part that only they have. */
const OTHER_FORMATS: readonly (readonly [string, string])[] = [
  ["xl/workbook.bin", "这是二进制 .xlsb 工作簿，请另存为 .xlsx"],
  ["word/document.xml", "这是 Word 文档，请上传 .xlsx 或 .csv 表格"],
  ["ppt/presentation.xml", "这是演示文稿，请上传 .xlsx 或 .csv 表格"],
  ["content.xml", "这是 .ods 表格，请另存为 .xlsx"],
];

/**
 * Refuses what is no plain workbook: macros, links to other files, embedded objects, other formats.
 * Looks at names, declared content types and relations; runs and opens nothing.
 * @throws UnreadableFile
 */
export async function refuseUnsafe(container: Container): Promise<void> {
  for (const [pattern, words] of FORBIDDEN) {
    if (container.names.some((name) => pattern.test(name))) throw new UnreadableFile(words);
  }
  for (const [part, words] of OTHER_FORMATS) {
    if (container.has(part)) throw new UnreadableFile(words);
  }
  if (!container.has("[Content_Types].xml")) {
    throw new UnreadableFile("这是压缩包，不是 Excel 工作簿，请上传 .xlsx 或 .csv 表格");
  }
  readXml(await container.read("[Content_Types].xml"), {
    open(_name, attributes) {
      const type = attributes["ContentType"] ?? "";
      if (/macroEnabled|vbaProject/iu.test(type)) throw new UnreadableFile(FORBIDDEN[0]?.[1] ?? "");
    },
  });
  for (const name of container.names) {
    if (name.endsWith(".rels")) refuseOutside(await container.read(name));
  }
}

/** A link that a person may click is harmless: nothing follows it here. Any other target outside is not. */
function refuseOutside(relations: Buffer): void {
  readXml(relations, {
    open(name, attributes) {
      if (name !== "Relationship" || attributes["TargetMode"] !== "External") return;
      if ((attributes["Type"] ?? "").endsWith("/hyperlink")) return;
      throw new UnreadableFile("工作簿引用了外部内容，请断开外部链接后再上传");
    },
  });
}
