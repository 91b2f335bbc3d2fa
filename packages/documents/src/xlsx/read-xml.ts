import { SaxParser } from "@cj-tech-master/excelts/xml";
import { UnreadableFile } from "../refusal.ts";

/** What a reader of one part listens to. Names of elements come without their namespace prefix. */
export interface XmlListener {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

const CHUNK = 64 * 1024;
const DEPTH = 100;

/**
 * Reads one part of a workbook from its first to its last tag. UTF-8 alone, as Excel and LibreOffice
 * write; a document type is refused before anything is parsed, so there is no entity to expand.
 * @throws UnreadableFile; whatever the listener throws
 */
export function readXml(bytes: Buffer, listener: XmlListener): void {
  if (bytes.includes("<!DOCTYPE") || bytes.includes("<!ENTITY")) {
    throw new UnreadableFile("文件含有文档类型声明（DTD）或实体定义，已拒绝");
  }
  const parser = new SaxParser({ maxDepth: DEPTH, maxEntityExpansions: 0, position: false });
  parser.on("opentag", (tag) => {
    listener.open?.(localName(tag.name), tag.attributes);
  });
  parser.on("text", (text) => listener.text?.(text));
  parser.on("cdata", (text) => listener.text?.(text));
  parser.on("closetag", (tag) => listener.close?.(localName(tag.name)));
  parser.on("error", (error) => {
    throw error;
  });
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += CHUNK) {
      parser.write(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true }));
    }
    parser.write(decoder.decode());
    parser.close();
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile("文件内部结构有误，无法读取", { cause: error });
  }
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}
