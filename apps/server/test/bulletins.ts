import type { Board, BulletinOnWire, BulletinSources, Problem } from "@diaodu/contracts";
import type { Browser } from "./people.ts";
import { docxText } from "./docx-text.ts";
import { type Office, openOffice } from "./units.ts";
import { figure, submissionOf, type World } from "./world.ts";

export const REVENUE = { indicator: "budget_revenue", source: "财政部" } as const;

/** An office that has been told of GDP and revenue, and of nothing else. */
export async function officeWithFigures(world: World): Promise<Office> {
  const office = await openOffice(world);
  const answer = await world.post(
    submissionOf(
      figure(),
      figure({ measure: "yoy_real", value: "-1.6" }),
      figure({ ...REVENUE, value: "96176" }),
      figure({ ...REVENUE, measure: "yoy_nominal", value: "-10.8" }),
    ),
  );
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return office;
}

/** Every figure that a draft of this version would lack. */
export async function missingAt(by: Browser, seq: number): Promise<string[]> {
  const answer = await by.ask("POST", "/bulletins", { from: { kind: "seq", seq } });
  if (answer.ok) return [];
  const { faults } = (await answer.json()) as Problem;
  return (faults ?? []).map(({ path }) => path);
}

/** A draft of a version, with what it lacks stated. */
export async function draftOf(by: Browser, seq?: number): Promise<BulletinOnWire> {
  const { head } = await by.json<BulletinSources>("GET", "/bulletins/sources");
  const at = seq ?? head.seq;
  const stated = await missingAt(by, at);
  return by.json<BulletinOnWire>("POST", "/bulletins", { from: { kind: "seq", seq: at }, stated });
}

/** The blocks as an editor sends them back. */
export function blocksOf({ blocks }: Pick<BulletinOnWire, "blocks">) {
  return blocks.map(({ kind, level, text }, from) =>
    kind === "heading" ? { kind, level, text, from } : { kind, text, from },
  );
}

export function editOf(bulletin: BulletinOnWire, over: Record<string, unknown> = {}) {
  const { version, title, to, copies } = bulletin;
  return { version, title, to, copies, blocks: blocksOf(bulletin), ...over };
}

export async function paperOf(by: Browser, path: string) {
  const answer = await by.ask("GET", path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return { bytes, etag: answer.headers.get("etag"), ...docxText(bytes) };
}

/** What the annex must say of each tile: value, growth and gap as the board printed them, ungrouped. */
export function expectedCells(board: Board): Record<"value" | "growth" | "gap", string | null>[] {
  const plain = (text: string) => text.replaceAll(/\s/gu, "");
  return board.tiles.map(({ figure, light }) => {
    const facts = figure?.facts ?? [];
    const level = facts.find(({ measure }) => measure === "level");
    const growth = facts.find(({ measure }) => measure.startsWith("yoy"));
    const earlier = light.reasons.some(({ label }) => label === "判断所依据的时期");
    return {
      value: level === undefined ? null : plain(level.text),
      growth: growth === undefined ? null : `${plain(growth.text)}%`,
      // What an amount's light says for short is its gap.
      gap: light.short === null || earlier ? null : plain(light.short),
    };
  });
}
