import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { vocabulary } from "../test/vocabulary.ts";
import { workbookParts, zipFile } from "../test/zip-file.ts";
import { DEFAULT_LIMITS } from "./limits.ts";
import { matchTable } from "./match/match-table.ts";
import { readTable } from "./read-table.ts";
import { UnreadableFile } from "./refusal.ts";

const fixture = (name: string) =>
  readFileSync(new URL(`../test/fixtures/${name}`, import.meta.url));
const limits = {
  ...DEFAULT_LIMITS,
  entryBytes: 4_000_000,
  unpackedBytes: 8_000_000,
  rows: 5000,
  cells: 50_000,
};

/** A small generator: the same seed breaks the same bytes on every machine. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

function mutated(bytes: Buffer, random: () => number): Buffer {
  let broken = Buffer.from(bytes);
  const at = () => Math.floor(random() * broken.length);
  for (let times = 1 + Math.floor(random() * 8); times > 0; times -= 1) {
    const kind = Math.floor(random() * 5);
    if (broken.length === 0) break;
    if (kind === 0) broken[at()] = Math.floor(random() * 256);
    else if (kind === 1) broken = broken.subarray(0, at());
    else if (kind === 2) broken = Buffer.concat([broken.subarray(0, at()), broken.subarray(at())]);
    else if (kind === 3) broken.fill(Math.floor(random() * 256), at(), at());
    else
      broken.write(
        ["<", "&", '"', "99999999", "-1", "]]>", "r="][Math.floor(random() * 7)] ?? "",
        at(),
      );
  }
  return broken;
}

/** What came of it: `read`, the designed refusal, or anything else with its seed. */
async function outcome(bytes: Buffer, seed: number): Promise<string> {
  try {
    matchTable(await readTable(bytes, limits), vocabulary);
    return "read";
  } catch (error) {
    const designed = error instanceof UnreadableFile && /\p{Script=Han}/u.test(error.message);
    return designed ? "refused" : `seed ${seed}: ${String(error)}`;
  }
}

const DESIGNED = new Set(["read", "refused"]);

test.each(["wide.xlsx", "list.xlsx", "list-utf8.csv", "list-gb18030.csv"])(
  "600 broken copies of %s are read or refused, and nothing else",
  async (name) => {
    const bytes = fixture(name);
    for (let seed = 1; seed <= 600; seed += 1) {
      expect(DESIGNED).toContain(await outcome(mutated(bytes, seeded(seed)), seed));
    }
  },
  60_000,
);

test("900 sheets broken inside a whole container are read or refused, and nothing else", async () => {
  const sheet = `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>地区</t></is></c><c r="B1" t="inlineStr"><is><t>1-6月地区生产总值(亿元)</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>全国</t></is></c><c r="B2" s="1"><v>456614.4</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B3"/></mergeCells>`;
  const parts = workbookParts(sheet, {
    stylesXml: '<cellXfs><xf numFmtId="14"/><xf numFmtId="9"/></cellXfs>',
  });
  for (let seed = 1; seed <= 900; seed += 1) {
    const random = seeded(seed);
    const chosen = Math.floor(random() * parts.length);
    const broken = parts.map((part, index) =>
      index === chosen ? { ...part, content: mutated(Buffer.from(part.content), random) } : part,
    );
    expect(DESIGNED).toContain(await outcome(zipFile(broken), seed));
  }
}, 60_000);
