/**
 * Run by hand where LibreOffice Writer is installed: lays documents out and counts what the standard
 * asks for, 22 lines of 28 characters. Leaves the .docx and .pdf in the folder named as argument.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { writeOfficialDocument } from "../src/index.ts";
import { BULLETIN, GRID } from "./official-sample.ts";

const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), "official-"));
mkdirSync(folder, { recursive: true });
const files = ["bulletin.docx", "grid.docx"].map((name) => join(folder, name));
writeFileSync(files[0] ?? "", await writeOfficialDocument(BULLETIN));
writeFileSync(files[1] ?? "", await writeOfficialDocument(GRID));
const args = ["--headless", "--convert-to", "pdf", "--outdir", folder, ...files];
const HOME = mkdtempSync(join(tmpdir(), "soffice-"));
const office = spawnSync("soffice", args, { env: { ...process.env, HOME }, encoding: "utf8" });
if (office.error !== undefined || office.status !== 0) {
  console.error(`LibreOffice 未能转换：${office.error?.message ?? office.stderr}`);
  process.exit(1);
}

/** Characters in each line of each page above the page number, from the top. */
const pages = pagesOf(readFileSync(join(folder, "grid.pdf")));
console.log(folder);
for (const [at, lines] of pages.entries()) {
  console.log(`第 ${at + 1} 页：${lines.length} 行，每行 ${[...new Set(lines)].join("、")} 字`);
}
// The first line is indented by two characters; the last page ends where the text does.
const full = pages.slice(0, -1);
const expected = full.map((_, page) =>
  Array.from({ length: 22 }, (__, line) => (page === 0 && line === 0 ? 26 : 28)),
);
if (full.length === 0 || JSON.stringify(full) !== JSON.stringify(expected)) {
  console.error("版心不是每页 22 行、每行 28 字");
  process.exitCode = 1;
}

/** LibreOffice writes one packed stream for each page, and each character as one byte of its font. */
function pagesOf(pdf: Buffer): number[][] {
  const pages: number[][] = [];
  for (let at = pdf.indexOf("stream"); at >= 0; at = pdf.indexOf("stream", at + 1)) {
    if (pdf.subarray(at - 3, at).equals(Buffer.from("end"))) continue;
    const from = pdf.indexOf("\n", at) + 1;
    const content = inflated(pdf.subarray(from, pdf.indexOf("endstream", from)));
    if (content.includes("BT\n") && content.includes(" Tf")) pages.push(linesOf(content));
  }
  return pages;
}

function inflated(bytes: Buffer): string {
  try {
    return inflateSync(bytes).toString("latin1");
  } catch {
    return "";
  }
}

/** Body text is of 16 pt; texts at one height are one line. */
function linesOf(content: string): number[] {
  const lines = new Map<number, number>();
  const shown = /[\d.]+ ([\d.]+) Td \/F\d+ 16 Tf(\[.*?\]TJ|<[0-9A-F]+>Tj)/gu;
  for (const [, height = "", text = ""] of content.matchAll(shown)) {
    const bytes = [...text.matchAll(/<([0-9A-F]+)>/gu)].map(([, hex = ""]) => hex.length / 2);
    const line = Math.round(Number(height));
    lines.set(
      line,
      bytes.reduce((sum, count) => sum + count, lines.get(line) ?? 0),
    );
  }
  return [...lines].toSorted(([a], [b]) => b - a).map(([, count]) => count);
}
