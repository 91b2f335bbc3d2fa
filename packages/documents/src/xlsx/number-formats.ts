import type { Container } from "../container/container.ts";
import { readXml } from "./read-xml.ts";

/**
 * What a number format makes of a number. `rescaled`: it is shown in another unit than it is stored
 * in (`0!.0000"万元"`, `#,##0,`), so what a person sees is not what the file holds.
 */
export type FormatKind = "plain" | "date" | "percent" | "rescaled";

/** Built-in formats that are dates, those of the Chinese edition (27–36, 50–58) included. */
const DATE_IDS: readonly (readonly [number, number])[] = [
  [14, 17],
  [22, 22],
  [27, 31],
  [36, 36],
  [50, 54],
  [57, 58],
];

/** The kind of each cell style by its index; styles that are missing are plain. */
export async function formatKinds(
  container: Container,
  part: string | null,
): Promise<FormatKind[]> {
  if (part === null || !container.has(part)) return [];
  const codes = new Map<number, string>();
  const kinds: FormatKind[] = [];
  let inCellFormats = false;
  readXml(await container.read(part), {
    open(name, attributes) {
      if (name === "numFmt") {
        codes.set(Number(attributes["numFmtId"]), attributes["formatCode"] ?? "");
      } else if (name === "cellXfs") {
        inCellFormats = true;
      } else if (name === "xf" && inCellFormats) {
        const id = Number(attributes["numFmtId"] ?? 0);
        const code = codes.get(id);
        kinds.push(code === undefined ? builtIn(id) : kindOfFormat(code));
      }
    },
    close(name) {
      if (name === "cellXfs") inCellFormats = false;
    },
  });
  return kinds;
}

function builtIn(id: number): FormatKind {
  if (id === 9 || id === 10) return "percent";
  return DATE_IDS.some(([first, last]) => id >= first && id <= last) ? "date" : "plain";
}

/** The kind of a format code, told from its section for positive numbers. */
export function kindOfFormat(code: string): FormatKind {
  const words = [...code.matchAll(/"([^"]*)"/gu)].map((match) => match[1]).join("");
  const bare = code
    .replaceAll(/"[^"]*"/gu, "")
    .replaceAll(/\[[^\]]*\]/gu, "")
    .replaceAll(/[_*]./gu, "")
    .replaceAll(/[\\!]./gu, (escaped) => (escaped[1] === "." ? "¤" : ""))
    .replace(/;.*$/su, "");
  // A thousands comma after the last digit divides; an escaped point fakes a decimal.
  if (/[0#?],+(?![0#?])/u.test(bare) || bare.includes("¤")) return "rescaled";
  if (/[万亿]/u.test(words) || /[万亿]/u.test(bare)) return "rescaled";
  if (/%/u.test(bare)) return "percent";
  if (/general/iu.test(bare)) return "plain";
  if (/[yd年日]/iu.test(bare) || (/m/iu.test(bare) && !/[hs]/iu.test(bare))) return "date";
  return "plain";
}
